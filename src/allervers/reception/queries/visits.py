"""Where an encounter may be: the visits of a day that concern a member."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.domain.encounter import DESK, PHONE
from allervers.reception.models import Encounter
from allervers.tours.models import CrewAssignment, Visit
from allervers.tours.queries.staff import visits_of
from allervers.tours.queries.staff_calendar import day_bounds


def visits_on(viewer: Viewer, day: date) -> QuerySet[Visit]:
    """Return the announced visits of a day: of the viewer's units, or with them on board."""
    starts, ends = day_bounds(day, day)
    aboard = CrewAssignment.objects.filter(member_id=viewer.member_id).values("visit_id")
    own = visits_of(viewer).order_by().values("id")
    return (
        Visit.objects.filter(Q(id__in=own) | Q(id__in=aboard))
        .filter(status=Visit.Status.PUBLISHED, starts_at__gte=starts, starts_at__lt=ends)
        .select_related("unit", "halt__commune")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """Where an encounter of a day may be, and where it most likely is."""

    visits: tuple[Visit, ...]
    likely: str

    def chosen(self, asked: str) -> str:
        """Return the place asked for when it is offered; else the likely one."""
        known = {*(f"visit:{one.pk}" for one in self.visits), DESK, PHONE}
        return asked if asked in known else self.likely


def places_on(
    viewer: Viewer, day: date, now: datetime, *, kept: Encounter | None = None
) -> Offered:
    """Return where an encounter of that day may be; `kept`: one whose visit stays offered.

    The likely place is a visit that the viewer is on board of, else one going on now, else the
    next of the day; without a visit, the desk. Two queries at most.
    """
    aboard = CrewAssignment.objects.filter(member_id=viewer.member_id, visit_id=OuterRef("pk"))
    found: list[Visit] = list(visits_on(viewer, day).annotate(is_aboard=Exists(aboard)))
    likely = min(found, key=lambda one: _unlikely(one, now), default=None)
    if kept and kept.visit and kept.visit_id not in {one.pk for one in found}:
        found.append(kept.visit)
    return Offered(tuple(found), f"visit:{likely.pk}" if likely else DESK)


def _unlikely(visit: Visit, now: datetime) -> tuple[bool, bool, bool, datetime]:
    is_aboard: bool = visit.is_aboard  # type: ignore[attr-defined]
    is_over, is_coming = visit.ends_at <= now, visit.starts_at > now
    return not is_aboard, is_over, is_coming, visit.starts_at
