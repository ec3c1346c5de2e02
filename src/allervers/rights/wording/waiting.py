"""What waiting costs, in one sentence for each step."""

from decimal import Decimal

from django.utils.translation import gettext as _

from allervers.rights.domain.waiting import COVER, KEPT, LOST, urgency
from allervers.ui import french


def waiting_sentence(right: str, lost: Decimal | None) -> str:
    """Return « Chaque mois sans demande : 573,49 € perdus. », or why nobody can say."""
    what = urgency(right, lost)
    if what == LOST:
        euros = f"{french.number_text(float(lost or 0), 2)}{french.NO_BREAK}€"
        return _("Chaque mois sans demande : %(euros)s perdus.") % {"euros": euros}
    if what == COVER:
        return _("Chaque mois sans demande est un mois sans cette aide.")
    if what == KEPT:
        return _(
            "La caisse peut payer jusqu'à deux ans en arrière. Si le droit date de plus de deux "
            "ans, chaque mois d'attente en fait perdre un."
        )
    return _("Ce que fait perdre un mois d'attente : à vérifier avec l'organisme.")
