"""What putting a plan in the calendar says of its trips."""

from typing import Any

from django.utils.translation import gettext as _

from allervers.tours.domain.conflicts import SPEED_KM_H
from allervers.ui import french


def drives_text(count: int, plan: Any) -> str:
    """Say once that the calendar counts trips in another way than the plan; nothing without any.

    `count`: trips between visits of the plan that the calendar would find too short.
    """
    if not count:
        return ""
    own = _("avec un réseau de routes")
    if plan.problem.is_estimated:
        speed = french.number_text(plan.season.speed_kmh)
        own = _("à vol d'oiseau × 1,3, à %(speed)s km/h") % {"speed": speed}
    trips = french.count_text(count, _("trajet trop court"), _("trajets trop courts"))
    return _(
        "Les trajets entre passages de ce projet sont vérifiés avec ses propres temps (%(own)s). "
        "Le calendrier des tournées compte à vol d'oiseau × 1,3, à %(speed)s km/h : il signalera "
        "%(trips)s, que le projet a déjà comptés."
    ) % {"own": own, "speed": french.number_text(SPEED_KM_H), "trips": trips}
