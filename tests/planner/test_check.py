"""Each rule that a plan can break is seen, and only that one."""

from dataclasses import replace
from typing import Any

import pytest

from planner.check import Rule, check, value_of
from planner.plan import Plan, Visit
from tests.planner.small import halt, small

GOOD = Visit(0, "u0", 540, "h0", 120)
LATER = Visit(5, "u0", 540, "h0", 120)


def rules(plan: Plan, **changes: Any) -> list[Rule]:
    return [broken.rule for broken in check(small(**changes), plan)]


def test_check_when_all_is_well_finds_nothing() -> None:
    assert rules(Plan((GOOD, LATER))) == []


@pytest.mark.parametrize(
    ("visit", "rule"),
    [
        (replace(GOOD, halt="nowhere"), Rule.UNKNOWN),
        (replace(GOOD, unit="nobody"), Rule.UNKNOWN),
        (replace(GOOD, day=99), Rule.OFF_DUTY),
        (replace(GOOD, start=601), Rule.CLOSED),
        (replace(GOOD, minutes=90), Rule.DURATION),
        (replace(GOOD, minutes=160), Rule.DURATION),
    ],
)
def test_check_of_one_visit_names_the_rule(visit: Visit, rule: Rule) -> None:
    assert rules(Plan((visit,))) == [rule]


def test_check_when_a_skill_is_missing_says_needs() -> None:
    halts = (halt(0, needs=frozenset({"caf"})), *(halt(h) for h in range(1, 6)))
    assert rules(Plan((GOOD,)), halts=halts) == [Rule.NEEDS]
    assert rules(Plan((replace(GOOD, unit="u1", day=2),)), halts=halts) == []


def test_check_when_the_drive_is_too_long_says_by_how_much() -> None:
    plan = Plan((GOOD, Visit(0, "u0", 661, "h2", 120)))
    (broken,) = [one for one in check(small(), plan) if one.rule is Rule.TOO_SOON]
    assert broken.by == 34
    assert broken.halt == "h2"


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ({"km_a_day": 19.0}, Rule.RANGE),
        ({"km_in_all": 19.0}, Rule.KM_IN_ALL),
        ({"minutes_in_all": 159}, Rule.MINUTES_IN_ALL),
        ({"shifts": {0: (480, 670)}}, Rule.TOO_LATE),
    ],
)
def test_check_when_a_unit_has_too_little_says_which(limits: dict[str, Any], rule: Rule) -> None:
    unit = replace(small().units[0], **limits)
    assert rules(Plan((GOOD,)), units=(unit,)) == [rule]


@pytest.mark.parametrize(
    ("pattern", "visits", "rule"),
    [
        ({"every": 8}, (GOOD, LATER), Rule.EVERY),
        ({"within": 6}, (GOOD, LATER), Rule.WITHIN),
        ({"at_least": 2}, (GOOD,), Rule.AT_LEAST),
        ({"at_most": 1}, (GOOD, LATER), Rule.AT_MOST),
    ],
)
def test_check_of_returns_names_the_rule(
    pattern: dict[str, int], visits: tuple[Visit, ...], rule: Rule
) -> None:
    halts = (halt(0, **pattern), *(halt(h) for h in range(1, 6)))
    assert rules(Plan(visits), halts=halts) == [rule]


def test_check_when_a_locked_visit_is_absent_says_so() -> None:
    assert rules(Plan(), locked=(GOOD,)) == [Rule.LOCKED]


def test_check_lets_a_locked_visit_keep_its_hours() -> None:
    odd = replace(GOOD, start=1, minutes=30)
    assert Rule.CLOSED not in rules(Plan((odd,)), locked=(odd,))


def test_value_counts_people_rewards_and_kilometres() -> None:
    value = value_of(small(), Plan((GOOD,)))
    assert value.reached == pytest.approx(
        30 * (1 - 2.718281828**-0.5) + 30 * (1 - 2.718281828**-0.1)
    )
    assert value.rewards == pytest.approx(10.0)
    assert value.km == pytest.approx(20.0)
    assert value.total == pytest.approx(value.reached + 10.0 - 2.0)
