"""Cards of the rights for children, pupils and students."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.right import Right
from allervers.rights.wording.card import (
    ASK_DELAY,
    BANK,
    CAF,
    IDENTITY,
    MDPH,
    MSA,
    SCHOOL,
    STUDENT,
    TAX,
    RightCard,
)

BOOK: Final = _("Livret de famille ou actes de naissance")
FAMILIES: Final[dict[str, RightCard]] = {
    Right.AF: RightCard(
        _("Avec au moins 2 enfants de moins de 20 ans à charge."),
        _("Une somme chaque mois, selon les enfants et les revenus."),
        (IDENTITY, BOOK, BANK),
        ASK_DELAY,
        _("Sans renouvellement. Dire les naissances, les départs, la garde alternée."),
        (CAF, MSA),
    ),
    Right.CF: RightCard(
        _("Avec au moins 3 enfants de 3 à 20 ans et des revenus sous un plafond."),
        _("Une somme chaque mois, plus haute pour les revenus les plus bas."),
        (IDENTITY, BOOK, TAX),
        ASK_DELAY,
        _("Recalculé chaque année en janvier par la caisse."),
        (CAF, MSA),
    ),
    Right.ASF: RightCard(
        _("Qui élève seul un enfant sans pension de l'autre parent, ou avec une petite pension."),
        _("Une somme chaque mois par enfant. La CAF peut aussi réclamer la pension."),
        (IDENTITY, BOOK, _("Jugement ou accord sur la pension, s'il y en a")),
        ASK_DELAY,
        _("Une démarche pour fixer la pension peut être demandée après quelques mois."),
        (CAF, MSA),
    ),
    Right.PAJE_BASE: RightCard(
        _("Avec un enfant de moins de 3 ans et des revenus sous un plafond."),
        _("Une somme chaque mois jusqu'aux 3 ans de l'enfant."),
        (IDENTITY, BOOK, TAX),
        ASK_DELAY,
        _("Sans renouvellement. Elle s'arrête le mois d'avant les 3 ans."),
        (CAF, MSA),
    ),
    Right.ARS: RightCard(
        _("Avec un enfant scolarisé de 6 à 18 ans et des revenus sous un plafond."),
        _("Une somme payée une fois, en août, par enfant."),
        (BOOK, TAX, _("Pour 16 à 18 ans : dire sur caf.fr que l'enfant reste à l'école")),
        _("Payée en août. Plus tard si la demande vient après."),
        _("Chaque année, sans demande pour qui a déjà un dossier."),
        (CAF, MSA),
    ),
    Right.AEEH: RightCard(
        _("Pour un enfant de moins de 20 ans, à 80 % d'incapacité, ou de 50 à 79 % avec des soins "
          "ou une école adaptée."),
        _("Une somme chaque mois, avec un complément selon les frais et le temps passé."),
        (_("Formulaire de la MDPH et certificat médical de moins d'un an"), IDENTITY, BOOK),
        _("La MDPH doit répondre en 4 mois. Sans réponse, c'est un refus : un recours est "
          "possible."),
        _("À redemander avant la fin écrite sur la décision."),
        (MDPH, CAF),
    ),
    Right.BOURSE_COLLEGE: RightCard(
        _("Pour un enfant au collège, avec des revenus sous un plafond."),
        _("Une somme pour l'année, en trois fois."),
        (TAX, BANK, _("Attestation de la CAF avec les enfants à charge")),
        _("Réponse du collège après la fin des demandes, souvent en octobre."),
        _("Chaque année à la rentrée ; le collège peut étudier le droit sans nouvelle demande."),
        (SCHOOL,),
    ),
    Right.BOURSE_LYCEE: RightCard(
        _("Pour un enfant au lycée, avec des revenus sous un plafond."),
        _("Une somme pour l'année, en trois fois. Une prime s'ajoute parfois."),
        (TAX, BANK, _("Attestation de la CAF avec les enfants à charge")),
        _("Réponse du lycée après la fin des demandes, souvent en octobre."),
        _("Accordée pour le lycée. À revoir si la famille ou les revenus changent."),
        (SCHOOL,),
    ),
    Right.BOURSE_SUP: RightCard(
        _("Pour un étudiant de moins de 28 ans, à temps plein, selon les revenus des parents."),
        _("Une somme chaque mois pendant 10 mois. Pas de frais d'inscription à l'université."),
        (_("Avis d'impôt des parents"), _("Certificats de scolarité des frères et sœurs"), BANK),
        _("Première réponse du Crous en quelques semaines, à vérifier sur le site."),
        _("À redemander chaque année au printemps."),
        (STUDENT,),
    ),
}  # fmt: skip
