"""A figure raised each year and not this one is stale; one that nobody looked at is to check."""

from datetime import date

import pytest

from allervers.rights.domain.freshness import (
    Notice,
    Parameter,
    Register,
    freshness_of,
    stale_of,
    yearly_raise,
)

NOVEMBER = date(2026, 11, 1)
NAME = "prestations_sociales.invented.ceiling"


def raised(*years: int, checked: date | None = None, correction: str = "") -> Parameter:
    """Return a figure raised on 1 April of some years."""
    changes = tuple((date(year, 4, 1), 10_000 + year) for year in years)
    return Parameter(NAME, "Plafond", changes=changes, checked=checked, correction=correction)


def register(parameter: Parameter, *gaps: Notice) -> Register:
    """Return a register in which the css reads one parameter."""
    return Register("rules 1", {parameter.name: parameter}, {"css": (parameter.name,)}, {},
                    gaps=gaps)  # fmt: skip


def test_raise_of_each_april_that_is_not_there_makes_a_figure_stale() -> None:
    found = stale_of(raised(2023, 2024, 2025), NOVEMBER)
    assert found is not None
    assert (found.code, found.since, found.due) == (
        "raise_missed", date(2025, 4, 1), date(2026, 4, 1),
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2025, 4, 1)])
def test_figure_is_fresh_until_the_next_raise(day: date) -> None:
    assert stale_of(raised(2023, 2024, 2025), day) is None


def test_figure_raised_this_year_or_seen_since_is_fresh() -> None:
    assert stale_of(raised(2024, 2025, 2026), NOVEMBER) is None
    assert stale_of(raised(2023, 2024, 2025, checked=date(2026, 5, 2)), NOVEMBER) is None


def test_figure_changed_now_and_then_has_no_habit() -> None:
    assert yearly_raise(raised(2019, 2025), NOVEMBER) is None
    assert yearly_raise(raised(2021, 2023, 2025), NOVEMBER) is None  # every other year
    assert yearly_raise(raised(1999, 2000, 2001), NOVEMBER) is None  # a habit of long ago


def test_change_to_come_is_not_counted() -> None:
    found = stale_of(raised(2023, 2024, 2025, 2027), NOVEMBER)
    assert found is not None
    assert found.since == date(2025, 4, 1)


def test_correction_that_has_run_out_is_stale() -> None:
    one = raised(2023, checked=date(2025, 12, 31), correction="bands_2023")
    found = stale_of(one, NOVEMBER)
    assert found is not None
    assert (found.code, found.due) == ("correction_over", date(2025, 12, 31))
    assert stale_of(one, date(2025, 12, 31)) is None


def test_right_is_stale_by_a_gap_and_says_what_is_to_check() -> None:
    gap = Notice("by_meter", date(2025, 1, 1), "Décret", "https://exemple.invalid", ("css",))
    found = freshness_of("css", NOVEMBER, register(raised(2024), gap))
    assert found.is_stale
    assert found.gaps == (gap,)
    assert [one.name for one in found.to_check] == [NAME]
    before = freshness_of("css", date(2024, 12, 1), register(raised(2024), gap))
    assert not before.is_stale


def test_what_is_checked_within_18_months_is_not_to_check() -> None:
    seen = raised(2019, checked=date(2025, 6, 1))
    assert freshness_of("css", NOVEMBER, register(seen)).to_check == ()


def test_taxes_and_other_situations_do_not_make_a_right_stale() -> None:
    for name in ("impot_revenu.bareme", "prestations_sociales.aides.outre_mer.taux"):
        changes = tuple((date(year, 4, 1), year) for year in (2023, 2024, 2025))
        aside = Parameter(name, "Aside", changes=changes)
        assert not freshness_of("css", NOVEMBER, register(aside)).is_stale


def test_right_that_is_not_registered_has_nothing_known() -> None:
    assert not freshness_of("unheard_of", NOVEMBER, register(raised(2024))).is_stale
