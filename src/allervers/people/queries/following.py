"""Who follows a file, and which colleagues may."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.access import PARIS
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.mapping.professions import secrecy_on
from allervers.people.models import FollowUp, Professional


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the same organisation who may hold files."""

    member_id: UUID
    name: str
    profession: Profession
    secrecy: Secrecy


def colleagues(viewer: Viewer, now: datetime) -> list[Colleague]:
    """Return who of the viewer's organisation may hold files, the viewer left out."""
    day = now.astimezone(PARIS).date()
    found = (
        Professional.objects.filter(
            member__organisation_id=viewer.organisation_id, member__is_active=True,
            member__user__is_active=True, approved_at__isnull=False, stopped_at=None,
            valid_until__gte=day,
        )
        .exclude(member_id=viewer.member_id)
        .select_related("member__user")
        .order_by("member__user__name", "pk")
    )  # fmt: skip
    return [_colleague(one, day) for one in found]


def _colleague(row: Professional, day: date) -> Colleague:
    profession = Profession(row.profession)
    secrecy = secrecy_on(profession, row.mission, row.valid_until, day)
    return Colleague(row.member_id, row.member.user.name, profession, secrecy)


def colleague(viewer: Viewer, member_id: UUID, now: datetime) -> Colleague | None:
    """Return one colleague who may hold files."""
    return next((one for one in colleagues(viewer, now) if one.member_id == member_id), None)


def followers(person_id: UUID, day: date) -> QuerySet[FollowUp]:
    """Return who follows a file on a day, referents first."""
    return (
        FollowUp.objects.filter(
            Q(until=None) | Q(until__gte=day), person_id=person_id, since__lte=day
        )
        .select_related("member__user", "member__organisation")
        .order_by("kind", "since", "pk")
    )


def is_referent(member_id: UUID, person_id: UUID, day: date) -> bool:
    """Whether a member is the referent of a file on a day."""
    mine = followers(person_id, day).filter(member_id=member_id, kind=FollowUp.Kind.REFERENT)
    return mine.exists()


def follows(viewer: Viewer, person_id: UUID) -> bool:
    """Whether a file is in the viewer's caseload today."""
    day = timezone.localdate()
    return followers(person_id, day).filter(member_id=viewer.member_id).exists()


def others_follow(referent: FollowUp) -> bool:
    """Whether the file has another referent."""
    others = FollowUp.objects.filter(
        person_id=referent.person_id, kind=FollowUp.Kind.REFERENT, until=None
    )
    return others.exclude(pk=referent.pk).exists()
