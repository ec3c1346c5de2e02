"""For each right: where it is asked, and from when it is paid. Sources beside each."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.right import Right


class Claim(NamedTuple):
    """Where to ask, and what waiting costs."""

    where: str | Promise
    since: str | Promise


CAF: Final = _("À la CAF, sur caf.fr ou avec un formulaire.")
NO_PAST: Final = _("Le paiement commence au mois de la demande : chaque mois d'attente est perdu.")
TWO_YEARS: Final = _("La caisse peut payer jusqu'à deux ans en arrière.")
CLAIMS: Final[dict[str, Claim]] = {
    # CASF, L262-18 and R262-33
    Right.RSA: Claim(_("À la CAF, au CCAS ou au département."), NO_PAST),
    Right.PPA: Claim(CAF, NO_PAST),  # CSS, R846-1
    Right.AIDE_LOGEMENT: Claim(  # CCH, R823-10
        CAF, _("Payée à partir du mois de la demande, au plus tôt le mois après l'entrée.")
    ),
    Right.CSS: Claim(  # CSS, L861-5
        _("À la caisse d'assurance maladie, sur ameli.fr ou avec un formulaire."),
        _("Ouverte le mois après la décision, pour un an. À renouveler 4 à 2 mois avant la fin."),
    ),
    Right.ASPA: Claim(  # CSS, R815-33
        _("À la caisse de retraite, ou à la mairie sans retraite."),
        _("Payée à partir du mois après la demande."),
    ),
    Right.AAH: Claim(  # CSS, R821-7
        _("À la maison du handicap (MDPH), avec un certificat médical de moins d'un an."),
        _("Payée à partir du mois après le dépôt du dossier, même si la décision est longue."),
    ),
    # CSS, L553-1
    Right.AF: Claim(CAF, TWO_YEARS),
    Right.CF: Claim(CAF, TWO_YEARS),
    Right.ASF: Claim(CAF, TWO_YEARS),
    Right.PAJE_BASE: Claim(CAF, TWO_YEARS),
    Right.ARS: Claim(
        CAF, _("Payée en août. Sans demande pour qui touche déjà une aide de la CAF avec enfants.")
    ),
}
