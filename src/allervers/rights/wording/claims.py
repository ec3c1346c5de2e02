"""For each right: where it is asked, and from when it is paid. Sources beside each."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.right import Right
from allervers.rights.wording.claim_places import PLACES


class Claim(NamedTuple):
    """Where to ask, and what waiting costs."""

    where: str | Promise
    since: str | Promise


NO_PAST: Final = _("Le paiement commence au mois de la demande : chaque mois d'attente est perdu.")
TWO_YEARS: Final = _("La caisse peut payer jusqu'à deux ans en arrière.")
CLAIMS: Final[dict[str, Claim]] = {
    # CASF, L262-18 and R262-33
    Right.RSA: Claim(PLACES[Right.RSA], NO_PAST),
    Right.PPA: Claim(PLACES[Right.PPA], NO_PAST),  # CSS, R846-1
    Right.AIDE_LOGEMENT: Claim(  # CCH, R823-10
        PLACES[Right.AIDE_LOGEMENT],
        _("Payée à partir du mois de la demande, au plus tôt le mois après l'entrée."),
    ),
    Right.CSS: Claim(  # CSS, L861-5
        PLACES[Right.CSS],
        _("Ouverte le mois après la décision, pour un an. À renouveler 4 à 2 mois avant la fin."),
    ),
    Right.ASPA: Claim(  # CSS, R815-33
        PLACES[Right.ASPA],
        _("Payée à partir du mois après la demande."),
    ),
    Right.AAH: Claim(  # CSS, R821-7
        PLACES[Right.AAH],
        _("Payée à partir du mois après le dépôt du dossier, même si la décision est longue."),
    ),
    # CSS, L553-1
    Right.AF: Claim(PLACES[Right.AF], TWO_YEARS),
    Right.CF: Claim(PLACES[Right.CF], TWO_YEARS),
    Right.ASF: Claim(PLACES[Right.ASF], TWO_YEARS),
    Right.PAJE_BASE: Claim(PLACES[Right.PAJE_BASE], TWO_YEARS),
    Right.ARS: Claim(
        PLACES[Right.ARS],
        _("Payée en août. Sans demande pour qui touche déjà une aide de la CAF avec enfants."),
    ),
    Right.ASI: Claim(
        PLACES[Right.ASI],
        _("Date de départ à vérifier avec la caisse : demandez sans attendre."),
    ),
    Right.MVA: Claim(
        PLACES[Right.MVA],
        _("Souvent donnée sans demande. Date de départ à vérifier avec la CAF."),
    ),
    Right.AEEH: Claim(  # CSS, R541-7
        PLACES[Right.AEEH],
        _("Payée à partir du mois après le dépôt du dossier."),
    ),
    Right.ASS: Claim(
        PLACES[Right.ASS],
        _("Date de départ à vérifier avec France Travail : demandez sans attendre."),
    ),
    Right.CHEQUE_ENERGIE: Claim(
        PLACES[Right.CHEQUE_ENERGIE],
        _("Une fois par an. La date limite de l'année est à vérifier sur le site."),
    ),
    Right.BOURSE_COLLEGE: Claim(
        PLACES[Right.BOURSE_COLLEGE],
        _("La demande se fait à la rentrée : après, voyez le collège."),
    ),
    Right.BOURSE_LYCEE: Claim(
        PLACES[Right.BOURSE_LYCEE],
        _("La demande se fait à la rentrée : après, voyez le lycée."),
    ),
    Right.BOURSE_SUP: Claim(
        PLACES[Right.BOURSE_SUP],
        _("La demande se fait au printemps pour la rentrée. Plus tard, voyez le Crous."),
    ),
    Right.APA: Claim(  # CASF, L232-14
        PLACES[Right.APA],
        _("Payée à partir de la décision : chaque mois d'attente est perdu."),
    ),
    Right.CEJ: Claim(
        PLACES[Right.CEJ],
        _("Payée après le contrat signé. Date de départ à vérifier avec le conseiller."),
    ),
    Right.LEP: Claim(
        PLACES[Right.LEP],
        _("L'argent placé rapporte à partir de l'ouverture."),
    ),
    Right.LOGEMENT_SOCIAL: Claim(
        PLACES[Right.LOGEMENT_SOCIAL],
        _("La date de la demande compte : faites-la sans attendre, et renouvelez-la chaque année."),
    ),
}
