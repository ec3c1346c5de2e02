"""The need for coordination: as the services see it, and as a commune may (CASF L121-6-2)."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import connection

from allervers.accounts.models import Organisation
from allervers.people.domain.coordination import Need
from allervers.people.models import CoordinationNeed

NEEDS: Final = (
    "SELECT need_id, need_number, asked, coordinator, named, ended FROM people_needs_of_commune()"
)


def needs_of_commune() -> Sequence[Need]:
    """Return what the commune of the member in whose name this runs may know of its needs.

    The rows themselves are hidden from it by PostgreSQL; this function gives six columns.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEEDS)
        return [Need(*row) for row in cursor.fetchall()]


def need_of_commune(need_id: UUID) -> Need | None:
    """Return one of them."""
    return next((one for one in needs_of_commune() if one.need_id == need_id), None)


def needs_of_file(person_id: UUID) -> Sequence[CoordinationNeed]:
    """Return the demands made for a file, for those who follow it."""
    rows = CoordinationNeed.objects.filter(person_id=person_id)
    shown = rows.select_related("commune_organisation", "coordinator__user")
    return list(shown.order_by("-asked_on", "number"))


def communes() -> Sequence[tuple[UUID, str]]:
    """Return the communes that a coordination may be asked of."""
    found = Organisation.objects.filter(kind=Organisation.Kind.COMMUNE, is_active=True)
    return list(found.order_by("name").values_list("pk", "name"))
