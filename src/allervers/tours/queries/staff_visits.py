"""One visit as its coordinator sees it, and who hears of its changes."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import Message, Tour, Visit
from allervers.tours.queries.planning import commune_organisations
from allervers.tours.queries.staff import not_found, units_of, visits_of
from allervers.tours.queries.staff_calendar import visits_between, with_people
from allervers.tours.queries.staff_home import with_warnings


def visit_with_people(viewer: Viewer, visit_id: UUID) -> Visit:
    """Return one visit with everyone on board and its warnings; refuse (404) another carrier's."""
    visit = with_people(with_warnings(visits_of(viewer).filter(id=visit_id))).first()
    if visit is None:
        raise not_found("Passage introuvable.")
    return visit


def told_of(visit: Visit) -> list[Message]:
    """Return the messages that this visit's changes sent, the latest first."""
    return list(visit.messages.select_related("organisation").order_by("-created_at", "id")[:20])


def recipients(visits: Iterable[Visit]) -> list[str]:
    """Return the names of who is told when these visits change: partners on board, communes.

    Visits come with their partners and halts fetched; one query finds the communes.
    """
    visits = list(visits)
    names = {one.organisation.name for visit in visits for one in visit.partners.all()}
    towns = commune_organisations({visit.halt.commune_id for visit in visits})
    return sorted(names | {town.name for town in towns.values()})


def visits_to_cancel(
    viewer: Viewer,
    first: date,
    last: date,
    *,
    now: datetime,
    communes: list[str],
    unit_ids: list[UUID],
) -> list[Visit]:
    """Return the announced visits of these days not over yet, in these communes and units.

    An empty list of communes or of units means all of them.
    """
    visits = visits_between(viewer, first, last).filter(
        status=Visit.Status.PUBLISHED, ends_at__gt=now
    )
    if communes:
        visits = visits.filter(halt__commune_id__in=communes)
    if unit_ids:
        visits = visits.filter(unit_id__in=unit_ids)
    return list(with_people(visits))


def communes_served(viewer: Viewer) -> list[tuple[str, str]]:
    """Return (code, name) of the communes where the viewer's units have visits."""
    rows = (
        visits_of(viewer)
        .filter(unit__in=units_of(viewer).order_by())
        .order_by("halt__commune__search_name", "halt__commune_id")
        .values_list("halt__commune_id", "halt__commune__name")
        .distinct()
    )
    return [(code, name) for code, name in rows]


def drafts_to_announce(viewer: Viewer, tour: Tour, now: datetime) -> list[Visit]:
    """Return the drafts of a tour still to come, in time order."""
    drafts = visits_of(viewer).filter(tour=tour, status=Visit.Status.DRAFT, ends_at__gt=now)
    return list(with_people(drafts))
