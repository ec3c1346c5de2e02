"""A unit as its carriers see it."""

from django.db.models import CharField, Value

from allervers.tours.models import MobileUnit

SHARED, FUNDED = "shared", "funded"


def bodies_of(unit: MobileUnit) -> tuple[list[str], list[str]]:
    """Return the names of who shares a unit and of who funds it, each sorted, in one query."""
    rows = (
        unit.shared_with.order_by()
        .annotate(link=Value(SHARED, CharField()))
        .values_list("link", "name")
        .union(
            unit.funders.order_by()
            .annotate(link=Value(FUNDED, CharField()))
            .values_list("link", "name")
        )
    )
    found = sorted(rows)
    return (
        [name for link, name in found if link == SHARED],
        [name for link, name in found if link == FUNDED],
    )
