"""The columns of a population: their names, whose they are, units, and what they may hold."""

from dataclasses import dataclass
from typing import Final

from allervers.rights.domain.questionnaire import (
    ACTIVITIES,
    BENEFITS,
    COUNTED,
    DISTANCES,
    HOMES,
    MOST_CHILDREN,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `choices`: it holds places in this list (int16); otherwise `dtype` (NumPy's).

    Numbers are within `lowest` and `highest`, both included.
    """

    name: str
    of: str  # "person" or "home"
    dtype: str
    lowest: float = 0
    highest: float = 1
    choices: tuple[str, ...] = ()


def choice(name: str, of: str, choices: tuple[str, ...]) -> Column:
    """Return a column of places in a list."""
    return Column(name, of, "int16", 0, len(choices) - 1, choices)


def euros(name: str, of: str, highest: float = 99_999) -> Column:
    """Return a column of euros a month, unless said otherwise."""
    return Column(name, of, "float64", 0, highest)


def flag(name: str, of: str) -> Column:
    """Return a column of true and false."""
    return Column(name, of, "bool")


SCHOOLS: Final = ("", "college", "lycee")
GIR_CHOICES: Final = ("", "gir_1", "gir_2", "gir_3", "gir_4")
PERSON: Final = (
    Column("birth", "person", "datetime64[D]"),  # the day of birth
    choice("activity", "person", ACTIVITIES),  # of an adult
    Column("permit_years", "person", "float64", 0, 99),  # 99: no length is asked
    flag("is_european", "person"),
    flag("is_pregnant", "person"),
    Column("incapacity", "person", "float64"),  # rate, 0 to 1
    flag("has_rsdae", "person"),
    flag("is_unfit", "person"),
    flag("is_shared", "person"),  # a child in shared custody
    flag("is_disabled", "person"),  # a child whose disability opens the AEEH
    choice("school", "person", SCHOOLS),  # of a child
    # Net euros a month: on average over the last three months, then over the last twelve.
    *(euros(f"{kind}{end}", "person") for kind in COUNTED for end in ("", "_year")),
)
HOME: Final = (
    choice("housing", "home", HOMES),
    euros("rent", "home", 5_000),
    flag("is_flat_share", "home"),
    Column("commune", "home", "U5"),  # Insee's code; empty: not known
    flag("is_recently_alone", "home"),
    euros("taxed_income", "home", 999_999),  # euros a year, two years ago
    flag("has_two_incomes", "home"),
    # Of the asker.
    flag("has_ended_are", "home"),
    choice("gir", "home", GIR_CHOICES),
    Column("tax_bracket", "home", "int16", 0, 2),
    flag("is_in_higher_study", "home"),
    euros("parents_income", "home", 999_999),  # euros a year, two years ago
    Column("parents_children", "home", "int16", 0, MOST_CHILDREN),
    Column("parents_students", "home", "int16", 0, MOST_CHILDREN),
    choice("study_distance", "home", DISTANCES),
    # Benefits received: euros a month, and for how many of the last twelve months.
    *(euros(f"received_{right}", "home", 5_000) for right in BENEFITS),
    *(Column(f"received_{right}_months", "home", "int16", 0, 12) for right in BENEFITS),
)
COLUMNS: Final = (*PERSON, *HOME)
