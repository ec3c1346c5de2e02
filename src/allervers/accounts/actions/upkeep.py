"""What time erases."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction

from allervers.accounts.actions.sessions import forget_old_sessions
from allervers.accounts.domain.journal import ADDRESS_KEPT, EVENT_KEPT
from allervers.accounts.models import AccountEvent

ATTEMPT_KEPT = timedelta(days=1)


@transaction.atomic
def forget(*, now: datetime) -> dict[str, int]:
    """Delete sessions that are over, network addresses after a year, events after three.

    The counts of wrong passwords matter for a quarter of an hour; they go after a day.

    Return how many of each. The database refuses the same changes to younger lines.
    """
    events = AccountEvent.objects.all()
    return {
        "sessions": forget_old_sessions(now=now),
        "attempts": AccessAttempt.objects.filter(attempt_time__lt=now - ATTEMPT_KEPT).delete()[0],
        "cookies": Session.objects.filter(expire_date__lt=now).delete()[0],
        "addresses": events.filter(at__lt=now - ADDRESS_KEPT, address__isnull=False).update(
            address=None
        ),
        "events": events.filter(at__lt=now - EVENT_KEPT).delete()[0],
    }
