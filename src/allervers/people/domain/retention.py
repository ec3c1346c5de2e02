"""How long a file is kept: rules as data, dates, and what is due. Nothing here destroys anything.

A delay in months or years ends on the same day of the last month or, failing one, on the last day
of that month (CPC, art. 641); the file is due from the day after. Sources of the durations are in
retention.yml, beside each.
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

YOUNG: Final = 21  # years; délibération CNIL 2022-008: minors and young adults
MARKS: Final = frozenset({"V", "S", "M", "non confirmé"})
FIELDS: Final = frozenset({
    "code", "de", "etat", "declencheur", "duree", "ensuite", "source", "marque",
    "approuve_par", "approuve_le",
})  # fmt: skip
NEXT: Final = {"active": {"intermediate", "final"}, "intermediate": {"final"}}


class RetentionError(ValueError):
    """A rule that cannot be read: which one, and what is wrong."""


class Trigger(StrEnum):
    """The date from which the delay runs."""

    LAST_CONTACT = "dernier_contact"
    KEPT_UNTIL = "garde_jusqu_au"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of retention.yml. `months` null: not set, so never due."""

    category: str
    of: str
    state: str
    trigger: Trigger
    months: int | None
    next_state: str
    source: str
    mark: str
    approved_by: str = ""
    approved_on: date | None = None

    def is_approved(self, on: date) -> bool:
        """Whether a named person signed this rule, with its duration, by that day."""
        signed = bool(self.approved_by) and self.approved_on is not None
        return signed and self.months is not None and self.approved_on <= on  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a file decides its category and its dates."""

    state: str
    last_contact_on: date
    keep_until: date | None = None
    born_on: date | None = None
    age: int | None = None
    age_said_on: date | None = None
    is_child_protection: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A file whose time has come: under which rule, counted from when, kept until which day."""

    rule: Rule
    trigger_on: date
    kept_until: date


def later(day: date, months: int) -> date:
    """Return the day that ends a delay of so many months."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def category_of(facts: Facts, on: date) -> str:
    """Return the category of a file. Whose age is not known is protected as if young."""
    if facts.state == "intermediate":
        return "archive_ase" if facts.is_child_protection else "archive"
    if facts.is_child_protection:
        return "ase"
    return "jeune" if _may_be_young(facts, on) else "adulte"


def _may_be_young(facts: Facts, on: date) -> bool:
    if facts.born_on is not None:
        return on < later(facts.born_on, 12 * YOUNG)
    if facts.age is None or facts.age_said_on is None:
        return True
    # An age said one day may be a year more by now for each year gone by, at least.
    return facts.age + (on.year - facts.age_said_on.year) - 1 < YOUNG


def due(rules: Mapping[str, Rule], facts: Facts, on: date) -> Due | None:
    """Return why a file is due on a day, or None: not yet, closed, or no duration is set."""
    if facts.state == "final":
        return None
    rule = rules[category_of(facts, on)]
    start = facts.last_contact_on if rule.trigger is Trigger.LAST_CONTACT else facts.keep_until
    if rule.months is None or start is None:
        return None
    until = later(start, rule.months)
    return Due(rule, start, until) if on > until else None


def read_rules(rows: Sequence[Mapping[str, object]]) -> dict[str, Rule]:
    """Read the lines of retention.yml, by category. Raises RetentionError naming the wrong one."""
    rules = [_rule(row) for row in rows]
    found = {rule.category: rule for rule in rules}
    wanted = {"ase", "jeune", "adulte", "archive", "archive_ase"}
    if len(found) != len(rules) or set(found) != wanted:
        raise RetentionError(f"retention.yml must name once each of {', '.join(sorted(wanted))}.")
    return found


def _rule(row: Mapping[str, object]) -> Rule:
    code = str(row.get("code", "?"))
    if set(row) != FIELDS:
        raise RetentionError(f"{code}: expected {', '.join(sorted(FIELDS))}.")
    state, following = str(row["etat"]), str(row["ensuite"])
    signed, day = row["approuve_par"], row["approuve_le"]
    checks = (
        (following in NEXT.get(state, ()), "etat, ensuite"),
        (row["marque"] in MARKS, "marque"),
        (bool(row["source"]) and bool(row["de"]), "source, de"),
        ((signed is None) == (day is None), "approuve_par and approuve_le go together"),
        (day is None or isinstance(day, date), "approuve_le is a day"),
        (row["declencheur"] in set(Trigger), "declencheur"),
    )
    wrong = [what for is_right, what in checks if not is_right]
    if wrong:
        raise RetentionError(f"{code}: {'; '.join(wrong)}.")
    return Rule(
        code, str(row["de"]), state, Trigger(str(row["declencheur"])), _months(code, row["duree"]),
        following, str(row["source"]), str(row["marque"]),
        str(signed or ""), day if isinstance(day, date) else None,
    )  # fmt: skip


def _months(code: str, given: object) -> int | None:
    if given is None:
        return None
    if isinstance(given, dict) and len(given) == 1:
        ((unit, count),) = given.items()
        factor = {"ans": 12, "mois": 1}.get(unit)
        if factor and isinstance(count, int) and not isinstance(count, bool) and count >= 0:
            return factor * count
    raise RetentionError(f"{code}: duree is null, {{ans: 2}} or {{mois: 6}}.")
