"""Dates of a recurrence against a day-by-day oracle and a second library."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from allervers.tours.domain.recurrence import (
    Occurrence,
    Recurrence,
    SchoolTime,
    SkipReason,
    every_k_weeks,
    iso_weeks,
    monthly,
    next_days,
    occurrences,
    weekly,
)
from allervers.ui.domain.refusal import Refusal
from tests.tours.domain.days import PLAIN, WrittenDays

ANY_DAY = st.dates(date(1999, 1, 1), date(2060, 12, 31))
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1)
RANKS = st.sets(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), min_size=1)


def dates_of(rule: Recurrence, first: date, last: date) -> list[date]:
    return [one.day for one in occurrences(rule, first, last, PLAIN) if one.skipped is None]


def brute(first: date, last: date, keep: Callable[[date], bool]) -> list[date]:
    span = (last - first).days + 1
    return [day for day in (first + timedelta(n) for n in range(span)) if keep(day)]


@given(days=WEEKDAYS, anchor=ANY_DAY, delay=st.integers(-400, 400))
def test_weekly_rule_gives_every_such_weekday(days: set[int], anchor: date, delay: int) -> None:
    first = anchor + timedelta(delay)
    last = first + timedelta(200)
    expected = brute(first, last, lambda day: day >= anchor and day.isoweekday() - 1 in days)
    assert dates_of(Recurrence(weekly(days), anchor), first, last) == expected


@given(days=WEEKDAYS, anchor=ANY_DAY, odd=st.booleans())
def test_iso_weeks_rule_agrees_with_isocalendar(*, days: set[int], anchor: date, odd: bool) -> None:
    last = anchor + timedelta(800)
    expected = brute(
        anchor,
        last,
        lambda day: day.isocalendar()[1] % 2 == (1 if odd else 0) and day.weekday() in days,
    )
    assert dates_of(Recurrence(iso_weeks(days, odd=odd), anchor), anchor, last) == expected


@given(weekday=st.integers(0, 6), k=st.integers(1, 9), anchor=ANY_DAY, delay=st.integers(0, 900))
def test_cycle_keeps_the_phase_of_its_anchor(
    weekday: int, k: int, anchor: date, delay: int
) -> None:
    monday = anchor - timedelta(anchor.weekday())
    kept = {monday + timedelta(weekday + 7 * k * turn) for turn in range(200)}
    first = anchor + timedelta(delay)
    last = first + timedelta(300)
    expected = brute(first, last, lambda day: day in kept)
    assert dates_of(Recurrence(every_k_weeks(weekday, k), anchor), first, last) == expected


def month_list(day: date) -> list[date]:
    start = day.replace(day=1)
    month = [start + timedelta(n) for n in range(31) if (start + timedelta(n)).month == day.month]
    return [other for other in month if other.weekday() == day.weekday()]


@given(days=WEEKDAYS, ranks=RANKS, anchor=ANY_DAY)
def test_monthly_rule_counts_weekdays_in_the_month(
    days: set[int], ranks: set[int], anchor: date
) -> None:
    def keep(day: date) -> bool:
        same = month_list(day)
        wanted = [same[r - 1 if r > 0 else r] for r in ranks if abs(r) <= len(same)]
        return day.weekday() in days and day in wanted

    last = anchor + timedelta(500)
    rule = Recurrence(monthly(days, ranks), anchor)
    assert dates_of(rule, anchor, last) == brute(anchor, last, keep)


def joined(name: str, low: int, high: int) -> st.SearchStrategy[str]:
    numbers = st.sets(st.integers(low, high).filter(bool), min_size=1, max_size=4)
    return numbers.map(lambda them: f"{name}=" + ",".join(map(str, sorted(them))))


BYDAY = WEEKDAYS.map(lambda them: weekly(them).removeprefix("FREQ=WEEKLY;"))
MONTH_DAY = joined("BYMONTHDAY", -31, 31)
RULES = st.one_of(
    st.tuples(st.just("FREQ=DAILY"), st.one_of(BYDAY, joined("BYMONTH", 1, 12), MONTH_DAY)),
    st.tuples(st.just("FREQ=WEEKLY"), st.one_of(BYDAY, st.just("WKST=MO"))),
    st.tuples(st.just("FREQ=MONTHLY"), st.one_of(BYDAY, MONTH_DAY, joined("BYMONTH", 1, 12))),
    st.tuples(st.just("FREQ=YEARLY"), st.one_of(BYDAY, MONTH_DAY, joined("BYMONTH", 1, 12))),
    st.tuples(st.just("FREQ=YEARLY;BYMONTH=3,10"), st.sampled_from(["BYDAY=-1SU", "BYDAY=2TH"])),
    st.tuples(st.just("FREQ=YEARLY"), st.sampled_from(["BYDAY=20MO", "BYDAY=-1SU", "BYDAY=53WE"])),
).map(";".join)


@given(
    text=RULES,
    interval=st.integers(1, 4),
    count=st.none() | st.integers(1, 30),
    anchor=ANY_DAY,
    delay=st.integers(-100, 700),
)
def test_any_rule_agrees_with_dateutil(
    text: str, interval: int, count: int | None, anchor: date, delay: int
) -> None:
    text += f";INTERVAL={interval}" + (f";COUNT={count}" if count else "")
    first = anchor + timedelta(delay)
    last = first + timedelta(400)
    midnight = datetime.min.time()
    theirs = rrulestr(text, dtstart=datetime.combine(anchor, midnight)).between(
        datetime.combine(first, midnight), datetime.combine(last, midnight), inc=True
    )
    assert dates_of(Recurrence(text, anchor), first, last) == [day.date() for day in theirs]


def test_odd_weeks_follow_each_other_when_week_53_ends_the_year() -> None:
    rule = Recurrence(iso_weeks([4], odd=True), date(2026, 12, 1), skips_public_holidays=False)
    # 1 January 2027 is a Friday of week 53 of 2026; the 8th is in week 1.
    found = dates_of(rule, date(2026, 12, 14), date(2027, 1, 31))
    assert found == [date(2026, 12, 18), date(2027, 1, 1), date(2027, 1, 8), date(2027, 1, 22)]


def test_exception_added_date_and_end_are_kept() -> None:
    rule = Recurrence(
        weekly([1]),
        date(2026, 1, 6),
        until=date(2026, 1, 27),
        exdates=frozenset({date(2026, 1, 13), date(2026, 3, 3)}),
        rdates=frozenset({date(2026, 2, 5), date(2026, 3, 3)}),
    )
    assert occurrences(rule, date(2026, 1, 1), date(2026, 12, 31), PLAIN) == [
        Occurrence(date(2026, 1, 6)),
        Occurrence(date(2026, 1, 13), SkipReason.EXCEPTION),
        Occurrence(date(2026, 1, 20)),
        Occurrence(date(2026, 1, 27)),
        Occurrence(date(2026, 2, 5)),
        Occurrence(date(2026, 3, 3), SkipReason.EXCEPTION),
    ]


def test_public_holiday_is_skipped_with_its_name() -> None:
    calendar = WrittenDays(public={date(2026, 7, 14): "Fête nationale"})
    rule = Recurrence(weekly([1]), date(2026, 7, 14), until=date(2026, 7, 21))
    found = occurrences(rule, date(2026, 7, 1), date(2026, 7, 31), calendar)
    skipped = Occurrence(date(2026, 7, 14), SkipReason.PUBLIC_HOLIDAY, "Fête nationale")
    assert found == [skipped, Occurrence(date(2026, 7, 21))]


def test_added_date_is_kept_even_on_a_public_holiday() -> None:
    calendar = WrittenDays(public={date(2026, 7, 14): "Fête nationale"})
    rule = Recurrence(weekly([1]), date(2026, 7, 1), rdates=frozenset({date(2026, 7, 14)}))
    found = occurrences(rule, date(2026, 7, 14), date(2026, 7, 14), calendar)
    assert found == [Occurrence(date(2026, 7, 14))]


@pytest.mark.parametrize(
    ("school_time", "expected"),
    [
        (SchoolTime.ALWAYS, [None, None, None]),
        (SchoolTime.TERM_ONLY, [None, SkipReason.SCHOOL_HOLIDAY, SkipReason.UNKNOWN_SCHOOL_YEAR]),
        (SchoolTime.HOLIDAYS_ONLY, [SkipReason.TERM, None, SkipReason.UNKNOWN_SCHOOL_YEAR]),
    ],
)
def test_school_time_never_guesses_an_unpublished_year(
    school_time: SchoolTime, expected: list[SkipReason | None]
) -> None:
    calendar = WrittenDays(
        school_holidays=frozenset({date(2026, 10, 20)}), published_until=date(2026, 10, 26)
    )
    rule = Recurrence(weekly([1]), date(2026, 10, 13), school_time=school_time)
    found = occurrences(rule, date(2026, 10, 13), date(2026, 10, 27), calendar)
    assert [one.skipped for one in found] == expected


def test_count_with_until_is_refused() -> None:
    rule = Recurrence("FREQ=WEEKLY;COUNT=3", date(2026, 1, 1), until=date(2026, 2, 1))
    with pytest.raises(Refusal, match="deux fins"):
        dates_of(rule, date(2026, 1, 1), date(2026, 2, 1))


def test_span_over_ten_years_is_refused() -> None:
    with pytest.raises(Refusal, match="dix ans"):
        dates_of(Recurrence(weekly([0]), date(2026, 1, 1)), date(2026, 1, 1), date(2037, 1, 1))


def test_last_day_of_the_last_year_is_reached() -> None:
    rule = Recurrence("FREQ=MONTHLY;BYMONTHDAY=-1", date(9999, 1, 1))
    assert dates_of(rule, date(9999, 12, 1), date(9999, 12, 31)) == [date(9999, 12, 31)]


def test_next_days_goes_on_past_skipped_dates() -> None:
    calendar = WrittenDays(public={date(2026, 7, 14): "Fête nationale"})
    rule = Recurrence(weekly([1]), date(2026, 7, 1))
    found = next_days(rule, date(2026, 7, 10), 2, calendar)
    assert found == [date(2026, 7, 21), date(2026, 7, 28)]


def test_next_days_stops_for_a_rule_that_never_comes_true() -> None:
    rule = Recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1))
    assert next_days(rule, date(2026, 1, 1), 3, PLAIN) == []
