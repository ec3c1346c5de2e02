"""Holidays of real places, on dates printed in the official calendars."""

from datetime import date, timedelta

import pytest
from vacances_scolaires_france import SchoolHolidayDates

from allervers.tours.domain.recurrence import UnknownSchoolYear
from allervers.tours.gateways.day_calendar import SCHOOL_ZONES, calendar_of_commune


def test_public_holiday_is_named_in_french() -> None:
    assert calendar_of_commune("92040").public_holiday(date(2026, 7, 14)) == "Fête nationale"
    assert calendar_of_commune("92040").public_holiday(date(2026, 7, 15)) is None


@pytest.mark.parametrize("commune", ["57463", "67482", "68066"])
def test_alsace_and_moselle_keep_two_days_more(commune: str) -> None:
    calendar = calendar_of_commune(commune)
    assert calendar.public_holiday(date(2026, 4, 3)) == "Vendredi saint"
    assert calendar.public_holiday(date(2026, 12, 26))
    assert calendar_of_commune("94028").public_holiday(date(2026, 12, 26)) is None


def test_overseas_keeps_its_own_abolition_day() -> None:
    assert calendar_of_commune("97411").public_holiday(date(2026, 12, 20))
    assert calendar_of_commune("97302").public_holiday(date(2026, 6, 10))


@pytest.mark.parametrize(
    ("commune", "first", "last"),
    [
        ("16317", date(2026, 4, 4), date(2026, 4, 19)),  # zone A
        ("67482", date(2026, 4, 11), date(2026, 4, 26)),  # zone B
        ("92040", date(2026, 4, 18), date(2026, 5, 3)),  # zone C
    ],
)
def test_spring_holidays_differ_by_zone(commune: str, first: date, last: date) -> None:
    calendar = calendar_of_commune(commune)
    span = [first - timedelta(1), first, last, last + timedelta(1)]
    assert [calendar.is_school_holiday(day) for day in span] == [False, True, True, False]


@pytest.mark.parametrize("commune", ["2A004", "2B033", "97411", "98818"])
def test_places_with_their_own_school_calendar_are_unknown(commune: str) -> None:
    with pytest.raises(UnknownSchoolYear):
        calendar_of_commune(commune).is_school_holiday(date(2026, 4, 20))


@pytest.mark.parametrize("day", [date(2015, 8, 31), date(2035, 9, 1), date(1980, 1, 1)])
def test_years_outside_the_published_ones_are_unknown(day: date) -> None:
    with pytest.raises(UnknownSchoolYear):
        calendar_of_commune("92040").is_school_holiday(day)


def test_lines_without_a_published_calendar_are_not_taken_for_term() -> None:
    # The package's file goes on to 31 December, past the last calendar that was published.
    last_line = date(SchoolHolidayDates().max_year, 12, 31)
    with pytest.raises(UnknownSchoolYear):
        calendar_of_commune("92040").is_school_holiday(last_line)
    assert calendar_of_commune("92040").is_school_holiday(date(2028, 8, 31))


def test_every_mainland_departement_has_a_zone() -> None:
    mainland = {f"{number:02}" for number in range(1, 96)} - {"20"}
    assert set(SCHOOL_ZONES) == mainland
