"""Who read what: of one file, or of oneself. Under `acting`."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.models import FileRead, FollowUp, Person
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


def archive_reads(viewer: Viewer) -> QuerySet[FileRead]:
    """Return what was read of the archives of a DPO's organisation, since they are archives."""
    archived = Person.objects.filter(
        pk=OuterRef("person_ref"), organisation_id=viewer.organisation_id,
        state=Person.State.INTERMEDIATE, state_since__lte=OuterRef("day"),
    )  # fmt: skip
    lines = FileRead.objects.filter(organisation_id=viewer.organisation_id)
    read = lines.annotate(day=TruncDate("at")).filter(Exists(archived))
    return read.select_related("member__user", "member__organisation").order_by("-at", "-id")


def archive_holders(viewer: Viewer, today: date) -> QuerySet[FollowUp]:
    """Return who may open the archives of a DPO's organisation: who answers for them."""
    running = Q(until=None) | Q(until__gte=today)
    found = FollowUp.objects.filter(
        running, since__lte=today, person__state=Person.State.INTERMEDIATE,
        person__organisation_id=viewer.organisation_id,
    )  # fmt: skip
    rows = found.select_related("person", "member__user", "member__organisation")
    return rows.order_by("person__pseudonym", "member__user__name", "pk")


def is_referent(viewer: Viewer, person_id: UUID) -> bool:
    """Whether the viewer answers for this file now."""
    return viewer.member_id in referents(person_id, timezone.localdate())
