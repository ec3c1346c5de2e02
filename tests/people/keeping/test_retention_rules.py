"""Durations are data: read or refused, counted day by day, never applied unless signed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings as site
from hypothesis import given
from hypothesis import strategies as st

from allervers.config.checks import retention_is_read
from allervers.people.domain.retention import (
    Facts,
    RetentionError,
    Rule,
    category_of,
    due,
    later,
    read_rules,
)
from allervers.people.mapping.retention_rules import retention_rules

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
TODAY = date(2026, 11, 22)
ADULT = Facts("active", date(2024, 11, 21), born_on=date(1980, 5, 4))
SHIPPED = yaml.safe_load(Path("src/allervers/people/retention.yml").read_text())["categories"]


def rules() -> Mapping[str, Rule]:
    """Return the rules as they are shipped."""
    return retention_rules()


def test_nothing_that_is_shipped_is_approved() -> None:
    assert not [one for one in rules().values() if one.is_approved(date(2100, 1, 1))]


def test_child_protection_has_no_duration_until_the_archives_give_one() -> None:
    assert [rules()[name].months for name in ("ase", "archive_ase")] == [None, None]
    ase = replace(ADULT, is_child_protection=True)
    assert due(rules(), ase, date(2200, 1, 1)) is None
    assert due(rules(), replace(ase, state="intermediate", keep_until=TODAY), TODAY) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 3, 30), 24, date(2027, 3, 30)),
        (date(2025, 3, 30), 0, date(2025, 3, 30)),
    ],
)
def test_delay_ends_on_the_same_day_or_the_last_of_the_month(
    start: date, months: int, end: date
) -> None:
    assert later(start, months) == end


@given(start=DAYS, months=st.integers(0, 300))
def test_delay_lands_in_its_month_and_never_a_day_late(start: date, months: int) -> None:
    end = later(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(1)).day == 1)


@given(start=DAYS, other=DAYS, months=st.integers(0, 120))
def test_later_contact_never_ends_sooner(start: date, other: date, months: int) -> None:
    first, last = sorted((start, other))
    assert later(first, months) <= later(last, months)


@pytest.mark.parametrize("category", [row["code"] for row in SHIPPED if row["duree"]])
@given(start=DAYS)
def test_each_deadline_falls_the_day_after_its_last_day(category: str, start: date) -> None:
    rule = rules()[category]
    assert rule.months is not None
    facts = Facts(rule.state, start, keep_until=start, born_on=BORN[category](start))
    until = later(start, rule.months)
    assert due(rules(), facts, until) is None
    found = due(rules(), facts, until + timedelta(1))
    assert found is not None
    assert (found.rule.category, found.trigger_on, found.kept_until) == (category, start, until)


BORN: dict[str, Any] = {
    "adulte": lambda start: date(start.year - 50, 1, 1),
    "jeune": lambda start: date(start.year - 10, 1, 1),
    "archive": lambda _start: None,
}


def test_twenty_first_birthday_changes_the_category_that_day() -> None:
    born = replace(ADULT, born_on=date(2004, 2, 29))
    assert category_of(born, date(2025, 2, 27)) == "jeune"
    assert category_of(born, date(2025, 2, 28)) == "adulte"


def test_unknown_age_is_protected_as_young() -> None:
    assert category_of(replace(ADULT, born_on=None), TODAY) == "jeune"
    said = replace(ADULT, born_on=None, age=20, age_said_on=date(2025, 12, 31))
    assert category_of(said, TODAY) == "jeune"
    assert category_of(replace(said, age=22), TODAY) == "adulte"


def test_file_that_ended_is_never_due_again() -> None:
    assert due(rules(), replace(ADULT, state="final"), date(2200, 1, 1)) is None


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("duree", {"jours": 3}, "duree is null"),
        ("duree", {"ans": -1}, "duree is null"),
        ("duree", {"ans": True}, "duree is null"),
        ("duree", 24, "duree is null"),
        ("ensuite", "active", "etat, ensuite"),
        ("marque", "sûr", "marque"),
        ("source", "", "source, de"),
        ("approuve_par", "la directrice", "go together"),
        ("declencheur", "derniere_modification", "declencheur"),
        ("commentaire", "un champ de trop", "expected"),
    ],
)
def test_wrong_rule_is_refused_by_name(field: str, value: object, why: str) -> None:
    rows = [{**row, field: value} if row["code"] == "jeune" else row for row in SHIPPED]
    with pytest.raises(RetentionError, match=f"jeune.*{why}"):
        read_rules(rows)


def test_category_forgotten_is_refused() -> None:
    with pytest.raises(RetentionError, match="must name once each of"):
        read_rules(SHIPPED[1:])


@pytest.mark.parametrize("text", ["categories: 3", "- a", "{", "categories: [1]"])
def test_host_file_that_cannot_be_read_stops_the_start(
    settings: Any, tmp_path: Path, text: str
) -> None:
    settings.RETENTION = tmp_path / "retention.yml"
    settings.RETENTION.write_text(text)
    assert [error.id for error in retention_is_read()] == ["allervers.E005"]


def test_shipped_file_is_the_one_read_without_a_setting() -> None:
    assert site.RETENTION is None
    assert list(rules()) == [row["code"] for row in SHIPPED]
    assert retention_is_read() == []
