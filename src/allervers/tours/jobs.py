"""What the queue asks of tours."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from allervers.tours.actions.telling import SEND_JOB
from allervers.tours.gateways.mail import send_messages


@app.task(name=SEND_JOB, retry=RetryStrategy(max_attempts=6, exponential_wait=30))
def send_messages_job(message_ids: list[str]) -> int:
    """Send the messages of one change; try again for about half an hour if the server fails."""
    return send_messages([UUID(one) for one in message_ids], timezone.now())
