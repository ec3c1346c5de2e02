"""Cards of minimum incomes, housing, health, disability, work."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.right import Right
from allervers.rights.wording.card import (
    AMELI,
    ASK_DELAY,
    BANK,
    CAF,
    IDENTITY,
    JOBS,
    MDPH,
    MSA,
    PAY,
    PENSION,
    STATE,
    TAX,
    RightCard,
)

ADULTS: Final[dict[str, RightCard]] = {
    Right.RSA: RightCard(
        _("Dès 25 ans avec peu ou pas de revenus. Avant, avec un enfant à charge ou à naître, ou "
          "après 2 ans de travail."),
        _("Un revenu chaque mois, qui complète les autres jusqu'à un minimum."),
        (IDENTITY, BANK, PAY),
        ASK_DELAY,
        _("Déclarer ses revenus tous les 3 mois. Sans déclaration, le paiement s'arrête."),
        (CAF, MSA),
    ),
    Right.PPA: RightCard(
        _("Dès 18 ans, avec un travail et un salaire modeste. Les étudiants et apprentis "
          "seulement au-dessus d'un certain salaire."),
        _("Un complément de salaire chaque mois."),
        (IDENTITY, BANK, PAY),
        ASK_DELAY,
        _("Déclarer ses revenus tous les 3 mois."),
        (CAF, MSA),
    ),
    Right.AIDE_LOGEMENT: RightCard(
        _("Qui paie un loyer pour son logement principal, avec des revenus modestes."),
        _("Une aide chaque mois, souvent versée au propriétaire."),
        (IDENTITY, BANK, _("Bail et attestation de loyer remplie par le propriétaire")),
        ASK_DELAY,
        _("Recalculée tous les 3 mois par la caisse. Dire tout changement de loyer ou d'adresse."),
        (CAF, MSA),
    ),
    Right.CSS: RightCard(
        _("Qui a des revenus modestes sur un an. Avec le RSA, elle est gratuite."),
        _("Une complémentaire santé gratuite, ou avec une petite participation : pas d'avance, "
          "lunettes et dents remboursées."),
        (IDENTITY, _("Carte Vitale ou attestation de droits"), TAX, PAY),
        _("La caisse répond en 2 mois au plus. En cas d'urgence médicale, demandez l'ouverture "
          "immédiate."),
        _("Chaque année, à redemander de 4 à 2 mois avant la fin."),
        (AMELI, MSA),
    ),
    Right.ASPA: RightCard(
        _("Dès 65 ans, ou 62 ans si l'on est inapte au travail, avec une petite retraite ou sans "
          "retraite."),
        _("Un complément chaque mois jusqu'à un minimum. Une partie peut être reprise sur la "
          "succession."),
        (IDENTITY, BANK, TAX, _("Derniers paiements de retraite")),
        ASK_DELAY,
        _("Sans renouvellement. Il faut vivre en France plus de 9 mois par an. Dire tout "
          "changement de revenus, de couple ou d'adresse."),
        (PENSION, MSA),
    ),
    Right.ASI: RightCard(
        _("Avant l'âge de l'ASPA, avec une pension d'invalidité ou une retraite d'avant l'âge, et "
          "des revenus modestes."),
        _("Un complément de la pension chaque mois."),
        (IDENTITY, BANK, TAX, _("Notification de la pension")),
        ASK_DELAY,
        _("Dire chaque changement de revenus. Elle s'arrête quand l'ASPA peut être demandée."),
        (AMELI, PENSION),
    ),
    Right.AAH: RightCard(
        _("Dès 20 ans, avec un taux d'incapacité de 80 %, ou de 50 à 79 % avec une difficulté "
          "durable à trouver un emploi."),
        _("Un revenu chaque mois. Les revenus du conjoint ne comptent plus."),
        (IDENTITY, _("Formulaire de la MDPH et certificat médical de moins d'un an"), BANK),
        _("La MDPH doit répondre en 4 mois. Sans réponse, c'est un refus : un recours est "
          "possible."),
        _("À redemander avant la fin écrite sur la décision, 6 mois avant si possible."),
        (MDPH, CAF),
    ),
    Right.MVA: RightCard(
        _("Qui touche l'AAH à 80 % ou plus, vit dans son logement avec une aide au logement, "
          "sans travailler."),
        _("Un supplément fixe chaque mois, avec l'AAH."),
        (_("Aucun papier en plus si la CAF a le dossier"),),
        ASK_DELAY,
        _("Elle suit l'AAH et l'aide au logement."),
        (CAF, MSA),
    ),
    Right.ASS: RightCard(
        _("Qui a fini ses droits au chômage, a travaillé 5 ans sur 10 et cherche un emploi."),
        _("Une allocation payée chaque mois par France Travail."),
        (_("Dossier envoyé par France Travail à la fin des droits"), TAX, BANK),
        ASK_DELAY,
        _("Pour 6 mois, à renouveler. S'actualiser chaque mois à France Travail."),
        (JOBS,),
    ),
    Right.CEJ: RightCard(
        _("De 16 à 25 ans (29 ans avec un handicap), sans études, sans formation et sans emploi "
          "durable."),
        _("Un accompagnement de 15 à 20 heures par semaine et une allocation selon l'impôt du "
          "foyer."),
        (IDENTITY, BANK, _("Avis d'impôt du jeune, ou de ses parents")),
        _("Quelques rendez-vous avec le conseiller. Délai à vérifier."),
        _("Jusqu'à 12 mois, parfois 18. L'allocation s'arrête si les rendez-vous sont manqués."),
        (JOBS, STATE),
    ),
}  # fmt: skip
