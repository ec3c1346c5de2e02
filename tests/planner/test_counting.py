"""Whole visits: the tree against trying everything, the ceiling against the best plan."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.problem import Problem
from planner.proof.certificate import Proof
from planner.proof.clusters import Cluster, worth_of
from planner.proof.counting import Counting
from planner.proof.whole import best_counts
from planner.routes import ground_of
from planner.solve import bound, solve, started
from planner.stop import Iterations
from tests.planner.oracle import best_by_brute_force, problems
from tests.planner.small import small
from tests.planner.test_oracle import MANY, SLACK


@st.composite
def priced_clusters(draw: st.DrawFn) -> tuple[Cluster, np.ndarray]:
    """Draw three halts that reach five columns, each visited three times at most, and prices."""
    halts, columns = 3, 5
    values = st.sampled_from([0.0, 0.1, 0.5, 2.0])
    exposure = np.array(draw(st.lists(values, min_size=15, max_size=15))).reshape(halts, columns)
    people = draw(st.lists(st.integers(0, 40), min_size=columns, max_size=columns))
    most = draw(st.lists(st.integers(0, 3), min_size=halts, max_size=halts))
    price = draw(st.lists(st.floats(-1.0, 30.0), min_size=halts, max_size=halts))
    row, column = np.nonzero(exposure)
    return Cluster(
        np.arange(halts, dtype=np.int32),
        np.searchsorted(row, np.arange(halts + 1)).astype(np.int32),
        column.astype(np.int32),
        exposure[row, column],
        np.array(people, dtype=float),
        np.array(most, dtype=float),
    ), np.array(price)


@given(priced_clusters())
@settings(max_examples=MANY)
def test_best_counts_are_those_of_trying_everything(drawn: tuple[Cluster, np.ndarray]) -> None:
    cluster, price = drawn
    tried = product(*(range(int(most) + 1) for most in cluster.most))
    best = max(worth_of(cluster, np.array(n, float)) - price @ n for n in tried)
    ceiling, counts = best_counts(cluster, price, 600)
    hasty, _ = best_counts(cluster, price, 3)
    assert worth_of(cluster, counts) - price @ counts <= best + SLACK
    assert best <= ceiling + SLACK
    assert best <= hasty + SLACK
    assert ceiling <= best + 0.01


def knotty(seed: int) -> tuple[Cluster, np.ndarray]:
    """Draw four halts that overlap, at prices where the nearest whole numbers are not the best."""
    chance, halts = np.random.default_rng(seed), 4
    exposure = chance.choice([0, 0.5, 2.0], (halts, 6))
    people = chance.integers(1, 40, 6).astype(float)
    row, column = np.nonzero(exposure)
    price = (-np.expm1(-exposure) @ people) * chance.uniform(0.3, 0.9, halts)
    return Cluster(
        np.arange(halts, dtype=np.int32),
        np.searchsorted(row, np.arange(halts + 1)).astype(np.int32),
        column.astype(np.int32),
        exposure[row, column],
        people,
        np.full(halts, 2.0),
    ), np.round(price, 1)


@pytest.mark.parametrize("seed", [2, 19, 31])
def test_best_counts_are_not_those_of_the_first_climb(seed: int) -> None:
    cluster, price = knotty(seed)
    best = max(
        worth_of(cluster, np.array(n, float)) - price @ n for n in product(range(3), repeat=4)
    )
    assert best_counts(cluster, price, 600)[0] == pytest.approx(best, abs=0.01)
    assert best_counts(cluster, price, 3)[0] >= best - SLACK


@given(problems())
@settings(max_examples=MANY)
def test_any_prices_prove_a_ceiling_of_whole_visits(problem: Problem) -> None:
    best, _ = best_by_brute_force(problem)
    proof = proof_of(problem)
    for share in (0.4, 1.0):
        prices = np.zeros(len(proof.best.prices))
        prices[: len(problem.demand.people)] = share * problem.demand.people
        counting = counting_of(proof, prices, 2)
        assert best <= counting.columns() + proof.routes(counting.values()) + SLACK


def proof_of(problem: Problem) -> Proof:
    ground = ground_of(problem)
    state = started(ground, None)
    return Proof(ground.model, state.route, state.size, ground.locked)


def counting_of(proof: Proof, prices: np.ndarray, largest: int) -> Counting:
    shares = np.array([shop.rounds for shop in proof.shops], dtype=float)
    return Counting(proof.model, proof.limits.at, prices, shares, largest)


@given(problems(), st.integers(1, 4))
@settings(max_examples=MANY)
def test_ceiling_of_whole_visits_is_above_the_best_plan(problem: Problem, largest: int) -> None:
    best, _ = best_by_brute_force(problem)
    proof = proof_of(problem)
    for _ in range(3):
        proof.step()
    counting = counting_of(proof, proof.best.prices, largest)
    for _ in range(4):
        proof.count(counting)
        assert best <= proof.best.ceiling + SLACK
    assert proof.best.ceiling <= proof.best.by_prices


def test_whole_visits_prove_less_than_any_share_of_a_visit() -> None:
    found = bound(small(), Iterations(200))
    assert solve(small(), Iterations(200)).total <= found.ceiling < found.by_prices


def test_prices_of_exposure_prove_what_they_say() -> None:
    first = bound(small(), Iterations(1))
    assert first.ceiling == pytest.approx(first.by_prices)
