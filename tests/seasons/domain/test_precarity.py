"""Need of an area: two readings of what is published, between bounds."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.seasons.domain.precarity import Area, Basis, Priors, Published, doubted, need_of
from allervers.seasons.domain.ranges import Range, part_of

PRIORS = Priors()


def area(kind: str = "commune", code: str = "92040", **figures: object) -> Area:
    """Return an area; a figure is a value, or (low, high) with a mark."""
    found = {}
    for name, value in figures.items():
        low, high = value if isinstance(value, tuple) else (value, value)
        mark = "s" if isinstance(value, tuple) else ""
        found[name] = Published(Range(low, high), 2021, f"source of {name}", mark)
    return Area(kind, code, code, code[:5], found)


def test_poverty_reading_is_rate_times_people_times_non_take_up() -> None:
    need = need_of(area(people=60_000, poor_rate=10.0), None, [], PRIORS)
    assert need.basis is Basis.RATE
    assert need.precarity == pytest.approx((6000, 6000))
    assert need.people["all"] == pytest.approx((1200, 2040))
    assert set(need.people) == {"all"}  # no age, no kind of household published: not invented


def test_rsa_reading_counts_households_without_it_beside_those_with_it() -> None:
    need = need_of(area(caf_rsa=1000, caf_people=20_000, caf_households=10_000), None, [], PRIORS)
    # r / (1 - r) of 20 % and 34 %, two people a household.
    assert need.people["all"] == pytest.approx((1000 * 0.25 * 2, 1000 * 0.34 / 0.66 * 2))


def test_least_and_most_of_both_readings_are_kept() -> None:
    figures = area(people=60_000, households=30_000, poor_rate=10.0, caf_rsa=2000)
    need = need_of(figures, None, [], PRIORS)
    lows = [one.low for one in need.readings.values()]
    assert set(need.readings) == {"poverty", "rsa"}
    assert need.people["all"].low == min(lows)
    assert need.people["all"].high == max(one.high for one in need.readings.values())


def test_what_rights_expect_is_used_but_for_what_secret_iris_drown() -> None:
    known = area(people=1000, households=500, poor_rate=10.0, rsa_non_takers=50)
    assert need_of(known, None, [], PRIORS).readings["rsa"] == (100, 100)
    drowned = area(people=1000, households=500, poor_rate=10.0, rsa_non_takers=(5, 400))
    assert set(need_of(drowned, None, [], PRIORS).readings) == {"poverty"}
    assert (known.has_secrets(), drowned.has_secrets()) == (False, True)
    alone = area(people=1000, households=500, rsa_non_takers=(5, 400))
    assert need_of(alone, None, [], PRIORS).readings["rsa"] == (10, 800)


def test_zero_published_where_households_live_is_perhaps_a_secret() -> None:
    told = area(people=1742, households=631, poor_rate=10.0, caf_households=0, caf_rsa=0)
    known = area(people=1742, households=631, poor_rate=10.0)
    doubtful = replace(told, figures=doubted(told.figures))
    assert (doubtful.has_zeros(), told.has_zeros()) == (True, False)
    assert doubtful.get("caf_rsa") == (0, 631)
    # It does not drown the other reading, nor pass for nobody when it is alone.
    assert need_of(doubtful, None, [], PRIORS).people == need_of(known, None, [], PRIORS).people
    assert need_of(told, None, [], PRIORS).people["all"].low == 0
    alone = {name: one for name, one in doubtful.figures.items() if name != "poor_rate"}
    found = need_of(replace(doubtful, figures=alone), None, [], PRIORS).people["all"]
    assert found.low == 0
    assert found.high > 100
    few = doubted(area(caf_households=40, caf_rsa=0).figures)
    assert few["caf_rsa"].range == (0, 4)


def test_secret_rate_is_no_reading_and_declared_income_never_one() -> None:
    assert not need_of(area(people=1000, poor_rate=(0.0, 100.0)), None, [], PRIORS).people
    assert not need_of(area(people=1000, low_declared_rate=20.0), None, [], PRIORS).people
    assert not need_of(area(people=(0.0, math.inf), poor_rate=20.0), None, [], PRIORS).people


def test_iris_share_the_poor_of_their_commune_by_their_rsa_households() -> None:
    whole = area(people=10_000, households=5000, poor_rate=20.0)
    first = area("iris", "920400101", caf_rsa=30, caf_households=300)
    second = area("iris", "920400102", caf_rsa=10, caf_households=100)
    secret = area("iris", "920400103", caf_rsa=(0.0, 4.0), caf_households=50)
    needs = [
        need_of(one, whole, [two for two in (first, second, secret) if two is not one], PRIORS)
        for one in (first, second, secret)
    ]
    assert {one.basis for one in needs} == {Basis.SHARED_OUT}
    assert needs[0].precarity == pytest.approx((2000 * 30 / 44, 2000 * 30 / 40))
    assert needs[2].precarity == pytest.approx((0, 2000 * 4 / 44))


def test_squares_count_their_poor_households_as_a_share_of_their_people() -> None:
    square = area("grid", "CRS", people=200, households=80, poor_households=20,
                  people_18_24=20, people_65_79=10, people_80=10)  # fmt: skip
    need = need_of(square, None, [], PRIORS)
    assert need.precarity == pytest.approx((50, 50))
    assert need.people["youth"] == pytest.approx((50 * 0.1 * 0.2, 50 * 0.1 * 0.34))
    assert need.people["seniors"] == pytest.approx(need.people["youth"])


def test_families_are_those_whom_the_caf_covers_but_people_alone_and_couples() -> None:
    found = area(people=5000, poor_rate=20.0, caf_people=1000, caf_alone=200, caf_couples=100)
    need = need_of(found, None, [], PRIORS)
    assert need.people["families"] == pytest.approx((1000 * 0.6 * 0.16, 1000 * 0.6 * 0.21))


quantities = st.integers(0, 500)


@given(st.lists(st.tuples(quantities, quantities), min_size=2, max_size=4), st.data())
@settings(max_examples=60)
def test_share_of_an_iris_holds_the_share_of_any_true_figures(
    bounds: list[tuple[int, int]], data: st.DataObject
) -> None:
    ranges = [Range(min(one), max(one)) for one in bounds]
    true = [data.draw(st.integers(int(one.low), int(one.high))) for one in ranges]
    rest = Range(sum(one.low for one in ranges[1:]), sum(one.high for one in ranges[1:]))
    share = part_of(ranges[0], rest)
    assert 0 <= share.low <= share.high <= 1
    if sum(true):
        assert share.low - 1e-9 <= true[0] / sum(true) <= share.high + 1e-9
