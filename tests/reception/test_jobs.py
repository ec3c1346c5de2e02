"""Every night, what time erases."""

from datetime import timedelta

from django.utils import timezone

from allervers.reception.actions.retention import forget_people
from allervers.reception.jobs import forget_job
from allervers.reception.models import CodeAttempt, Encounter, EncounterOpening
from tests.reception.today import Today


def test_night_forgets_the_wrong_codes_of_the_day_before(db: None) -> None:
    now = timezone.now()
    for hours in (1, 30):
        CodeAttempt.objects.create(origin="0" * 64, at=now - timedelta(hours=hours))
    assert forget_job(timestamp=0) == {"attempts": 1, "encounters": 0}
    assert CodeAttempt.objects.count() == 1


def test_month_after_the_code_is_over_nobody_knows_who_met_whom(today: Today) -> None:
    old, young = today.meet(), today.meet()
    for made in (old, young):
        EncounterOpening.objects.create(
            encounter=made, member=today.cast.hugo, opened_at=made.met_at
        )
    after = old.code_expires_at + timedelta(days=31)
    Encounter.objects.filter(pk=young.pk).update(code_expires_at=after)
    assert forget_people(now=after) == 1
    assert forget_people(now=after) == 0
    old.refresh_from_db()
    assert old.saved_by is None
    assert [one.encounter for one in EncounterOpening.objects.all()] == [young]
