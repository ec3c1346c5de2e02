"""Answers to "why", and what is proposed when something falls through."""

import gc

import pytest

from planner.check import check, value_of
from planner.draft import Draft
from planner.explain import (
    Added,
    Blocked,
    explain,
    forced,
    one_more_agreement,
    one_more_round,
)
from planner.plan import Plan, Visit
from planner.problem import Opening, Problem
from planner.replan import Event, freely, refill
from planner.solve import bound, solve
from planner.stop import Iterations
from tests.planner.small import halt, small


def test_explain_of_a_visit_gives_what_its_removal_would_lose() -> None:
    problem = small()
    plan = solve(problem, Iterations(100)).plan
    visit = plan.visits[0]
    answer = explain(problem, plan, visit)
    rest = Plan(plan.visits[1:])
    assert isinstance(answer, Added)
    lost = value_of(problem, plan).total - value_of(problem, rest).total
    assert answer.total == pytest.approx(lost)


def test_explain_of_overlaps_names_the_neighbours_only() -> None:
    plan = Plan(
        (
            Visit(0, "u0", 540, "h0", 120),
            Visit(1, "u0", 780, "h1", 120),
            Visit(1, "u0", 540, "h4", 120),
        )
    )
    answer = explain(small(), plan, plan.visits[0])
    assert isinstance(answer, Added)
    assert [name for name, _ in answer.overlaps] == ["h1"]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"openings": ()}, "closed"), ({"needs": frozenset({"crane"})}, "needs")],
)
def test_explain_of_a_halt_left_out_gives_the_first_rule(
    changes: dict[str, object], rule: str
) -> None:
    problem = small(halts=(halt(0, **changes), *(halt(h) for h in range(1, 6))))
    answer = explain(problem, solve(problem, Iterations(20)).plan, "h0")
    assert isinstance(answer, Blocked)
    assert answer.rule == rule


def test_forcing_a_visit_gives_the_difference() -> None:
    problem = small()
    plan = solve(problem, Iterations(200)).plan
    visit = Visit(0, "u0", 600, "h2", 120)
    assert forced(problem, plan, visit, Iterations(50)) <= 1e-6 or visit in plan.visits


def test_one_more_round_is_worth_the_same_on_like_days() -> None:
    values = one_more_round(small(rewards=()), bound(small(rewards=()), Iterations(5)))
    assert len(values) == 20
    assert max(values.values()) == pytest.approx(min(values.values()))


def test_refill_changes_one_visit_for_each_one_lost() -> None:
    problem = small()
    plan = solve(problem, Iterations(100)).plan
    gone = plan.visits[0]
    event = Event(frozenset({gone.day}), halt=gone.halt)
    made = refill(Draft(problem, plan), event)
    hit = sum(event.hits(visit) for visit in plan.visits)
    assert len(made.removed) == hit
    assert len(made.added) <= hit
    assert not any(event.hits(visit) for visit in made.plan.visits)
    assert check(problem, made.plan) == ()
    assert made.recovered >= 0.0


def test_draft_counts_what_the_check_counts_after_each_change() -> None:
    problem = small()
    draft = Draft(problem, solve(problem, Iterations(50)).plan)
    for gone in draft.plan().visits:
        draft.drop(gone.unit, gone.day, gone.halt)
        assert draft.total == pytest.approx(value_of(problem, draft.plan()).total)
        assert draft.put(gone.unit, gone.day, gone.halt)
        assert draft.total == pytest.approx(value_of(problem, draft.plan()).total)


def test_planning_again_freely_recovers_at_least_as_much() -> None:
    problem = small()
    plan = solve(problem, Iterations(100)).plan
    event = Event(frozenset({plan.visits[0].day}), unit=plan.visits[0].unit)
    made = freely(problem, plan, event, Iterations(50))
    assert made.recovered >= made.lost - 1e-6


EVERY_MORNING = Opening(frozenset(range(10)), 540, 720)


def with_halt_open(*openings: Opening) -> Problem:
    return small(halts=(halt(0, openings=openings), *(halt(h) for h in range(1, 6))))


def test_one_more_agreement_is_what_no_plan_of_the_season_so_opened_passes() -> None:
    closed, opened = with_halt_open(), with_halt_open(EVERY_MORNING)
    proof = bound(closed, Iterations(20))
    brings = one_more_agreement(closed, proof, {"h0": EVERY_MORNING})["h0"]
    best = solve(opened, Iterations(300)).total
    assert solve(closed, Iterations(300)).total < best <= proof.ceiling + brings
    assert brings > 0.0


def test_one_more_agreement_that_is_there_already_brings_nothing() -> None:
    opened = with_halt_open(EVERY_MORNING)
    proof = bound(opened, Iterations(20))
    assert one_more_agreement(opened, proof, {"h0": EVERY_MORNING})["h0"] < 1e-3


def test_draft_leaves_no_full_collection_of_rubbish_to_come_in_a_repair() -> None:
    problem = small()
    plan = solve(problem, Iterations(50)).plan
    for _ in range(3):
        gc.collect(1)
    assert gc.get_count()[2] >= 3
    Draft(problem, plan)
    assert gc.get_count()[2] == 0
