"""Files that seem to be about the same person: mine by name, others by who holds them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.people.models import FileRead, Identity
from allervers.people.queries.caseload import caseload, names_ahead

ALIKE: Final = 0.5  # similarity of trigrams, 0 to 1
SAME_DAY: Final = 0.3  # with the same day of birth
MOST: Final = 5


def alike_among_mine(viewer: Viewer, person_id: UUID, on: datetime) -> list[Any]:
    """Return my other files that look the same, the most alike first."""
    identity = Identity.objects.filter(person_id=person_id).exclude(search_key="").first()
    if identity is None:
        return []
    close = Q(closeness__gte=ALIKE)
    if identity.born_on:
        close |= Q(closeness__gte=SAME_DAY, identity__born_on=identity.born_on)
    found = caseload(viewer, on).filter(shows_identity=True).exclude(pk=person_id)
    key = TrigramSimilarity("identity__search_key", identity.search_key)
    alike = list(found.annotate(closeness=key).filter(close).order_by("-closeness", "pk")[:MOST])
    names_ahead(alike)()
    return alike


def holders_of_alike(person_id: UUID) -> list[str]:
    """Return the organisations that hold a file that looks the same, out of my reach.

    PostgreSQL compares (migration 0004): no row of another file comes out of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_alike(%s)", [person_id])
        ids = [row[0] for row in cursor.fetchall()]
    named = Organisation.objects.filter(pk__in=ids).order_by("name")
    return list(named.values_list("name", flat=True))


def comparisons_today(member_id: UUID, ground: str, now: datetime) -> int:
    """Count how often this member asked today."""
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return FileRead.objects.filter(
        member_id=member_id, act=FileRead.Act.SEARCHED, ground=ground, at__gte=day
    ).count()
