"""Several windows for a halt: from the tours, by hand, and in the problem."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from allervers.seasons.actions.seasons import duplicate_season
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.domain.windows import Repeated, Window, new_ones, windows_of
from allervers.seasons.models import Season
from allervers.tours.models import Series, Tour
from planner.check import check
from planner.plan import Plan, Visit
from planner.reading import problem_from
from tests.cast import Cast, sign_in, viewer
from tests.seasons.setup.facts import UNIT, a_halt, a_season, halt_id
from tests.seasons.setup.world import Prepared

MORNING = Window((1,), time(9), time(12))


def test_series_at_the_same_hours_are_one_window_and_a_pause_cuts_one_in_two() -> None:
    tuesday = Repeated((1,), date(2027, 3, 2), time(9), time(17), (time(12), time(14)))
    once = Repeated((), date(2027, 3, 4), time(9), time(12))
    found = windows_of([tuesday, once])
    afternoon = Window((1,), time(14), time(17))
    assert found == [Window((1, 3), time(9), time(12)), afternoon]
    assert new_ones([Window((1,), time(8), time(18))], found) == found[:1]


def test_each_window_is_an_opening_that_the_planner_knows() -> None:
    evening = Window((5,), time(17), time(20))
    halt = a_halt(0, weekdays=(1,), opens=time(9), closes=time(12), more=(evening,))
    facts = with_reach(a_season(1, 10, halts=(halt,)))
    problem = problem_from(problem_json(facts))
    assert [(one.opens, one.closes) for one in problem.halts[0].openings] == [
        (540, 720),
        (1020, 1200),
    ]
    both = replace_shift(problem, Visit(1, UNIT, 570, halt_id(0), 120))
    assert "closed" not in both
    assert "closed" in replace_shift(problem, Visit(1, UNIT, 780, halt_id(0), 120))


def replace_shift(problem: object, visit: Visit) -> set[str]:
    """Return the rules that one visit breaks."""
    return {one.rule.value for one in check(problem, Plan((visit,)))}  # type: ignore[arg-type]


@pytest.fixture
def page(prepared: Prepared) -> str:
    """Return the page of the hours of a halt where a tour stops on Saturdays, with a pause."""
    row = prepared.season.halts.order_by("id")[0]
    tour = Tour.objects.create(
        unit=prepared.unit, name="Samedis", starts_on=prepared.monday, ends_on=prepared.day(90)
    )
    Series.objects.create(
        tour=tour, halt=row.halt, rrule="FREQ=WEEKLY;BYDAY=SA", anchor=prepared.day(5),
        starts=time(9), ends=time(17), pause_starts=time(12), pause_ends=time(13),
    )  # fmt: skip
    return reverse("seasons:halt_windows", args=[prepared.season.id, row.id])


@pytest.mark.django_db
def test_hours_of_tours_are_taken_added_copied_and_removed(
    client: Client, cast: Cast, prepared: Prepared, page: str
) -> None:
    row = prepared.season.halts.order_by("id")[0]
    sign_in(client, cast.aicha)
    assert "samedi, de" in client.get(page).content.decode()
    assert client.post(page, {"reprendre": "oui"}).status_code == 302
    hours = {"weekdays": ["2"], "opens": "18:00", "closes": "17:00"}
    assert client.post(page, hours).status_code == 422
    assert client.post(page, hours | {"closes": "20:00"}).status_code == 302
    facts = prepared.gathered().facts
    assert [len(one.windows()) for one in facts.halts] == [4, 1, 1]
    starts = prepared.monday + timedelta(days=70)
    copy = duplicate_season(
        viewer=viewer(cast.aicha), season_id=prepared.season.id, name="Été", starts_on=starts
    )
    assert Season.objects.get(id=copy.id).halts.get(halt=row.halt).windows.count() == 3
    first = row.windows.order_by("opens")[0].id
    gone = reverse("seasons:halt_window_remove", args=[prepared.season.id, row.id, first])
    assert client.post(gone).status_code == 302
    assert row.windows.count() == 2
