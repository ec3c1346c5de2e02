"""The day engine against a count of every order, and what it keeps whatever is asked."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.day.check import Fault, check_day, worth_of_day
from planner.day.engine import PromiseBroken, solve_day
from planner.day.problem import Call, Day, DayPlan, Stop, Team
from planner.stop import Iterations

HOURS = st.integers(480, 620)


@st.composite
def days(draw: st.DrawFn, most: int = 4) -> Day:
    """Draw a day of one team and a few stops."""
    count = draw(st.integers(1, most))
    where = st.tuples(*[st.integers(0, 20)] * 2)
    at = np.array(draw(st.lists(where, min_size=count + 1, max_size=count + 1)))
    km = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1).astype(float))
    stops = tuple(
        Stop(f"s{k}", k + 1, 20, opens := draw(HOURS), opens + 40, float(draw(st.integers(1, 9))))
        for k in range(count)
    )
    most_km = draw(st.sampled_from([25.0, float("inf")]))
    return Day(np.ceil(km).astype(np.int64), km, stops, (Team("t", 0, 480, 640, most_km=most_km),))


def orders(day: Day) -> Iterator[DayPlan]:
    """Give every order of every set of stops, each call as early as it can be."""
    for size in range(len(day.stops) + 1):
        for chosen in combinations(day.stops, size):
            for order in permutations(chosen):
                at, ready, calls = 0, 480, []
                for stop in order:
                    start = max(stop.opens, ready + int(day.minutes[at, stop.place]))
                    calls.append(Call("t", start, stop.id))
                    at, ready = stop.place, start + stop.minutes
                yield DayPlan(tuple(calls))


@given(days())
@settings(max_examples=25)
def test_day_is_the_best_of_every_order(day: Day) -> None:
    sound = [plan for plan in orders(day) if not check_day(day, plan)]
    most = max(worth_of_day(day, plan)[0] for plan in sound)
    found = solve_day(day, Iterations(60))
    assert check_day(day, found) == ()
    assert worth_of_day(day, found)[0] == pytest.approx(most)


def street(**changes: object) -> Day:
    """Return twelve stops in a street, two teams at its ends."""
    km = np.abs(np.subtract.outer(np.arange(14.0), np.arange(14.0)))
    stops = tuple(Stop(f"s{k}", k, 15, 480, 700, 1.0 + k % 3) for k in range(1, 13))
    teams = (Team("west", 0, 480, 600), Team("east", 13, 480, 600, frozenset({"arabic"})))
    return replace(Day((4 * km).astype(np.int64), km, stops, teams), **changes)  # type: ignore[arg-type]


def test_day_with_the_same_seed_and_iterations_is_the_same() -> None:
    assert solve_day(street(), Iterations(50)) == solve_day(street(), Iterations(50))


def test_day_started_from_a_plan_is_never_worth_less() -> None:
    first = solve_day(street(), Iterations(50))
    again = solve_day(street(), Iterations(1), first, seed=9)
    assert worth_of_day(street(), again)[0] >= worth_of_day(street(), first)[0] > 0.0


def test_day_sends_only_a_team_that_has_what_the_stop_needs() -> None:
    near = replace(street().stops[0], needs=frozenset({"arabic"}), is_promised=True)
    day = street(stops=(near, *street().stops[1:]))
    found = solve_day(day, Iterations(80))
    assert check_day(day, found) == ()
    assert {one.team for one in found.calls if one.stop == "s1"} == {"east"}


def test_day_whose_promises_do_not_fit_is_refused() -> None:
    promised = tuple(replace(one, is_promised=True, minutes=110) for one in street().stops)
    with pytest.raises(PromiseBroken):
        solve_day(street(stops=promised), Iterations(20))


def test_day_with_nobody_to_call_on_is_empty() -> None:
    assert solve_day(street(stops=()), Iterations(5)) == DayPlan()
    assert solve_day(street(teams=()), Iterations(5)) == DayPlan()


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (Call("west", 481, "s3"), Fault.TOO_SOON),
        (Call("west", 701, "s3"), Fault.CLOSED),
        (Call("west", 700, "s3"), Fault.TOO_LATE),
        (Call("nobody", 500, "s3"), Fault.UNKNOWN),
    ],
)
def test_check_of_a_day_names_the_fault(call: Call, fault: Fault) -> None:
    assert fault in {one.fault for one in check_day(street(), DayPlan((call,)))}


def test_check_of_a_day_sees_what_is_done_twice_too_far_or_not_at_all() -> None:
    short = replace(street().teams[0], most_km=3.0)
    needy = replace(street().stops[4], needs=frozenset({"arabic"}))
    promised = replace(street().stops[5], is_promised=True)
    day = street(teams=(short,), stops=(*street().stops[:4], needy, promised))
    calls = (Call("west", 500, "s5"), Call("west", 520, "s5"))
    faults = {one.fault for one in check_day(day, DayPlan(calls))}
    assert faults == {Fault.TWICE, Fault.NEEDS, Fault.TOO_FAR, Fault.PROMISED}
