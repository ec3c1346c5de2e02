"""What one may open and why not: for the pages about oneself."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.people.domain.watching import Opened, proves
from allervers.people.models import Alert, Convention
from allervers.people.queries.acting import acting
from allervers.people.queries.alerts import waiting_alerts_of
from allervers.people.queries.approvals import Held, held_by
from allervers.people.queries.conventions import closed_conventions
from allervers.people.queries.volume import opened_by

MOST = 25


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """What one may open: profession, files of the day, conventions over, alerts."""

    held: Held
    opened: Opened
    closed: list[Convention]
    alerts: list[Alert]


def own_access(viewer: Viewer, now: datetime) -> OwnAccess:
    """Read it, under `acting(viewer)`."""
    today = timezone.localdate(now)
    member = Member.objects.select_related("professional").get(pk=viewer.member_id)
    return OwnAccess(
        held=held_by(member, today),
        opened=opened_by(viewer.member_id, now),
        closed=closed_conventions(viewer, today),
        alerts=list(waiting_alerts_of(viewer).filter(to_id=viewer.member_id)[:MOST]),
    )


def volume_of(viewer: Viewer, now: datetime) -> Opened:
    """Return what the viewer opened, in a transaction of their own."""
    with acting(viewer):
        return opened_by(viewer.member_id, now)


def is_proved(viewer: Viewer, proved_at: datetime, now: datetime) -> bool:
    """Whether the proof came after the last reading."""
    return proves(proved_at, volume_of(viewer, now))
