"""Where each right is asked for: said to the team, and on the sheet in three languages."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.right import Right

CAF: Final = _("À la CAF, sur caf.fr ou avec un formulaire.")
MDPH: Final = _("À la maison du handicap (MDPH), avec un certificat médical de moins d'un an.")
PLACES: Final[dict[str, str | Promise]] = {
    Right.RSA: _("À la CAF, au CCAS ou au département."),
    Right.PPA: CAF,
    Right.AIDE_LOGEMENT: CAF,
    Right.CSS: _("À la caisse d'assurance maladie, sur ameli.fr ou avec un formulaire."),
    Right.ASPA: _("À la caisse de retraite, ou à la mairie sans retraite."),
    Right.AAH: MDPH,
    Right.AF: CAF,
    Right.CF: CAF,
    Right.ASF: CAF,
    Right.PAJE_BASE: CAF,
    Right.ARS: CAF,
    Right.ASI: _("À la caisse qui paie la pension d'invalidité ou la retraite."),
    Right.MVA: _("À la CAF, avec l'AAH et l'aide au logement."),
    Right.AEEH: MDPH,
    Right.ASS: _("À France Travail, quand l'allocation chômage se termine."),
    Right.CHEQUE_ENERGIE: _("Sur chequeenergie.gouv.fr, ou au numéro vert 0 805 204 805."),
    Right.BOURSE_COLLEGE: _("Au collège ou en ligne sur ÉduConnect, en début d'année scolaire."),
    Right.BOURSE_LYCEE: _("Au lycée ou en ligne sur ÉduConnect, en début d'année scolaire."),
    Right.BOURSE_SUP: _("Sur messervices.etudiant.gouv.fr, dossier social étudiant."),
    Right.APA: _("Au département, ou au CCAS qui a le dossier."),
    Right.CEJ: _("À la mission locale ou à France Travail."),
    Right.LEP: _("Dans une banque, avec une pièce d'identité."),
    Right.LOGEMENT_SOCIAL: _("Sur demande-logement-social.gouv.fr, ou à la mairie."),
}
