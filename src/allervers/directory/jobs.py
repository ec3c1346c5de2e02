"""What the queue asks of the directory."""

from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from allervers.directory.actions.taking_in import IMPORT_JOB, take_in, tell_crash
from allervers.directory.gateways.directory_file import open_file


@app.task(name=IMPORT_JOB, retry=RetryStrategy(max_attempts=3, exponential_wait=10))
def import_job(import_id: str) -> str:
    """Take a kept file in; a refused one is not tried again."""
    try:
        taken = take_in(import_id=UUID(import_id), opener=open_file, now=timezone.now())
    except DatabaseError:
        tell_crash(import_id=UUID(import_id), now=timezone.now())
        raise  # tried again, and told in the log
    return str(taken.state)
