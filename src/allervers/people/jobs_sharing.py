"""What the queue and the clock ask of sharing."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from allervers.people.actions.alerts import tell_unopened_concern
from allervers.people.actions.share_mail import (
    CODE_JOB,
    LINK_JOB,
    REMIND_CONCERN_JOB,
    TELL_CONCERN_JOB,
    TELL_JOB,
)
from allervers.people.actions.share_upkeep import keep_shares
from allervers.people.gateways.share_mail import (
    remind_of_concern,
    send_concern_news,
    send_partner_code,
    send_partner_link,
    send_share_news,
)

RETRY = RetryStrategy(max_attempts=6, exponential_wait=30)


@app.task(name=TELL_JOB, retry=RETRY)
def tell_of_share_job(share_id: str, news: str) -> None:
    """Write to whom the news of a share is for."""
    send_share_news(UUID(share_id), news)


@app.task(name=TELL_CONCERN_JOB, retry=RETRY)
def tell_of_concern_job(concern_id: str) -> None:
    """Write to the recipient of a concern."""
    send_concern_news(UUID(concern_id))


@app.task(name=REMIND_CONCERN_JOB, retry=RETRY)
def remind_of_concern_job(concern_id: str) -> None:
    """Two days later, write of a concern that nobody opened, and alert a DPO."""
    tell_unopened_concern(concern_id=UUID(concern_id), now=timezone.now())
    remind_of_concern(UUID(concern_id))


@app.task(name=LINK_JOB, retry=RETRY)
def send_partner_link_job(link_id: str) -> None:
    """Send a partner without an account their link."""
    send_partner_link(UUID(link_id))


@app.task(name=CODE_JOB, retry=RetryStrategy(max_attempts=3, exponential_wait=5))
def send_partner_code_job(link_id: str) -> None:
    """Send the code that proves a mailbox; it is of use for ten minutes."""
    send_partner_code(UUID(link_id))


@app.periodic(cron="23 6 * * *")
@app.task(name="people.keep_shares", queueing_lock="people.keep_shares")
def keep_shares_job(timestamp: int) -> dict[str, int]:
    """Remind, close and end shares every morning (`timestamp`: when it was due)."""
    kept = keep_shares(now=timezone.now())
    return {"reminded": kept.reminded, "closed": kept.closed, "ended": kept.ended}
