"""Every night, what time erases."""

from datetime import timedelta

from django.utils import timezone

from allervers.reception.jobs import forget_job
from allervers.reception.models import CodeAttempt


def test_night_forgets_the_wrong_codes_of_the_day_before(db: None) -> None:
    now = timezone.now()
    for hours in (1, 30):
        CodeAttempt.objects.create(origin="0" * 64, at=now - timedelta(hours=hours))
    assert forget_job(timestamp=0) == 1
    assert CodeAttempt.objects.count() == 1
