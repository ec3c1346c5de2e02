"""One card for each right: who, what, papers, delay, renewal, official sites."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.right import Right
from allervers.rights.wording.card import (
    BANK,
    ELDERLY,
    ENERGY,
    HOUSING,
    IDENTITY,
    STATE,
    TAX,
    RightCard,
)
from allervers.rights.wording.cards_adults import ADULTS
from allervers.rights.wording.cards_families import FAMILIES

OTHERS: Final[dict[str, RightCard]] = {
    Right.CHEQUE_ENERGIE: RightCard(
        _("Qui paie l'électricité de son logement, avec un revenu fiscal sous un plafond."),
        _("Un chèque par an pour payer l'électricité, le gaz, le bois ou le fioul."),
        (_("Facture d'électricité (numéro de point de livraison)"), TAX),
        _("Envoyé sans demande à ceux que l'État a trouvés. Sinon, réponse à vérifier."),
        _("Chaque année. À utiliser avant la date écrite dessus."),
        (ENERGY,),
    ),
    Right.APA: RightCard(
        _("Dès 60 ans, avec besoin d'aide pour les gestes de tous les jours (GIR 1 à 4)."),
        _("Un plan d'aide : heures d'aide à domicile, repas, téléalarme. Une part peut rester à "
          "payer selon les revenus."),
        (IDENTITY, TAX, BANK, _("Formulaire du département")),
        _("Le département doit répondre en 2 mois. En urgence, demandez une aide provisoire."),
        _("Revue par le département. Demandez une révision si l'état change."),
        (ELDERLY,),
    ),
    Right.LEP: RightCard(
        _("Qui a un revenu fiscal sous un plafond."),
        _("Un livret d'épargne mieux payé que le livret A. L'argent reste disponible."),
        (IDENTITY, TAX),
        _("Ouvert à la banque, une fois le revenu vérifié."),
        _("La banque vérifie le revenu chaque année."),
        (STATE,),
    ),
    Right.LOGEMENT_SOCIAL: RightCard(
        _("Qui vit en France avec un séjour régulier et des revenus sous un plafond."),
        _("Un numéro de demande, puis l'attente d'une proposition. Le DALO aide les plus urgents."),
        (IDENTITY, TAX, _("Livret de famille, si l'on a des enfants")),
        _("Le numéro vient en un mois. L'attente d'un logement peut durer des années."),
        _("Chaque année : sans renouvellement, la demande est effacée."),
        (HOUSING,),
    ),
}  # fmt: skip
CARDS: Final[dict[str, RightCard]] = {**ADULTS, **FAMILIES, **OTHERS}
