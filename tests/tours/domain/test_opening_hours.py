"""Opening hours read as recurrences, against an independent evaluator of the same strings."""

import json
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from allervers.tours.domain.opening_hours import (
    NAMES,
    OpeningRule,
    read_opening_hours,
    to_opening_hours,
)
from allervers.tours.domain.recurrence import (
    Hours,
    Recurrence,
    SchoolTime,
    every_k_weeks,
    iso_weeks,
    monthly,
    occurrences,
    weekly,
)
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.ui.domain.refusal import Refusal
from tests.tours.domain.days import PLAIN

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
FRANCE = calendar_of_commune("16317")


def ours(text: str) -> list[tuple[datetime, datetime]]:
    """Every slot of two years, as our reader and our recurrences give them."""
    slots = []
    for rule in read_opening_hours(text):
        hours = rule.hours
        marks = [hours.starts, hours.pause_starts, hours.pause_ends, hours.ends]
        times = [mark for mark in marks if mark is not None]
        recurrence = Recurrence(
            rule.rrule,
            FIRST,
            skips_public_holidays=rule.skips_public_holidays,
            school_time=rule.school_time,
        )
        for one in occurrences(recurrence, FIRST, LAST, FRANCE):
            if one.skipped is None:
                moments = [datetime.combine(one.day, mark) for mark in times]
                slots += list(zip(moments[::2], moments[1::2], strict=True))
    return sorted(slots)


def theirs(text: str) -> list[tuple[datetime, datetime]]:
    """The same from the other evaluator, which knows French public holidays of its own."""
    start = datetime.combine(FIRST, time())
    end = datetime.combine(LAST + timedelta(1), time())
    evaluator = OpeningHours(text, country="FR", auto_timezone=False)
    return [(one[0], one[1]) for one in evaluator.intervals(start, end) if str(one[2]) == "open"]


@pytest.mark.parametrize(
    "text",
    [
        "Mo 09:30-12:30,13:30-15:30; PH off",
        "Fr 08:45-12:15",
        "Tu,Th 9:00-12:30; PH closed",
        "Mo-We,Fr 09:00-12:00; PH off",
        "Fr-Mo 10:00-12:00",
        "Tu[2] 09:00-12:00; PH off",
        "Th[2,-1] 14:00-17:00",
        "We[1-3] 14:00-17:00",
        "Mo[1,3],Tu[2] 10:00-12:00; PH off",
        "week 1-53/2 Fr 09:00-12:30; PH off",
        "week 02-52/2 We 09:30-12:30,13:30-15:30; PH off",
        "week 1,3,5,53 Th,Fr 10:00-12:00",
        "week 10-20 Sa 10:00-12:00",
        "week 1-53/2 Mo 09:00-12:00; week 2-52/2 Mo 14:00-16:00; PH off",
        "Mo 09:00-12:00; Tu 14:00-17:00",
        "Mo[1] 09:00-12:00; Mo[-1] 14:00-16:00",
    ],
)
def test_reading_agrees_with_another_evaluator(text: str) -> None:
    assert ours(text) == theirs(text)
    assert ours(text)


SLOT_HOURS = st.sampled_from(["09:00-12:30", "08:45-12:15,13:30-16:00", "14:00-18:00"])
DAYS = st.sets(st.sampled_from(NAMES), min_size=1).map(lambda days: ",".join(sorted(days)))
WEEKS = st.sampled_from(["", "week 1-53/2 ", "week 2-52/2 ", "week 4-52/4 ", "week 1,2,53 "])


@settings(max_examples=40)
@given(weeks=WEEKS, days=DAYS, slots=SLOT_HOURS, off=st.sampled_from(["", "; PH off"]))
def test_any_plain_string_agrees_with_another_evaluator(
    weeks: str, days: str, slots: str, off: str
) -> None:
    text = f"{weeks}{days} {slots}{off}"
    assert ours(text) == theirs(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tu 09:00-12:00; SH off", (False, SchoolTime.TERM_ONLY)),
        ("Tu 09:00-12:00; PH,SH off", (True, SchoolTime.TERM_ONLY)),
        ("Tu 09:00-12:00; SH off; PH off", (True, SchoolTime.TERM_ONLY)),
        ("SH Tu 09:00-12:00; PH off", (True, SchoolTime.HOLIDAYS_ONLY)),
        ("Tu 09:00-12:00;", (False, SchoolTime.ALWAYS)),
    ],
)
def test_holidays_are_read(text: str, expected: tuple[bool, SchoolTime]) -> None:
    hours = Hours(time(9), time(12))
    assert read_opening_hours(text) == [OpeningRule("FREQ=WEEKLY;BYDAY=TU", hours, *expected)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("", "vide"),
        ("PH off", "PH off"),
        ("24/7", "24/7"),
        ("09:00-12:00", "09:00-12:00"),
        ("Tu", "Tu"),
        ("Tu 09:00", "09:00"),
        ("Tu 09:00-12:00 off", "off"),
        ('Tu 09:00-12:00 "sur rendez-vous"', "sur rendez-vous"),
        ("Tu 22:00-02:00", "22:00-02:00"),
        ("Tu 09:00-24:00", "09:00-24:00"),
        ("Tu 09:00-12:60", "12:60"),
        ("Tu 09:00-10:00,11:00-12:00,13:00-14:00", "13:00-14:00"),
        ("Tu 14:00-16:00,09:00-12:00", "14:00-16:00,09:00-12:00"),
        ("Tu 09:00-12:00+", "09:00-12:00+"),
        ("Tu sunrise-12:00", "sunrise"),
        ("Mo 09:00-12:00, Mo 14:00-16:00", "Mo 14:00"),
        ("Mo 09:00-12:00; Mo 14:00-16:00", "Mo 14:00"),
        ("Mo[4] 09:00-12:00; Mo[-1] 14:00-16:00", "Mo[-1]"),
        ("Mo-We 09:00-12:00; Tu off", "Tu off"),
        ("PH off; Tu 09:00-12:00", "PH off"),
        ("PH Tu 09:00-12:00", "PH Tu"),
        ("PH 09:00-12:00", "PH 09:00"),
        ("SH Tu 09:00-12:00; SH off", "SH Tu"),
        ("Jul-Aug Tu 09:00-12:00", "Jul-Aug"),
        ("2026 Jul 14 off; Tu 09:00-12:00", "2026 Jul 14"),
        ("week 54 Tu 09:00-12:00", "week 54"),
        ("week 0-53/2 Tu 09:00-12:00", "week 0-53/2"),
        ("week 50-3 Tu 09:00-12:00", "week 50-3"),
        ("week 1-53/0 Tu 09:00-12:00", "week 1-53/0"),
        ("week 1-53/2 Tu[2] 09:00-12:00", "Tu[2]"),
        ("Tu[6] 09:00-12:00", "Tu[6]"),
        ("Tu[0] 09:00-12:00", "Tu[0]"),
        ("Tu[3-2] 09:00-12:00", "Tu[3-2]"),
        ("Tu-Th[2] 09:00-12:00", "Tu-Th[2]"),
        ("Tu[2] +1 day 09:00-12:00", "+1 day"),
        ("Tu,Lu 09:00-12:00", "Lu"),
        ("tu 09:00-12:00", "tu 09:00"),
        ("mardi de 9h à 12h", "mardi"),
        ("Tu 09:00-12:00 || We 09:00-12:00", "||"),
        ("Tu ٠٩:00-12:00", "٠٩"),
    ],
)
def test_what_is_not_understood_is_quoted(text: str, quoted: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_opening_hours(text)
    assert quoted in caught.value.what


@given(st.text(alphabet="MoTuPHSwekof 0123456789:-,;/[]|+", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        assert read_opening_hours(text)


RULES = st.one_of(
    st.sets(st.integers(0, 6), min_size=1).map(weekly),
    st.builds(
        lambda days, odd: iso_weeks(days, odd=odd),
        st.sets(st.integers(0, 6), min_size=1),
        st.booleans(),
    ),
    st.builds(
        lambda day, ranks: monthly([day], ranks),
        st.integers(0, 6),
        st.sets(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), min_size=1),
    ),
)


@given(rrule=RULES, public=st.booleans(), school=st.sampled_from(SchoolTime), pause=st.booleans())
def test_what_is_written_is_read_back(
    *, rrule: str, public: bool, school: SchoolTime, pause: bool
) -> None:
    hours = Hours(time(8, 30), time(17), *((time(12), time(13, 15)) if pause else ()))
    rule = Recurrence(rrule, FIRST, skips_public_holidays=public, school_time=school)
    back = read_opening_hours(to_opening_hours(rule, hours))
    assert [(one.hours, one.skips_public_holidays, one.school_time) for one in back] == [
        (hours, public, school)
    ]
    again = Recurrence(back[0].rrule, FIRST)
    same = Recurrence(rrule, FIRST)
    assert occurrences(again, FIRST, LAST, PLAIN) == occurrences(same, FIRST, LAST, PLAIN)


@pytest.mark.parametrize(
    "rule",
    [
        Recurrence(every_k_weeks(0, 4), FIRST),
        Recurrence(weekly([0]), FIRST, until=LAST),
        Recurrence(weekly([0]), FIRST, exdates=frozenset({FIRST})),
        Recurrence(weekly([0]), FIRST, rdates=frozenset({FIRST})),
        Recurrence("FREQ=WEEKLY;BYDAY=MO;COUNT=3", FIRST),
        Recurrence("FREQ=MONTHLY;BYMONTHDAY=3", FIRST),
        Recurrence("FREQ=WEEKLY;BYDAY=MO;BYMONTH=3", FIRST),
        Recurrence("FREQ=YEARLY;BYDAY=2MO", FIRST),
    ],
)
def test_what_the_string_cannot_say_is_refused(rule: Recurrence) -> None:
    with pytest.raises(Refusal, match="opening_hours"):
        to_opening_hours(rule, Hours(time(9), time(12)))


def test_written_string_is_the_usual_one() -> None:
    hours = Hours(time(9), time(15, 30), time(12, 30), time(13, 30))
    rule = Recurrence(iso_weeks([0, 1, 2]), FIRST)
    assert to_opening_hours(rule, hours) == "week 1-53/2 Mo-We 09:00-12:30,13:30-15:30; PH off"


def test_real_bus_timetable_is_read_wholly(shared_data: Path) -> None:
    rows = json.loads((shared_data / "tours/bus-france-services-charente.json").read_text())
    read = [read_opening_hours(row["horaires"]) for row in rows]
    assert [len(rules) for rules in read] == [1] * 12
    assert all(rules[0].skips_public_holidays for rules in read)
    assert sum(rules[0].hours.pause_starts is not None for rules in read) == 4
