"""The demonstration's seasons: loaded once, their committed plans checked again."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from allervers.seasons.demonstration.invented import PLACE, SEASONS
from allervers.seasons.demonstration.load import load_rates, load_seasons
from allervers.seasons.demonstration.snapshot import BASE, DATE, file_of, read, shifted
from allervers.seasons.models import Season, SeasonHalt, SeasonPlan
from allervers.tours.models import Halt
from planner.check import check, value_of
from planner.reading import PLAN, plan_from, problem_from

KEYS = [drawn.key for drawn in SEASONS if file_of(drawn.key).exists()]


@pytest.mark.nightly
@pytest.mark.django_db
def test_seasons_load_once_with_thirty_halts_each() -> None:
    call_command("load_demonstration", verbosity=0)
    said = load_seasons(timezone.now())
    assert "déjà" in said
    assert load_rates() == 83
    for season in Season.objects.all():
        assert season.starts_on.weekday() == 0
        assert season.halts.count() >= 30
    assert SeasonHalt.objects.exclude(halt__point_status="checked").count() == 0
    assert all("invent" in halt.source for halt in Halt.objects.filter(name=PLACE))
    assert SeasonPlan.objects.filter(broken=0).count() == len(KEYS)


def test_committed_plans_keep_every_rule_under_their_ceiling() -> None:
    for told in map(read, KEYS):
        problem = problem_from(told["problem"])
        plan = plan_from({"format": PLAN, "visits": told["visits"]}, problem)
        assert check(problem, plan) == ()
        assert 0 < value_of(problem, plan).total <= (told["ceiling"] or float("inf"))


def test_a_snapshot_moves_by_whole_weeks() -> None:
    moved = shifted({"day": BASE.isoformat(), "name": "2027"}, timedelta(weeks=3))
    assert moved == {"day": (BASE + timedelta(weeks=3)).isoformat(), "name": "2027"}
    assert DATE.fullmatch('"2027-06-07"')
