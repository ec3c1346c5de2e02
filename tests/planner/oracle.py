"""Tiny problems, drawn at random, and the best plan of each by trying everything."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, permutations, product

import numpy as np
from hypothesis import strategies as st

from planner.check import check, value_of
from planner.plan import Plan, Visit
from planner.problem import Demand, Halt, Opening, Problem, Reward, Travel, Unit

MONDAY = date(2027, 3, 1)
HOURS = st.sampled_from([480, 540, 600, 660, 720])


@st.composite
def halts(draw: st.DrawFn, h: int, days: int) -> Halt:
    """Draw a halt with one window on some days."""
    opens = draw(HOURS)
    minutes = draw(st.sampled_from([60, 90, 120]))
    when = draw(st.frozensets(st.integers(0, days - 1), min_size=1))
    return Halt(
        f"h{h}",
        h + 1,
        f"c{h % 2}",
        (Opening(when, opens, opens + minutes + draw(st.sampled_from([0, 60, 240]))),),
        minutes,
        minutes,
        needs=frozenset(draw(st.sampled_from([[], [], ["lift"]]))),
        every=draw(st.integers(1, 3)),
        at_least=draw(st.sampled_from([0, 0, 0, 2])),
        at_most=draw(st.sampled_from([None, 1, 2])),
    )


@st.composite
def problems(draw: st.DrawFn, most_halts: int = 4, most_days: int = 2) -> Problem:
    """Draw a problem small enough for `best_by_brute_force`."""
    days, count = draw(st.integers(1, most_days)), draw(st.integers(1, most_halts))
    units = tuple(
        Unit(
            f"u{v}",
            0,
            "car",
            dict.fromkeys(range(days), (480, draw(st.sampled_from([780, 960])))),
            offers=frozenset(draw(st.sampled_from([[], ["lift"]]))),
            km_a_day=draw(st.sampled_from([60.0, 1000.0])),
        )
        for v in range(draw(st.integers(1, 2)) if days == 1 else 1)
    )
    places = np.array(
        draw(st.lists(st.tuples(*[st.integers(0, 30)] * 2), min_size=count + 1, max_size=count + 1))
    )
    km = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1).astype(float))
    drawn = tuple(draw(halts(h, days)) for h in range(count))
    rewards = (Reward("floor", draw(st.sampled_from([0.0, 30.0])), 2, frozenset({"h0"})),)
    return Problem(
        tuple(MONDAY + timedelta(days=d) for d in range(days)),
        Travel(km, {"car": np.ceil(km).astype(np.int64)}),
        units,
        drawn,
        draw(demands(count)),
        rewards,
        draw(st.sampled_from([0.0, 0.2])),
    )


@st.composite
def demands(draw: st.DrawFn, halts: int) -> Demand:
    """Draw five points, each halt exposing some of them."""
    people = np.array(draw(st.lists(st.integers(0, 40), min_size=5, max_size=5)), dtype=float)
    seen = [sorted(draw(st.sets(st.integers(0, 4)))) for _ in range(halts)]
    values = draw(
        st.lists(st.sampled_from([0.1, 0.5, 2.0]), min_size=5 * halts, max_size=5 * halts)
    )
    columns = np.array([j for one in seen for j in one], dtype=np.int64)
    starts = np.cumsum([0, *map(len, seen)])
    return Demand(people, starts, columns, np.array(values[: len(columns)], dtype=float))


def best_by_brute_force(problem: Problem) -> tuple[float, Plan]:
    """Try every choice of route in every round; `check` alone says what is allowed."""
    pairs = [(unit, day) for unit in problem.units for day in sorted(unit.shifts)]
    choices = [list(routes(problem, unit, day)) for unit, day in pairs]
    best, value = Plan(), 0.0
    for chosen in product(*choices):
        plan = Plan(tuple(sorted(visit for route in chosen for visit in route)))
        total = value_of(problem, plan).total
        if total > value and not check(problem, plan):
            best, value = plan, total
    return value, best


def routes(problem: Problem, unit: Unit, day: int) -> Iterator[tuple[Visit, ...]]:
    """Give the shortest order of each set of halts that a unit can visit on a day."""
    yield ()
    open_halts = [halt for halt in problem.halts if day in halt.openings[0].days]
    for size in range(1, len(open_halts) + 1):
        for chosen in combinations(open_halts, size):
            orders = (timed(problem, unit, day, order) for order in permutations(chosen))
            fit = [visits for visits in orders if allowed(problem, visits)]
            if fit:
                yield min(fit, key=lambda visits: value_of(problem, Plan(visits)).km)


def allowed(problem: Problem, visits: tuple[Visit, ...]) -> bool:
    """Whether a round alone breaks nothing but the number of visits."""
    return all(broken.rule == "at_least" for broken in check(problem, Plan(tuple(sorted(visits)))))


def timed(problem: Problem, unit: Unit, day: int, order: tuple[Halt, ...]) -> tuple[Visit, ...]:
    """Visit halts in an order, each as early as possible."""
    drive, at, ready = problem.travel.minutes[unit.profile], unit.place, unit.shifts[day][0]
    found = []
    for halt in order:
        start = max(halt.openings[0].opens, ready + int(drive[at, halt.place]))
        found.append(Visit(day, unit.id, start, halt.id, halt.minutes))
        at, ready = halt.place, start + halt.minutes
    return tuple(found)
