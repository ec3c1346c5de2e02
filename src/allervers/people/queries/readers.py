"""Who read what: of one file, or of oneself. Under `acting`."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.models import FileRead
from allervers.people.queries.glass import referents


def readers_of(person_id: UUID) -> QuerySet[FileRead]:
    """Return the lines of one file, the latest first; none but to its referent, says PostgreSQL."""
    return (
        FileRead.objects.filter(person_ref=person_id)
        .select_related("member__user", "member__organisation")
        .order_by("-at", "-id")
    )


def reads_by(viewer: Viewer) -> QuerySet[FileRead]:
    """Return the viewer's own lines, the latest first."""
    mine = FileRead.objects.filter(member_id=viewer.member_id)
    return mine.select_related("member__user", "member__organisation").order_by("-at", "-id")


def is_referent(viewer: Viewer, person_id: UUID) -> bool:
    """Whether the viewer answers for this file now."""
    return viewer.member_id in referents(person_id, timezone.localdate())
