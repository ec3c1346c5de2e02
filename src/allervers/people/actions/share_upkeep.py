"""What the clock asks of shares: remind once, close what nobody answered, end what is over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions.share_mail import News, tell
from allervers.people.domain.share_life import (
    Dates,
    Life,
    is_left_unanswered,
    is_over,
    is_reminder_due,
)
from allervers.people.models import Share
from allervers.people.queries.acting import Task, working
from allervers.people.queries.shares import dates_of

Judged = Callable[[Dates, date], bool]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """How many shares were reminded of, closed and ended."""

    reminded: int
    closed: int
    ended: int


def keep_shares(*, now: datetime) -> Kept:
    """Do what is due today; run twice, it does nothing more."""
    return Kept(
        closed=_each(is_left_unanswered, _close, now),
        ended=_each(is_over, _end, now),
        reminded=_each(is_reminder_due, _remind, now),
    )


def _each(judged: Judged, act: Callable[[Share, datetime], None], now: datetime) -> int:
    """Act on each share that is due, one transaction each: a fault stops no other."""
    today = timezone.localdate(now)
    with working(Task.REMINDERS):
        live = Share.objects.filter(state__in=[Life.ASKED, Life.ACCEPTED]).order_by("id")
        due = [one.pk for one in live.iterator(BATCH) if judged(dates_of(one), today)]
    return sum(_one(share_id, judged, act, now) for share_id in due)


def _one(
    share_id: UUID, judged: Judged, act: Callable[[Share, datetime], None], now: datetime
) -> bool:
    with working(Task.REMINDERS):
        share = Share.objects.select_for_update(no_key=True).get(pk=share_id)
        if not judged(dates_of(share), timezone.localdate(now)):
            return False  # answered since
        act(share, now)
        return True


def _close(share: Share, now: datetime) -> None:
    share.state, share.closed_at = Life.REVOKED.value, now
    share.reason = _("Sans réponse dans le délai.")
    share.save(update_fields=["state", "closed_at", "reason"])


def _end(share: Share, now: datetime) -> None:
    share.state, share.closed_at = Life.DONE.value, now
    share.reason = _("Arrivé à sa date de fin.")
    share.save(update_fields=["state", "closed_at", "reason"])


def _remind(share: Share, now: datetime) -> None:
    share.reminded_at = now
    share.save(update_fields=["reminded_at"])
    tell(share.pk, News.REMINDER)
