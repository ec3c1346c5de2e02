"""The DPO's desk: who read, who was stopped, which files nobody answers for; no file's inside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import MD5, Cast, Concat
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.people.domain.watching import STOPPED_WHY
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import Alert, BreakGlass, FileRead, FollowUp, Person, Professional
from allervers.people.queries.acting import acting
from allervers.people.queries.alerts import waiting_alerts_of

SAMPLE: Final = 20
FEW: Final = 25


def reviews_due(viewer: Viewer) -> QuerySet[BreakGlass]:
    """Return the glasses to review, the soonest due first."""
    return (
        BreakGlass.objects.filter(reviewed_at=None, person__organisation_id=viewer.organisation_id)
        .select_related("member__user", "member__organisation", "person")
        .order_by("review_due_at", "id")
    )


def stopped_members(viewer: Viewer) -> QuerySet[Professional]:
    """Return the members of the organisation whom the limits of volume stopped."""
    return (
        Professional.objects.filter(
            stopped_at__isnull=False,
            stopped_why=STOPPED_WHY,
            member__organisation_id=viewer.organisation_id,
        )
        .select_related("member__user", "member__organisation")
        .order_by("-stopped_at", "member_id")
    )


def without_referent(viewer: Viewer, today: date) -> QuerySet[Person]:
    """Return the files that nobody answers for, by their pseudonyms alone."""
    referents = FollowUp.objects.filter(
        Q(until=None) | Q(until__gte=today),
        person=OuterRef("pk"),
        kind=FollowUp.Kind.REFERENT,
        since__lte=today,
        member__is_active=True,
        member__user__is_active=True,
    )
    return (
        Person.objects.filter(~Exists(referents), organisation_id=viewer.organisation_id)
        .exclude(state=Person.State.FINAL)
        .order_by("created_at", "id")
    )


def holders(viewer: Viewer, today: date) -> QuerySet[Member]:
    """Return the members of the organisation who may be given a file."""
    return (
        Member.objects.filter(
            organisation_id=viewer.organisation_id,
            is_active=True,
            user__is_active=True,
            professional__approved_at__isnull=False,
            professional__stopped_at=None,
            professional__valid_until__gte=today,
        )
        .select_related("user", "professional")
        .order_by("user__name", "id")
    )


def sample(viewer: Viewer, now: datetime) -> list[FileRead]:
    """Return the reads of last week to check: the same twenty all week, that nobody chooses."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight - timedelta(days=midnight.weekday())
    drawn = MD5(Concat(Cast(F("pk"), CharField()), Value(f" {monday:%Y-%m-%d}")))
    lines = FileRead.objects.filter(
        organisation_id=viewer.organisation_id,
        at__gte=monday - timedelta(days=7),
        at__lt=monday,
        person_ref__isnull=False,
    ).select_related("member__user", "member__organisation")
    return list(lines.annotate(drawn=drawn).order_by("drawn", "pk")[:SAMPLE])


def pseudonyms(files: set[UUID]) -> dict[UUID, str]:
    """Return how these files are called, those that one may know."""
    rows = Person.objects.filter(pk__in=files).order_by("pk")
    return dict(rows.values_list("pk", "pseudonym"))


def review_of(viewer: Viewer, glass_id: UUID) -> BreakGlass | None:
    """Return a glass that waits for a review by this DPO (never their own)."""
    with acting(viewer):
        due = reviews_due(viewer).exclude(member_id=viewer.member_id)
        return next(iter(open_rows(due.filter(pk=glass_id))), None)


def stop_of(viewer: Viewer, member_id: UUID) -> Professional | None:
    """Return a stopped member whom this DPO may let go on (never themself)."""
    with acting(viewer):
        stopped = stopped_members(viewer).exclude(member_id=viewer.member_id)
        return stopped.filter(member_id=member_id).first()


def orphan(viewer: Viewer, person_id: UUID, today: date) -> Person | None:
    """Return a file that nobody answers for."""
    with acting(viewer):
        return without_referent(viewer, today).filter(pk=person_id).first()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that waits on the desk, a few of each, and how many there are."""

    alerts: list[Alert]
    reviews: list[BreakGlass]
    stopped: list[Professional]
    orphans: list[Person]
    orphan_count: int


def desk(viewer: Viewer, now: datetime) -> Desk:
    """Read the desk, under `acting(viewer)`."""
    orphans = without_referent(viewer, timezone.localdate(now))
    return Desk(
        alerts=list(waiting_alerts_of(viewer)[:FEW]),
        reviews=list(reviews_due(viewer)[:FEW]),
        stopped=list(stopped_members(viewer)[:FEW]),
        orphans=list(orphans[:FEW]),
        orphan_count=orphans.count(),
    )
