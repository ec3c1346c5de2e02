"""Local hours and instants, on the days clocks change."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.timing import day_of, hours_of, instant, span_of
from allervers.ui.domain.refusal import Refusal

MORNING = Hours(time(9), time(12, 30))


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 28), 8),  # winter time
        (date(2026, 3, 29), 7),  # clocks went forward in the night
        (date(2026, 10, 24), 7),
        (date(2026, 10, 25), 8),  # clocks went back in the night
    ],
)
def test_nine_in_the_morning_stays_nine_when_clocks_change(day: date, utc_hour: int) -> None:
    expected = datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert span_of(day, MORNING).starts_at == expected


def test_hour_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refusal, match="02:30 n'existe pas"):
        span_of(date(2026, 3, 29), Hours(time(2, 30), time(4)))


def test_hour_that_comes_twice_begins_early_and_ends_late() -> None:
    span = span_of(date(2026, 10, 25), Hours(time(2, 15), time(2, 45)))
    assert span.starts_at == datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert span.ends_at == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


def test_day_is_the_one_in_france() -> None:
    assert day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


@given(
    day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    marks=st.lists(st.times(), min_size=2, max_size=4, unique=True).filter(lambda m: len(m) != 3),
)
def test_hours_survive_the_way_to_instants_and_back(day: date, marks: list[time]) -> None:
    ordered = sorted(mark.replace(hour=max(mark.hour, 3)) for mark in marks)
    try:
        hours = Hours(ordered[0], ordered[-1], *ordered[1:-1])
    except Refusal:
        return
    assert hours_of(span_of(day, hours)) == hours
    assert instant(day, hours.starts) < instant(day, hours.ends, is_end=True)
