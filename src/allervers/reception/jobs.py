"""What the clock asks of the reception."""

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.reception.actions.codes import forget_attempts
from allervers.reception.actions.retention import forget_people


@app.periodic(cron="41 4 * * *")
@app.task(name="reception.forget", queueing_lock="reception.forget")
def forget_job(timestamp: int) -> dict[str, int]:
    """Erase every night wrong codes, and who met whom long ago (`timestamp`: when it was due)."""
    now = timezone.now()
    return {"attempts": forget_attempts(now=now), "encounters": forget_people(now=now)}
