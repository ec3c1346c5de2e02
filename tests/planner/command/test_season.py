"""The door for programs: two processes, reports, plans kept on the way, a wish to stop."""

import os
from dataclasses import replace
from multiprocessing import Pipe, active_children
from threading import Thread

import numpy as np
import pytest

from planner.check import value_of
from planner.command.proving import prove_then_search
from planner.command.searching import Best, Order
from planner.command.season import Report, SearchLost, Season, plan_season
from planner.faults import Refused
from planner.plan import Plan
from planner.solve import Progress, solve
from planner.stop import Iterations
from tests.planner.small import small


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes run plain Python, and not be silenced by what we make errors."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", os.environ.get("NUMBA_DISABLE_JIT", "0"))
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")


def test_season_planned_from_a_thread_is_told_kept_and_proved() -> None:
    reports: list[Report] = []
    kept: list[Plan] = []
    made: list[Season] = []

    def work() -> None:
        made.append(
            plan_season(
                small(), iterations=100, tell=reports.append, keep=lambda plan, _: kept.append(plan)
            )
        )

    thread = Thread(target=work)  # where signals may not be touched: a queue's worker
    thread.start()
    thread.join(timeout=120)
    season = made[0]
    assert season.plan == kept[-1]
    assert season.value == value_of(small(), season.plan)
    assert season.broken == ()
    assert season.certificate is not None
    assert season.value.total <= season.certificate.ceiling
    assert season.gap == season.certificate.gap(season.value.total)
    assert reports[-1].value == pytest.approx(season.value.total)


def test_season_when_cancelled_hands_the_best_plan_over() -> None:
    kept: list[Plan] = []
    season = plan_season(
        small(),
        seconds=600.0,
        with_proof=False,
        keep=lambda plan, _: kept.append(plan),
        is_cancelled=lambda: bool(kept),
    )
    assert season.was_cancelled
    assert season.seconds < 100.0
    assert value_of(small(), season.plan).total >= value_of(small(), kept[0]).total > 0.0


def test_season_of_a_problem_at_fault_starts_no_process() -> None:
    wrong = replace(small().demand, people=np.full(6, np.nan))
    with pytest.raises(Refused):
        plan_season(small(demand=wrong))


def test_plan_handed_over_on_the_way_changes_nothing_and_can_be_gone_on_from() -> None:
    plans: list[tuple[Plan, float]] = []

    def tell(found: Progress) -> None:
        plans.append(found.finish())

    told = solve(small(), Iterations(150), seed=4, tell=tell)
    assert told == solve(small(), Iterations(150), seed=4)
    assert len(plans) == 3
    assert plans[-1] == (told.plan, told.total)
    plan, total = plans[0]
    assert value_of(small(), plan).total == pytest.approx(total)
    assert solve(small(), Iterations(50), start=plan).total >= total - 1e-9


def test_season_whose_search_dies_says_so_and_leaves_what_was_kept() -> None:
    kept: list[Plan] = []

    def keep(plan: Plan, _: Report) -> None:
        kept.append(plan)
        for one in active_children():
            one.kill()

    with pytest.raises(SearchLost):
        plan_season(small(), seconds=600.0, with_proof=False, keep=keep)
    assert value_of(small(), kept[-1]).total > 0.0


@pytest.mark.parametrize(("iterations", "expected"), [(None, 1), (100, 0)])
def test_proof_that_is_done_searches_too_unless_one_plan_is_wanted(
    iterations: int | None, expected: int
) -> None:
    ours, theirs = Pipe()
    ours.send("stop")  # each stops as soon as it may: the proof after a pricing, the search at once
    prove_then_search(theirs, small(), Order(600.0, iterations, 1, None))
    told = []
    while ours.poll():
        told.append(ours.recv())
    plans = [one for one in told if isinstance(one, Best)]
    ceilings = [one.ceiling for one in told if not isinstance(one, Best)]
    assert len(plans) == expected
    assert all(0.0 < one.total <= min(ceilings) for one in plans)
