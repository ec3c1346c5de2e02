"""The French of recurrences and hours, and that words are never wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from allervers.tours.domain.conflicts import Conflict, Kind, Place, Planned, Unit
from allervers.tours.domain.recurrence import (
    Hours,
    Recurrence,
    SchoolTime,
    every_k_weeks,
    iso_weeks,
    monthly,
    next_days,
    weekly,
)
from allervers.tours.wording import conflict_text, describe, hours_text
from allervers.ui.french import date_text
from tests.tours.domain.days import PLAIN

JANUARY = date(2026, 1, 1)


def plain(rrule: str, anchor: date = JANUARY, **more: object) -> Recurrence:
    values = {"skips_public_holidays": False, **more}
    return Recurrence(rrule, anchor, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rrule", "said"),
    [
        (weekly([1]), "tous les mardis"),
        (weekly([1, 3]), "tous les mardis et jeudis"),
        (weekly([0, 2, 4]), "tous les lundis, mercredis et vendredis"),
        (weekly(range(5)), "du lundi au vendredi"),
        (weekly(range(7)), "tous les jours"),
        ("FREQ=DAILY", "tous les jours"),
        ("FREQ=DAILY;BYDAY=SA", "tous les samedis"),
        ("FREQ=WEEKLY", "tous les jeudis"),
        ("FREQ=MONTHLY;BYDAY=TU", "tous les mardis"),
        (iso_weeks([0], odd=True), "les lundis des semaines impaires"),
        (iso_weeks([0, 4], odd=False), "les lundis et vendredis des semaines paires"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=MO", "les lundis de la semaine 3"),
        ("FREQ=YEARLY;BYWEEKNO=3,7,9;BYDAY=MO", "les lundis des semaines 3, 7 et 9"),
        (monthly([3], [2, -1]), "le 2e et le dernier jeudi du mois"),
        (monthly([0], [1]), "le 1er lundi du mois"),
        (monthly([1, 3], [1]), "le 1er mardi et le 1er jeudi du mois"),
        (monthly([4], [-2]), "l'avant-dernier vendredi du mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "le 1er et le 15 du mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=10,-1", "le 10 et le dernier jour du mois"),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8", "tous les mardis, en juillet et août"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "le dernier dimanche du mois, en mars"),
        (every_k_weeks(0, 4), "un lundi sur quatre à partir du lundi 29 décembre 2025"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
            "les mardis et jeudis, une semaine sur deux à partir du jeudi 1er janvier 2026",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH",
            "le 2e jeudi du mois, un mois sur deux à partir du jeudi 8 janvier 2026",
        ),
    ],
)
def test_rule_is_said_as_the_field_says_it(rrule: str, said: str) -> None:
    anchor = date(2025, 12, 29) if "INTERVAL=4" in rrule else JANUARY
    assert describe(plain(rrule, anchor)) == said


def test_cycle_names_its_first_date_not_its_anchor() -> None:
    # The anchor is a Thursday: the first Monday of its cycle comes four weeks after its week.
    said = describe(plain(every_k_weeks(0, 4), JANUARY))
    assert said == "un lundi sur quatre à partir du lundi 26 janvier 2026"


def test_every_exception_is_said() -> None:
    rule = Recurrence(
        weekly([1]),
        JANUARY,
        until=date(2026, 12, 1),
        exdates=frozenset({date(2026, 7, 14), date(2026, 7, 15)}),
        rdates=frozenset({date(2026, 7, 16)}),
        school_time=SchoolTime.TERM_ONLY,
    )
    assert describe(rule, today=date(2025, 12, 1)) == (
        "tous les mardis, à partir du jeudi 1er janvier 2026, jusqu'au mardi 1er décembre 2026, "
        "en période scolaire seulement, sauf jours fériés, sauf le mardi 14 juillet 2026, "
        "et aussi le jeudi 16 juillet 2026"
    )
    assert "14 juillet" not in describe(rule, today=date(2026, 8, 1))


def test_holidays_only_is_said() -> None:
    rule = plain(weekly([1]), school_time=SchoolTime.HOLIDAYS_ONLY)
    assert describe(rule) == "tous les mardis, pendant les vacances scolaires seulement"


def test_many_exceptions_are_counted() -> None:
    tuesdays = frozenset(date(2026, 1, 6) + timedelta(7 * week) for week in range(9))
    assert describe(plain(weekly([1]), exdates=tuesdays)).endswith(
        "le mardi 10 février 2026 et 3 autres dates"
    )


@pytest.mark.parametrize(
    ("rrule", "said"),
    [
        (
            "FREQ=DAILY;INTERVAL=10",
            (
                "le jeudi 1er janvier 2026, le dimanche 11 janvier 2026, "
                "le mercredi 21 janvier 2026, le samedi 31 janvier 2026, "
                "le mardi 10 février 2026, le vendredi 20 février 2026 et d'autres dates ensuite"
            ),
        ),
        ("FREQ=DAILY;COUNT=1", "le jeudi 1er janvier 2026"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYMONTH=8;COUNT=1", "le lundi 10 août 2026"),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=1", "le lundi 18 mai 2026"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO", "aucune date"),
        ("FREQ=SECONDLY", "répétition non comprise"),
    ],
)
def test_unusual_rule_is_said_by_its_dates(rrule: str, said: str) -> None:
    assert describe(plain(rrule)) == said


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYMONTH=8",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;BYMONTH=1",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=5",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU;BYMONTH=3",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "FREQ=MONTHLY;BYDAY=-3MO",
        "FREQ=DAILY;INTERVAL=2;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    ],
)
def test_rule_without_an_exact_phrase_lists_real_dates(rrule: str) -> None:
    rule = plain(rrule)
    [first, *_others] = next_days(rule, JANUARY, 7, PLAIN)
    assert describe(rule).startswith(f"le {date_text(first)}")


@pytest.mark.parametrize(
    ("rrule", "said"),
    [
        ("FREQ=MONTHLY", "le 1er du mois"),
        ("FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=5", "le 5 du mois, en mars et octobre"),
    ],
)
def test_rarer_rules_are_said(rrule: str, said: str) -> None:
    assert describe(plain(rrule)) == said


def test_two_ends_are_not_understood() -> None:
    assert describe(plain("FREQ=WEEKLY;COUNT=3", until=JANUARY)) == "répétition non comprise"


def test_list_of_dates_is_said_by_its_dates() -> None:
    days = frozenset({date(2025, 12, 5), date(2026, 2, 6)})
    said = describe(plain("FREQ=DAILY;COUNT=1", rdates=days))
    assert said == (
        "le vendredi 5 décembre 2025, le jeudi 1er janvier 2026 et le vendredi 6 février 2026"
    )


def test_hours_are_written_with_their_pause() -> None:
    hours = Hours(time(9), time(15, 30), time(12, 30), time(13, 30))
    said = "de 9 h à 12 h 30 et de 13 h 30 à 15 h 30"
    assert hours_text(hours).replace("\u00a0", " ") == said
    assert "9\u00a0h" in hours_text(hours)


PARTS = st.lists(
    st.sampled_from(
        [
            "INTERVAL=2",
            "INTERVAL=12",
            "COUNT=3",
            "BYDAY=MO,WE",
            "BYDAY=2TH,-1TH",
            "BYDAY=53MO",
            "BYDAY=-5MO",
            "BYMONTH=1,7",
            "BYMONTHDAY=-1,31",
            "BYMONTHDAY=-3",
            "BYWEEKNO=53",
            "WKST=MO",
            "BYHOUR=3",
        ]
    ),
    max_size=4,
)
DATES = st.frozensets(st.dates(), max_size=8)


@given(
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", ""]),
    parts=PARTS,
    anchor=st.dates(),
    until=st.none() | st.dates(),
    exdates=DATES,
    rdates=DATES,
    today=st.none() | st.dates(),
    language=st.sampled_from(["fr", "en", "ar"]),
)
def test_describe_never_raises(
    freq: str,
    parts: list[str],
    anchor: date,
    until: date | None,
    exdates: frozenset[date],
    rdates: frozenset[date],
    today: date | None,
    language: str,
) -> None:
    rrule = ";".join([f"FREQ={freq}", *parts])
    with translation.override(language):
        assert describe(Recurrence(rrule, anchor, until, exdates, rdates), today=today)


@pytest.mark.parametrize("rrule", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY;INTERVAL=9"])
def test_describe_holds_at_both_ends_of_time(rrule: str) -> None:
    assert describe(Recurrence(rrule, date.max))
    assert describe(Recurrence(rrule, date.min))


def test_text_that_is_no_rule_is_said_so() -> None:
    assert describe(Recurrence("", JANUARY)) == "répétition non comprise"


TRUCK = Unit(uuid4(), "Camion inventé")
PLACE = Place(uuid4(), "Issy, Place inventée")
OTHER = Planned(
    TRUCK, PLACE, datetime(2026, 10, 6, 7, tzinfo=UTC), datetime(2026, 10, 6, 10, tzinfo=UTC)
)
FULL = Conflict(
    Kind.UNIT_ELSEWHERE,
    date(2026, 10, 6),
    name="Association inventée",
    other=OTHER,
    needed=16.5,
    available=9,
    first=date(2026, 1, 1),
    last=date(2026, 9, 30),
)


@pytest.mark.parametrize("kind", Kind)
def test_every_conflict_is_said_with_its_date(kind: Kind) -> None:
    said = conflict_text(replace(FULL, kind=kind))
    assert said.startswith("Mardi 6 octobre 2026\u00a0: ")
    assert said.endswith(".")


def test_conflict_names_the_other_visit() -> None:
    said = conflict_text(FULL).replace("\u00a0", " ")
    assert said == (
        "Mardi 6 octobre 2026 : Camion inventé est déjà à Issy, Place inventée, de 9 h à 12 h."
    )
