"""Dates, hours, numbers and telephones as each language writes them."""

from datetime import UTC, date, datetime, time

import phonenumbers
import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from allervers.ui import french

NB, THIN = french.NO_BREAK, french.THIN


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "mardi 6 octobre 2026"),
        ("en", "Tuesday 6 October 2026"),
        ("ar", "الثلاثاء 6 أكتوبر 2026"),
    ],
)
def test_date_is_written_in_the_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert french.date_text(date(2026, 10, 6)) == expected


def test_first_of_the_month_is_1er() -> None:
    assert french.date_text(date(2026, 10, 1)) == "jeudi 1er octobre 2026"
    assert french.day_text(date(2026, 2, 11)) == "mercredi 11 février"


def test_short_dates_are_abbreviated_as_in_french() -> None:
    months = [french.short_date_text(date(2026, month, 6)).split()[-1] for month in range(1, 13)]
    assert months == (
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()  # noqa: SIM905
    )
    assert french.short_date_text(date(2026, 10, 6)) == "mar. 6 oct."


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (time(9), f"9{NB}h"),
        (time(9, 30), f"9{NB}h{NB}30"),
        (time(12, 5), f"12{NB}h{NB}05"),
        (time(0), f"0{NB}h"),
    ],
)
def test_hour_is_written_as_in_french(hour: time, expected: str) -> None:
    assert french.hour_text(hour) == expected


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (time(9), f"9{NB}am"),
        (time(12, 30), f"12:30{NB}pm"),
        (time(0, 15), f"12:15{NB}am"),
        (time(18), f"6{NB}pm"),
    ],
)
def test_hour_is_written_as_in_english(hour: time, expected: str) -> None:
    with translation.override("en"):
        assert french.hour_text(hour) == expected


def test_hours_say_from_and_to() -> None:
    assert french.hours_text(time(9), time(12, 30)) == f"de 9{NB}h à 12{NB}h{NB}30"


def test_instants_are_read_on_the_clocks_of_france() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert french.date_text(late) == "jeudi 2 juillet 2026"
    assert french.hour_text(late) == f"0{NB}h{NB}30"


@pytest.mark.parametrize(
    ("metres", "expected"),
    [(0, "0"), (853, "850"), (996, "1"), (3240, "3,2"), (3000, "3"), (12_340, "12")],
)
def test_distance_is_no_more_precise_than_a_walk(metres: int, expected: str) -> None:
    assert french.distance_text(metres).split(NB)[0] == expected


def test_long_numbers_take_narrow_spaces() -> None:
    assert french.number_text(1_234_567) == f"1{THIN}234{THIN}567"
    assert french.number_text(3.25, 1) == "3,2"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+33123456789", "01 23 45 67 89"),
        ("0123456789", "01 23 45 67 89"),
        ("3919", "3919"),
        ("+4930901820", "+49 30 901820"),
        ("pas un numéro", "pas un numéro"),
    ],
)
def test_phone_is_written_by_pairs(number: str, expected: str) -> None:
    assert french.phone_text(number).replace(NB, " ") == expected


@pytest.mark.parametrize(
    ("number", "expected"), [("01 23 45 67 89", "+33123456789"), ("116 117", "116117")]
)
def test_phone_link_is_one_that_a_phone_can_dial(number: str, expected: str) -> None:
    assert french.phone_address(number) == expected


@pytest.mark.parametrize(("count", "words"), [(0, "passage"), (1, "passage"), (2, "passages")])
def test_zero_is_singular(count: int, words: str) -> None:
    assert french.count_text(count, "passage", "passages") == f"{count}{NB}{words}"


def test_filters_say_nothing_of_nothing() -> None:
    names = [
        "french_date",
        "french_day",
        "french_date_short",
        "french_hour",
        "french_phone",
        "french_distance",
        "thin_number",
    ]
    source = "{% load french %}" + "".join(f"{{{{ x|{name} }}}}" for name in names)
    assert Template(source).render(Context({"x": None})) == ""


def test_filters_write_midnight_and_zero() -> None:
    source = "{% load french %}{{ x|french_hour }}, {{ y|thin_number }}, {{ y|french_distance }}"
    written = Template(source).render(Context({"x": time(0), "y": 0}))
    assert written == f"0{NB}h, 0, 0{NB}m"


@given(st.from_regex(r"\+33[0-9]{9}", fullmatch=True))
def test_phone_is_written_as_phonenumbers_does(number: str) -> None:
    found = phonenumbers.parse(number, "FR")
    style = phonenumbers.PhoneNumberFormat.NATIONAL
    written = phonenumbers.format_number(found, style).replace(" ", NB)
    assert french.phone_text(number) == written
    e164 = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    assert french.phone_address(number) == e164
