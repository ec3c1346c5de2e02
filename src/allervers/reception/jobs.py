"""What the clock asks of the reception."""

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.reception.actions.codes import forget_attempts


@app.periodic(cron="41 4 * * *")
@app.task(name="reception.forget", queueing_lock="reception.forget")
def forget_job(timestamp: int) -> int:
    """Delete every night the wrong codes of the day before (`timestamp`: when it was due)."""
    return forget_attempts(now=timezone.now())
