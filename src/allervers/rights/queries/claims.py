"""Claims that a member may see: those of the encounters that they may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.queries.encounters import encounter_for, seen_by
from allervers.rights.domain.claims.reminders import Reminder, next_reminder
from allervers.rights.mapping.claims import live_steps
from allervers.rights.models import Claim, ClaimChange, ClaimDigest, Finding, Screening

SOON: Final = timedelta(days=60)  # as far as the agenda looks
MOST_DATED: Final = 200
WORTH_CLAIMING: Final = ("entitled", "perhaps")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims a list is of; blank: any."""

    mine: bool = False
    state: str = ""
    right: str = ""


def claims_seen(viewer: Viewer) -> QuerySet[Claim]:
    """Return the claims of the encounters that the viewer may see, with what lists show."""
    seen = seen_by(viewer).order_by()
    return (
        Claim.objects.filter(encounter__in=seen.values("pk"))
        .select_related(
            "follower__user",
            "encounter__commune",
            "encounter__visit__halt__commune",
        )
        .defer("encounter__commune__outline", "encounter__visit__halt__commune__outline")
    )


def claims_to_follow(viewer: Viewer, wanted: Wanted) -> QuerySet[Claim]:
    """Return a list of claims: what is to be done first, the most overdue before; then the rest."""
    found = claims_seen(viewer)
    if wanted.mine:
        found = found.filter(follower_id=viewer.member_id)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.right:
        found = found.filter(right=wanted.right)
    return found.order_by(F("reminder_on").asc(nulls_last=True), "-since", "id")


def dated_claims(viewer: Viewer, today: date, *, mine: bool) -> list[Claim]:
    """Return the claims with something to do within sixty days, or late: by date. One query."""
    found = claims_to_follow(viewer, Wanted(mine=mine))
    return list(found.filter(reminder_on__lte=today + SOON)[:MOST_DATED])


def claim_for(viewer: Viewer, claim_id: UUID) -> Claim | None:
    """Return a claim that the viewer may see, with its history (`changes`), or None."""
    history = ClaimChange.objects.select_related("made_by__user", "undone_by__user")
    rows = claims_seen(viewer).prefetch_related(
        Prefetch("changes", queryset=history.order_by("number"))
    )
    return rows.filter(pk=claim_id).first()


def reminder_of(claim: Claim) -> Reminder | None:
    """Return what is to be done next, with its text. Reads the history that comes with it.

    Nothing for a person who erased their sheet: the row says so.
    """
    if not claim.reminder:
        return None
    return next_reminder(claim.right, live_steps(claim.changes.all())[-1], claim.handled_until)


def claims_of(viewer: Viewer, encounter_id: UUID) -> list[Claim] | None:
    """Return the claims of an encounter, the latest first; None when it is not the viewer's."""
    if encounter_for(viewer, encounter_id) is None:
        return None
    return last_claims(encounter_id)


def last_claims(encounter_id: UUID) -> list[Claim]:
    """Return the claims of an encounter, the latest first. The caller checks who asks."""
    rows = Claim.objects.filter(encounter_id=encounter_id)
    return list(rows.order_by("-started_at", "id"))


def claims_by_right(encounter_id: UUID) -> Mapping[str, Claim]:
    """Return the latest claim of each right of an encounter. One query."""
    return {claim.right: claim for claim in reversed(last_claims(encounter_id))}


def current_claims(encounter_id: UUID) -> list[Claim]:
    """Return the latest claim of each right of an encounter, in the order they began. One query."""
    return list(claims_by_right(encounter_id).values())


def found_at(encounter_id: UUID, right: str) -> datetime | None:
    """Return when the encounter's last check found a right, or may have; None: it did not."""
    done = Screening.objects.filter(encounter_id=encounter_id, state=Screening.State.DONE)
    last = done.order_by("-computed_at", "id").first()
    if last is None:
        return None
    found = Finding.objects.filter(screening=last, right=right, status__in=WORTH_CLAIMING)
    return last.computed_at if found.exists() else None


def rights_claimed(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the rights that the viewer's lists hold, each with its own label, in order."""
    seen = claims_seen(viewer).order_by("right")
    return list(seen.values_list("right", "label").distinct())


def wants_digest(member_id: UUID) -> bool:
    """Whether a member wants the weekly letter: yes until they say no."""
    found = ClaimDigest.objects.filter(member_id=member_id).first()
    return found is None or found.is_wanted
