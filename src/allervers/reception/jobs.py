"""What the clock asks of the reception."""

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.reception.actions.codes import forget_attempts
from allervers.reception.actions.counting import recount_met
from allervers.reception.actions.retention import forget_people


@app.periodic(cron="41 4 * * *")
@app.task(name="reception.forget", queueing_lock="reception.forget")
def forget_job(timestamp: int) -> dict[str, int]:
    """Erase every night wrong codes, and who met whom long ago (`timestamp`: when it was due)."""
    now = timezone.now()
    return {"attempts": forget_attempts(now=now), "encounters": forget_people(now=now)}


@app.periodic(cron="11 4 * * *")
@app.task(name="reception.recount_met", queueing_lock="reception.recount_met")
def recount_met_job(timestamp: int) -> int:
    """Count again every night the people met at each halt (`timestamp`: when it was due).

    Counts are handed over with each encounter; this fills those of before, and mends any.
    """
    return recount_met()
