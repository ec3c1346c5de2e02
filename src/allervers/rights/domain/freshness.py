"""Whether the figures behind a right are up to date: what each last change and check say.

Two degrees. *Stale*: the figure is raised on the same day each year and that day has passed without
it, or a correction of ours has run out. *To check*: nobody has looked for more than 18 months.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

EVERY_YEAR: Final = 3  # years running with a raise on the same day make it a habit
YEARS: Final = 5  # after so many without a raise, the habit is over
LONG: Final = 548  # days: 18 months
# A right's own figures; taxes and contributions that formulas cross are in the register only.
OWN: Final = ("prestations_sociales.", "chomage.")
# Own figures that concern none of the situations we ask about.
BESIDE: Final = (
    "outre_mer", "saint_pierre_et_miquelon", "mayotte", "_dom", ".dom", "accident_travail",
    ".accession", ".foyer",
)  # fmt: skip

Value = float | str | bool | list[object] | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure, scale or table of the rules. `changes`: day and value, the latest last.

    `checked`: the last day that somebody saw it in force; `correction`: ours, when we gave it.
    """

    name: str
    label: str
    unit: str = ""
    kind: str = "figure"
    changes: tuple[tuple[date, Value], ...] = ()
    checked: date | None = None
    title: str = ""
    href: str = ""
    correction: str = ""

    def at(self, day: date) -> tuple[date, Value] | None:
        """Return since when and how much on a day; None before its first known value."""
        found = [one for one in self.changes if one[0] <= day]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Notice:
    """A text: a correction of ours that is in use, or a gap between the rules and the law."""

    code: str
    since: date
    title: str
    href: str
    rights: tuple[str, ...] = ()
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Every parameter read: by which right, and of which other rights it makes use."""

    rules: str
    parameters: Mapping[str, Parameter]
    reads: Mapping[str, tuple[str, ...]]
    through: Mapping[str, tuple[str, ...]]
    corrections: tuple[Notice, ...] = ()
    gaps: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Stale:
    """Why one parameter is not up to date: `code` is "raise_missed" or "correction_over".

    `since`: the day of its value; `due`: the day from which another one may hold.
    """

    parameter: Parameter
    code: str
    since: date
    due: date


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is known of one right's figures in a month."""

    right: str
    stale: tuple[Stale, ...] = ()
    gaps: tuple[Notice, ...] = ()
    to_check: tuple[Parameter, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether a figure is known to be out of date, or the law to have changed."""
        return bool(self.stale or self.gaps)


def freshness_of(right: str, month: date, register: Register) -> Freshness:
    """Return how up to date a right's own figures are. One not in the register: nothing known."""
    own = [one for one in read_by(right, register) if is_own(one)]
    stale = tuple(found for one in own if (found := stale_of(one, month)))
    old = tuple(one for one in own if is_to_check(one, month))
    gaps = tuple(one for one in register.gaps if right in one.rights and one.since <= month)
    return Freshness(right, stale, gaps, old)


def read_by(right: str, register: Register) -> list[Parameter]:
    """Return every parameter that a right reads, but through another right."""
    return [register.parameters[name] for name in register.reads.get(right, ())]


def is_own(parameter: Parameter) -> bool:
    """Whether a figure belongs to the benefits, and to situations that are asked about."""
    name = parameter.name
    return name.startswith(OWN) and not any(one in name for one in BESIDE)


def stale_of(parameter: Parameter, day: date) -> Stale | None:
    """Return why a parameter is stale on a day, or None."""
    now = parameter.at(day)
    if now is None:
        return None
    due = missed(parameter, day)
    if due is not None:
        return Stale(parameter, "raise_missed", now[0], due)
    if parameter.correction and parameter.checked is not None and parameter.checked < day:
        return Stale(parameter, "correction_over", now[0], parameter.checked)
    return None


def missed(parameter: Parameter, day: date) -> date | None:
    """Return the last yearly raise that is not there: no change since, nor any check."""
    due = yearly_raise(parameter, day)
    now = parameter.at(day)
    if due is None or now is None or now[0] >= due:
        return None
    return None if parameter.checked is not None and parameter.checked >= due else due


def yearly_raise(parameter: Parameter, day: date) -> date | None:
    """Return the last day on which a figure raised every year was due, or None.

    A habit: the same day of the year three years running, up to its last change, itself less than
    six years old.
    """
    changes = {one for one, _value in parameter.changes if one <= day}
    if not changes:
        return None
    last = max(changes)
    is_passed = (last.month, last.day) <= (day.month, day.day)
    due = date(day.year if is_passed else day.year - 1, last.month, last.day)
    on_day = {one.year for one in changes if (one.month, one.day) == (last.month, last.day)}
    is_habit = on_day >= set(range(last.year - EVERY_YEAR + 1, last.year + 1))
    return due if is_habit and due.year - last.year <= YEARS else None


def is_to_check(parameter: Parameter, day: date) -> bool:
    """Whether nobody has changed or seen a parameter for more than 18 months."""
    now = parameter.at(day)
    known = [one for one in (parameter.checked, now[0] if now else None) if one is not None]
    return not known or (day - max(known)).days > LONG
