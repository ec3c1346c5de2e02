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
    Right.ASI: Claim(
        _("À la caisse qui paie la pension d'invalidité ou la retraite."),
        _("Date de départ à vérifier avec la caisse : demandez sans attendre."),
    ),
    Right.MVA: Claim(
        _("À la CAF, avec l'AAH et l'aide au logement."),
        _("Souvent donnée sans demande. Date de départ à vérifier avec la CAF."),
    ),
    Right.AEEH: Claim(  # CSS, R541-7
        _("À la maison du handicap (MDPH), avec un certificat médical de moins d'un an."),
        _("Payée à partir du mois après le dépôt du dossier."),
    ),
    Right.ASS: Claim(
        _("À France Travail, quand l'allocation chômage se termine."),
        _("Date de départ à vérifier avec France Travail : demandez sans attendre."),
    ),
    Right.CHEQUE_ENERGIE: Claim(
        _("Sur chequeenergie.gouv.fr, ou au numéro vert 0 805 204 805."),
        _("Une fois par an. La date limite de l'année est à vérifier sur le site."),
    ),
    Right.BOURSE_COLLEGE: Claim(
        _("Au collège ou en ligne sur ÉduConnect, en début d'année scolaire."),
        _("La demande se fait à la rentrée : après, voyez le collège."),
    ),
    Right.BOURSE_LYCEE: Claim(
        _("Au lycée ou en ligne sur ÉduConnect, en début d'année scolaire."),
        _("La demande se fait à la rentrée : après, voyez le lycée."),
    ),
    Right.BOURSE_SUP: Claim(
        _("Sur messervices.etudiant.gouv.fr, rubrique « Dossier social étudiant »."),
        _("La demande se fait au printemps pour la rentrée. Plus tard, voyez le Crous."),
    ),
    Right.APA: Claim(  # CASF, L232-14
        _("Au département, ou au CCAS qui a le dossier."),
        _("Payée à partir de la décision : chaque mois d'attente est perdu."),
    ),
    Right.CEJ: Claim(
        _("À la mission locale ou à France Travail."),
        _("Payée à partir du contrat signé."),
    ),
    Right.LEP: Claim(
        _("Dans une banque, avec une pièce d'identité."),
        _("L'argent placé rapporte à partir de l'ouverture."),
    ),
    Right.LOGEMENT_SOCIAL: Claim(
        _("Sur demande-logement-social.gouv.fr, ou à la mairie."),
        _("La date de la demande compte : faites-la sans attendre, et renouvelez-la chaque année."),
    ),
}
