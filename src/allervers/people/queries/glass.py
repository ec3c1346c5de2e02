"""What is known of glasses broken, in the name of somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.glass import FOUND_FOR, WEEK, Broken
from allervers.people.domain.names import name_key
from allervers.people.mapping.read_reasons import kept_reason
from allervers.people.models import BreakGlass, FileRead, FollowUp, Professional
from allervers.people.queries.acting import acting
from allervers.people.queries.reasons import with_reasons

SEARCH = "SELECT person, pseudonym FROM people_glass_search(%s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Words:
    """What one searches with: exact names and a birth date, or a pseudonym."""

    names: tuple[str, ...] = ()
    born_on: date | None = None
    pseudonym: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a search tells: that there is a file, and how it is called."""

    person_id: UUID
    pseudonym: str


def found_files(words: Words, reason: str) -> Sequence[Found]:
    """Search, and write that one searched: one function of PostgreSQL does both or neither."""
    key = name_key(*words.names) if words.born_on else ""
    why = kept_reason(reason)
    with connection.cursor() as cursor:
        said = [key, words.born_on, words.pseudonym.strip(), why.id, why.text, why.said]
        cursor.execute(SEARCH, said)
        return [Found(*row) for row in cursor.fetchall()]


def is_approved(viewer: Viewer, today: date) -> bool:
    """Whether the viewer may hold files at all."""
    return Professional.objects.filter(
        member_id=viewer.member_id, approved_at__isnull=False, stopped_at=None,
        valid_until__gte=today,
    ).exists()  # fmt: skip


def broken_by(viewer: Viewer, now: datetime) -> list[Broken]:
    """Return the viewer's glasses that count: of the week, and those not reviewed."""
    rows = BreakGlass.objects.filter(
        Q(opened_at__gt=now - WEEK) | Q(reviewed_at=None), member_id=viewer.member_id
    )
    return [
        Broken(row.opened_at, row.review_due_at, row.reviewed_at is not None)
        for row in rows.order_by("-opened_at")
    ]


def searches(viewer: Viewer) -> QuerySet[FileRead]:
    """Return the viewer's own searches, the latest first."""
    return FileRead.objects.filter(member_id=viewer.member_id, ground="glass_search").order_by(
        "-at", "-id"
    )


def just_found(viewer: Viewer, person_id: UUID, now: datetime) -> FileRead | None:
    """Return the search, not older than a quarter of an hour, that found this file."""
    return searches(viewer).filter(at__gte=now - FOUND_FOR, listed__contains=[person_id]).first()


def referents(person_id: UUID, today: date) -> list[UUID]:
    """Return who answers for a file now."""
    rows = FollowUp.objects.filter(
        Q(until=None) | Q(until__gte=today),
        person_id=person_id, kind=FollowUp.Kind.REFERENT, since__lte=today,
    )  # fmt: skip
    return list(rows.order_by("since", "id").values_list("member_id", flat=True))


def waiting_review(glass_id: UUID) -> BreakGlass | None:
    """Return a glass that the viewer's organisation has to review, or None."""
    return (
        BreakGlass.objects.select_related("member__user", "member__organisation", "person")
        .filter(pk=glass_id, reviewed_at=None)
        .first()
    )


def database_now() -> datetime:
    """Return PostgreSQL's clock, by which row-level security opens and closes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        found: datetime = cursor.fetchone()[0]
    return found


def search_that_found(viewer: Viewer, person_id: UUID, now: datetime) -> FileRead | None:
    """Return the recent search that found this file, and why, in a transaction of its own."""
    with acting(viewer):
        found = just_found(viewer, person_id, now)
        return with_reasons([found])[0] if found else None
