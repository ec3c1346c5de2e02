"""What the clock and the queue ask of accounts."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from allervers.accounts.actions.factors import TELL_JOB
from allervers.accounts.actions.invitations import SEND_JOB
from allervers.accounts.actions.upkeep import forget
from allervers.accounts.gateways.mail import send_invitation, tell_factors_forgotten


@app.task(name=SEND_JOB, retry=RetryStrategy(max_attempts=6, exponential_wait=30))
def send_invitation_job(invitation_id: str, issue: str) -> None:
    """Send the link of an invitation; try again for about half an hour if the mail server fails."""
    send_invitation(UUID(invitation_id), UUID(issue))


@app.task(name=TELL_JOB, retry=RetryStrategy(max_attempts=6, exponential_wait=30))
def tell_factors_forgotten_job(user_id: int) -> None:
    """Tell a person that somebody took their second factor away."""
    tell_factors_forgotten(user_id)


@app.periodic(cron="17 4 * * *")
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget_job(timestamp: int) -> dict[str, int]:
    """Erase every night what is over (`timestamp` is when it was due, given by the queue)."""
    return forget(now=timezone.now())
