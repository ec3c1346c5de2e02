"""Shares that somebody sent, received, or watches over as referent. Call under `acting`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.share_life import Dates, Life, last_day_to_answer
from allervers.people.models import FollowUp, Share

State = Share.State
WITH_NAMES = ("sender__user", "sender__organisation", "recipient__user", "recipient__organisation")
WAITING_FIRST = Case(
    When(state=State.ASKED, then=Value(0)),
    When(state=State.ACCEPTED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the tabs say."""

    received_waiting: int
    sent_waiting: int


def dates_of(share: Share) -> Dates:
    """Return what time looks at."""
    reminded = share.reminded_at
    return Dates(
        state=Life(share.state),
        asked_on=timezone.localdate(share.created_at),
        ends_on=share.ends_on,
        due_on=share.due_on,
        reminded_on=timezone.localdate(reminded) if reminded else None,
        has_outcome=share.outcome != "",
    )


def last_day_of(share: Share) -> date:
    """Return the last day to answer."""
    return last_day_to_answer(timezone.localdate(share.created_at), share.ends_on)


def received(viewer: Viewer) -> QuerySet[Share]:
    """Return the shares addressed to the viewer, those that wait for an answer first."""
    mine = Share.objects.filter(recipient_id=viewer.member_id)
    return _listed(mine)


def sent(viewer: Viewer) -> QuerySet[Share]:
    """Return the shares that the viewer sent."""
    return _listed(Share.objects.filter(sender_id=viewer.member_id))


def _listed(shares: QuerySet[Share]) -> QuerySet[Share]:
    return shares.select_related(*WITH_NAMES).order_by(WAITING_FIRST, "-created_at", "id")


def counts(viewer: Viewer) -> Counts:
    """Count what waits: for the viewer's answer, and for the answer of others."""
    waiting = Share.objects.filter(state=State.ASKED)
    rows = waiting.filter(Q(recipient_id=viewer.member_id) | Q(sender_id=viewer.member_id))
    found = list(rows.order_by("id").values_list("recipient_id", "sender_id"))
    return Counts(
        sum(to == viewer.member_id for to, _by in found),
        sum(by == viewer.member_id for _to, by in found),
    )


def share_for(viewer: Viewer, share_id: UUID) -> Share | None:
    """Return a share of the viewer: its sender, its recipient, or the referent of the file."""
    found = Share.objects.select_related(*WITH_NAMES).filter(pk=share_id).first()
    if found is None:
        return None
    mine = viewer.member_id in {found.sender_id, found.recipient_id}
    return found if mine or is_referent(viewer, found.person_id) else None


def is_referent(viewer: Viewer, person_id: UUID) -> bool:
    """Whether the viewer is the referent of a file today."""
    today = timezone.localdate()
    running = Q(until__isnull=True) | Q(until__gte=today)
    return FollowUp.objects.filter(
        running,
        person_id=person_id,
        member_id=viewer.member_id,
        kind=FollowUp.Kind.REFERENT,
        since__lte=today,
    ).exists()


def shares_of_file(person_id: UUID) -> Sequence[Share]:
    """Return the shares of one file that the transaction's name may see, the last ones first."""
    rows = Share.objects.filter(person_id=person_id).select_related(*WITH_NAMES)
    return list(rows.order_by("-created_at", "id")[:50])
