"""A season told in the planner's format: always readable, its rules where they belong."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from allervers.seasons.domain.facts import (
    Aboard,
    HaltFacts,
    SeasonFacts,
    Seen,
    Span,
    Supposed,
    UnitFacts,
)
from allervers.seasons.domain.need import NeedPoint
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.gateways.planner.looking import looked_at
from planner.check import check
from planner.plan import Plan
from planner.problem import Problem
from planner.reading import problem_from
from tests.seasons.setup.facts import (
    FIRST,
    a_halt,
    a_point,
    a_season,
    a_unit,
    given,
    halt_id,
    weekdays_from,
)

SATURDAY = FIRST + timedelta(days=5)


def read(facts: SeasonFacts) -> Problem:
    return problem_from(problem_json(with_reach(facts)))


def test_closed_days_and_towns_without_agreement_are_not_open() -> None:
    tuesday = FIRST + timedelta(days=1)
    agreed = (Span(FIRST, FIRST + timedelta(days=3)),)
    facts = a_season(2, 5, closed={"92": (tuesday,)}, halts=(a_halt(agreed=agreed), a_halt(1)))
    first, second = read(facts).halts
    assert first.openings[0].days == {0, 2, 3}
    assert second.openings[0].days == {0, 2, 3, 4}


def test_nothing_new_is_planned_before_today() -> None:
    facts = a_season(1, 5, today=FIRST + timedelta(days=3))
    problem = read(facts)
    assert problem.halts[0].openings[0].days == {3, 4}
    assert set(problem.units[0].shifts) == {3, 4}


def test_an_announced_visit_opens_a_day_off_for_its_unit_only() -> None:
    other = a_unit(id="00000000-0000-0000-0000-000000000009")
    facts = a_season(2, 5, given=(given(SATURDAY),), units=(a_unit(), other))
    problem = read(facts)
    assert problem.days[-1] == SATURDAY
    assert 5 in problem.units[0].shifts
    assert 5 not in problem.units[1].shifts
    assert all(5 not in one.days for halt in problem.halts for one in halt.openings)
    assert check(problem, Plan(problem.locked))[0].rule == "at_least"


def test_a_past_visit_stays_and_only_needs_its_own_hours() -> None:
    facts = a_season(1, 5, today=FIRST + timedelta(days=2), given=(given(FIRST, 400),))
    problem = read(facts)
    assert problem.units[0].shifts[0][0] <= 400
    assert 0 not in problem.halts[0].openings[0].days


def test_a_pitch_too_short_or_without_power_is_a_need() -> None:
    halts = (a_halt(0, length_m=6.0), a_halt(1, has_power=False), a_halt(2))
    long = a_unit(length_m=9.0, needs_power=True)
    small = a_unit(id="00000000-0000-0000-0000-000000000009", length_m=4.0)
    problem = read(a_season(units=(long, small), halts=halts))
    big, little = problem.units
    fits = [[halt.needs <= one.offers for halt in problem.halts] for one in (big, little)]
    assert fits == [[False, False, True], [True, True, True]]


def test_words_of_needs_and_offers_meet_whatever_their_case() -> None:
    halts = (a_halt(0, needs=("  Arabe ",)), a_halt(1, needs=("CAF inventée",)))
    unit = a_unit(offers=("arabe",), aboard=(Aboard("Caf  Inventée", (1,), (FIRST,)),))
    problem = read(a_season(units=(unit,), halts=halts))
    assert problem.halts[0].needs <= problem.units[0].offers
    assert problem.halts[1].needs <= problem.units[0].has_on(1)
    assert not problem.halts[1].needs <= problem.units[0].has_on(0)


def test_floors_and_partners_are_rewards_once_for_each_commune() -> None:
    facts = a_season(4, seen=(Seen("CAF", 10), Seen("caf", 5), Seen("CPAM", 0)))
    found = {one.id: (one.people, one.enough) for one in read(facts).rewards}
    assert found["floor:92000"] == (15.0, 2)
    assert found["partner:caf:92001"] == (10.0, 1)
    assert len(found) == 6


def test_seats_count_only_where_the_crew_is_counted() -> None:
    assert read(a_season(units=(a_unit(seats=2),))).units[0].seats is None
    unit = a_unit(seats=2, crew=2, aboard=(Aboard("CAF", (0,)),))
    looked = looked_at(with_reach(a_season(units=(unit,))), (), {})
    assert "seats" in [one.code for one in looked.forbidding] or not looked.can_be_planned


@st.composite
def seasons(draw: st.DrawFn) -> SeasonFacts:
    """Draw any season that the screens let through, and some that they do not."""
    days = draw(st.integers(0, 8))
    hours = st.times(time(0), time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))
    halts = tuple(drawn_halt(draw, rank, hours) for rank in range(draw(st.integers(0, 4))))
    units = (drawn_unit(draw, hours),) if draw(st.booleans()) else ()
    points = tuple(drawn_point(draw, rank) for rank in range(draw(st.integers(0, 4))))
    locks = [given(FIRST + timedelta(days=draw(st.integers(-3, 12)))) for _ in range(3)]
    return SeasonFacts(
        weekdays_from(FIRST, days),
        {"92": weekdays_from(FIRST, draw(st.integers(0, 3)))},
        FIRST + timedelta(days=draw(st.integers(-2, 9))),
        units,
        halts,
        Supposed(every=draw(st.integers(1, 20)), within=draw(st.none() | st.integers(1, 20))),
        tuple(locks[: draw(st.integers(0, 3))] if units and halts else ()),
        (),
        points,
    )


def drawn_halt(draw: st.DrawFn, rank: int, hours: st.SearchStrategy[time]) -> HaltFacts:
    agreed = (Span(FIRST, FIRST + timedelta(days=draw(st.integers(0, 30)))),)
    return a_halt(
        rank,
        opens=draw(hours),
        closes=draw(hours),
        agreed=agreed if draw(st.booleans()) else (),
        weekdays=tuple(draw(st.sets(st.integers(0, 6)))),
        minutes=draw(st.integers(0, 800)),
        length_m=draw(st.none() | st.floats(1, 20)),
    )


def drawn_unit(draw: st.DrawFn, hours: st.SearchStrategy[time]) -> UnitFacts:
    return a_unit(
        leaves=draw(hours),
        back=draw(hours),
        km_a_day=draw(st.none() | st.floats(0, 200)),
        length_m=draw(st.none() | st.floats(1, 20)),
    )


def drawn_point(draw: st.DrawFn, rank: int) -> NeedPoint:
    people = draw(st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 1e4))
    return a_point(rank, people)


@drawn(seasons())
@settings(max_examples=120)
def test_any_season_is_read_or_its_faults_are_told(facts: SeasonFacts) -> None:
    reached = with_reach(facts)
    looked = looked_at(reached, (), {})
    if looked.can_be_planned:
        problem = problem_from(problem_json(reached))
        assert not any(one.rule == "locked" for one in check(problem, Plan(problem.locked)))


@pytest.mark.parametrize("people", [float("nan"), float("inf")])
def test_a_figure_that_is_no_number_is_told(people: float) -> None:
    facts = with_reach(a_season(1, points=(a_point(0, people),)))
    assert not looked_at(facts, (), {}).can_be_planned


def test_a_season_too_large_is_told_before_any_work() -> None:
    many = tuple(a_halt(rank % 90, id=halt_id(rank)) for rank in range(5_001))
    looked = looked_at(replace(a_season(1), halts=many), (), {})
    assert [one.code for one in looked.forbidding] == ["unreadable"]


def test_two_announced_visits_that_cross_are_told_with_their_day() -> None:
    facts = with_reach(a_season(2, given=(given(FIRST, 600), given(FIRST, 610, halt=1))))
    (matter,) = looked_at(facts, (), {}).forbidding
    assert matter.code == "locks"
    assert "1er mars" in matter.names[0].name
    assert any("Halte 1" in one.name for one in matter.names)


@pytest.mark.parametrize(
    "season",
    [
        a_season(2, halts=(a_halt(0, opens=time(9), closes=time(10)), a_halt(1, agreed=()))),
        a_season(1, units=(a_unit(leaves=time(9), back=time(10)),)),
        a_season(1, units=(a_unit(weekdays=(5,)),)),
    ],
    ids=["nothing-open", "a-day-too-short", "days-apart"],
)
def test_a_season_where_no_visit_is_possible_is_not_searched(season: SeasonFacts) -> None:
    looked = looked_at(with_reach(season), (), {})
    assert [one.code for one in looked.forbidding] == ["no_visit"]
    kept = with_reach(replace(season, given=(given(FIRST),)))
    assert looked_at(kept, (), {}).can_be_planned


def test_days_of_a_season_are_dates() -> None:
    assert weekdays_from(FIRST, 6)[-1] == date(2027, 3, 8)
