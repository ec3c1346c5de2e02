"""Agreements as carriers and communes read them."""

from datetime import date

from django.db.models import Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import Halt, TownAgreement, Visit
from allervers.tours.queries.planning import commune_organisations
from allervers.tours.queries.staff import agreements_of
from allervers.tours.queries.staff_calendar import day_bounds

TAKES_PLACE = (Visit.Status.DRAFT, Visit.Status.PUBLISHED)


def agreements_in(viewer: Viewer, status: str) -> QuerySet[TownAgreement]:
    """Return the agreements in one state, or all of them when the state is not known."""
    rows = agreements_of(viewer)
    return rows.filter(status=status) if status in TownAgreement.Status.values else rows


def states() -> list[tuple[str, str]]:
    """Return the states of an agreement with their French names."""
    return [(code, str(label)) for code, label in TownAgreement.Status.choices]


def visits_covered(halt: Halt, first: date, last: date) -> list[Visit]:
    """Return the visits planned at a halt between two days, both included."""
    starts, ends = day_bounds(first, last)
    visits = halt.visits.filter(starts_at__gte=starts, starts_at__lt=ends, status__in=TAKES_PLACE)
    return list(visits.select_related("unit", "halt__commune").order_by("starts_at", "id"))


def planned_at(halt: Halt, today: date) -> list[Visit]:
    """Return the visits to come at a halt, in time order."""
    starts, _ends = day_bounds(today, today)
    visits = halt.visits.filter(Q(starts_at__gte=starts), status__in=TAKES_PLACE)
    return list(visits.select_related("unit").order_by("starts_at", "id"))


def town_of(halt: Halt) -> str:
    """Return the name of the commune's organisation here, or nothing when it has none."""
    town = commune_organisations([halt.commune_id]).get(halt.commune_id)
    return town.name if town else ""
