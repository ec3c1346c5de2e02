"""The euro at which a right turns is found, on whichever side of today's amount."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.population import Array
from allervers.rights.domain.thresholds import Tried, brackets, segments, to_the_euro

GRID = np.arange(0.0, 6_001, 100)


def search(limit: int, now: float, *, opens_below: bool = True) -> list[tuple[float, float]]:
    """Look for the turn of a right that is open up to a limit (or from it)."""

    def tried(values: Array) -> Tried:
        is_due = values <= limit if opens_below else values >= limit
        return is_due, np.where(is_due, 1_000.0, 0.0)

    def attempt(asked: Sequence[tuple[int, Array]]) -> list[Tried]:
        return [tried(values) for _place, values in asked]

    is_open = bool(tried(np.array([now]))[0][0])
    found = list(brackets(0, now, GRID, tried(GRID), is_open=is_open))
    exact = to_the_euro(found, attempt, is_open=is_open)
    return [(one.near, one.far) for one in exact]


@given(limit=st.integers(1, 5_899), now=st.integers(0, 6_000))
def test_limit_is_found_to_the_euro(limit: int, now: int) -> None:
    [(near, far)] = search(limit, float(now))
    assert (near, far) == ((limit, limit + 1) if now <= limit else (limit + 1, limit))


@given(limit=st.integers(101, 5_899), cents=st.floats(0.01, 0.99))
def test_limit_is_found_from_an_amount_with_cents(limit: int, cents: float) -> None:
    [(near, far)] = search(limit, limit + cents)
    assert far == limit
    assert near == limit + cents or near == limit + 1


@given(limit=st.integers(1, 5_899), now=st.integers(0, 6_000))
def test_limit_from_which_a_right_is_open_is_found(limit: int, now: int) -> None:
    [(near, far)] = search(limit, float(now), opens_below=False)
    assert (near, far) == ((limit - 1, limit) if now < limit else (limit, limit - 1))


def test_right_that_never_turns_has_no_threshold() -> None:
    assert search(10_000, 500.0) == []


def test_thresholds_cost_few_batches() -> None:
    batches = []

    def attempt(asked: Sequence[tuple[int, Array]]) -> list[Tried]:
        batches.append(asked)
        return [(values <= 43_201, values) for _place, values in asked]

    grid = np.arange(0.0, 120_001, 2_000)
    found = list(brackets(0, 18_000.0, grid, (grid <= 43_201, grid), is_open=True))
    [one] = to_the_euro(found, attempt, is_open=True)
    assert (one.near, one.far) == (43_201, 43_202)
    assert len(batches) <= 3


def test_series_is_cut_where_it_changes() -> None:
    assert segments([1, 1, 2, 2, 1]) == [0, 2, 4]
