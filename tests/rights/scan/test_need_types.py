"""Types of households weighed by what a commune publishes, against one household at a time."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.need.interval import Interval
from allervers.rights.domain.need.territory import ONE_EACH, PRIORS, Need, Place, need
from allervers.rights.domain.need.types import TYPES, Kind, Worths, worths_of
from allervers.rights.domain.need.weighting import Prior, least, weighed
from allervers.rights.domain.right import Right
from allervers.rights.gateways.territory_statistics import MOST_HIDDEN, Row, place_of

NAMES = [str(kind) for kind in Kind]
EACH = {
    (kind, has_benefit): Interval(100.0 * place + 50 * has_benefit, 150.0 * place + 90)
    for place, (kind, has_benefit) in enumerate(product(Kind, (False, True)))
}


def one_by_one(counts: list[int], benefit: float, prior: Prior, worths: Worths) -> list[float]:
    """Return the least and the most, adding households one at a time."""
    ends = [0.0, 0.0]
    for kind, count in zip(Kind, counts, strict=True):
        for _household in range(count):
            for has_benefit, weight in ((True, benefit), (False, 1 - benefit)):
                worth = worths[kind, has_benefit]
                times = weight * prior(kind, has_benefit) / sum(counts)
                ends[0] += times * worth.low
                ends[1] += times * worth.high
    return ends


@pytest.mark.parametrize("name", list(PRIORS))
@given(counts=st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any))
@settings(max_examples=20)
def test_exact_shares_give_what_one_household_at_a_time_gives(name: str, counts: list[int]) -> None:
    shares = [Interval(one / sum(counts), one / sum(counts)) for one in counts]
    found = weighed(shares, Interval(0.3, 0.3), PRIORS[name], EACH)
    assert [found.low, found.high] == pytest.approx(one_by_one(counts, 0.3, PRIORS[name], EACH))


def ways(bounds: list[tuple[int, int]], total: int) -> Iterator[tuple[int, ...]]:
    """Give every count of each kind within its bounds that makes the total."""
    ranges = [range(low, high + 1) for low, high in bounds]
    return (one for one in product(*ranges) if sum(one) == total)


@given(
    bounds=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=4, max_size=4),
    values=st.lists(st.integers(-5, 5), min_size=4, max_size=4),
)
@settings(max_examples=60)
def test_the_least_is_the_least_of_all_ways(
    bounds: list[tuple[int, int]], values: list[int]
) -> None:
    bounds = [(low, low + more) for low, more in bounds]
    total = sum(low for low, _high in bounds) + 2
    found = [
        sum(count * value for count, value in zip(one, values, strict=True)) / total
        for one in ways(bounds, total)
    ]
    shares = [Interval(low / total, high / total) for low, high in bounds]
    if found:
        assert least(shares, values) == pytest.approx(min(found))


COUNT = st.integers(0, 12)


@given(
    irises=st.lists(
        st.fixed_dictionaries(
            {**dict.fromkeys(NAMES, COUNT), "arsas": COUNT, "aal": COUNT, "hidden": st.booleans()}
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
@settings(max_examples=60)
def test_the_truth_lies_within_what_secret_cells_leave(irises: list[dict[str, int]]) -> None:
    rows = [whole(one) for one in irises]
    true = expected([{name: str(count) for name, count in one.items()} for one in rows])
    told = expected([published(one) for one in rows])
    for mine, other in (
        (true.without, told.without), (true.entitled, told.entitled),
        (true.euros, told.euros), (true.by_rules, told.by_rules),
    ):  # fmt: skip
        assert other.low <= mine.low + 1e-9
        assert mine.high <= other.high + 1e-9


def whole(iris: dict[str, int]) -> dict[str, int]:
    """Return a row that adds up, as the Cnaf's do: every household paid is of one kind."""
    paid = sum(iris[name] for name in NAMES)
    return {**iris, "a": paid, "percou": 3 * paid, "aal": min(iris["aal"], paid)}


def published(row: dict[str, int]) -> Row:
    """Return a row as it is published: small counts are blank, or all of a small Iris."""
    if row["hidden"]:
        return dict.fromkeys(row, "")
    return {
        name: "" if name != "a" and count <= MOST_HIDDEN else str(count)
        for name, count in row.items()
    }


def expected(rows: list[Row]) -> Need:
    """Return what is expected of a commune of these Iris."""
    return need(place_of("92001", rows, 500.0), EACH)


def test_each_kind_is_worth_the_rsa_of_its_types(rules: Engine) -> None:
    found = worths_of(rules, date(2026, 11, 1))
    assert found.keys() == ONE_EACH.keys()
    # Without resources nor housing benefit, not housed for nothing: the whole RSA (tests/gold).
    outcomes = rules.compute([one.household() for one in TYPES], date(2026, 11, 1))
    for key, interval in found.items():
        due = [
            float(outcome[Right.RSA].amount)
            for one, outcome in zip(TYPES, outcomes, strict=True)
            if (one.kind, one.has_benefit) == key and outcome[Right.RSA].is_due
        ]
        assert [interval.low, interval.high] == pytest.approx([min(due), max(due)], abs=0.01)


def test_a_place_of_no_recipient_expects_nobody() -> None:
    nobody = Interval(0.0, 0.0)
    place = Place("92001", 100, nobody, nobody, nobody, nobody, nobody, nobody)
    assert need(place, EACH).by_rules == nobody
