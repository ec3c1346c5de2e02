"""Answers that no condition tells apart: those of the same class.

Conditions are what is read of answers one by one: when a question is asked
(domain/questionnaire.py), what excludes a right (domain/needs.py), what makes it doubtful
(domain/doubts.py). The engine looks at the figures themselves. tests/rights/domain/test_alike.py
replaces answers by others of their class: a condition with a new threshold, or a new option, turns
it red.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Final

from allervers.rights.domain.answers import Json
from allervers.rights.domain.household import Income
from allervers.rights.domain.rarer_doubts import ASI_CEILING, PLAI_OF_TWO
from allervers.rights.domain.right import Right

Class = Callable[[Json], object]
# The first age of each class.
OF_ADULT: Final = (16, 18, 21, 25, 26, 28, 29, 30, 55, 56, 60, 62, 65, 66)
OF_CHILD: Final = (3, 5, 10, 14, 17, 19, 20, 21)
CENT: Final = 0.01
INCOMES: Final = frozenset({Income.WAGES, Income.UNEMPLOYMENT, Income.SELF_EMPLOYED, Income.OTHER,
                            Income.INVALIDITY, Income.RETIREMENT})  # fmt: skip
UNCOUNTED: Final = frozenset({Income.SELF_EMPLOYED, Income.OTHER})
BENEFITS: Final = frozenset({Right.ASS, Right.ASI, "other"})


def _from(*firsts: float) -> Class:
    return lambda value: bisect_right(firsts, float(str(value)))


def _ages(value: Json) -> object:
    return tuple(sorted({bisect_right(OF_CHILD, one) for one in _list(value)}))


def _some(value: Json) -> object:
    return bool(_list(value))


def _list(value: Json) -> list[int]:
    return value if isinstance(value, list) else []


def _among(options: frozenset[str]) -> Class:
    return lambda value: options.intersection(map(str, _list(value)))


ASKING: Final[Mapping[str, Class]] = {
    "age": _from(*OF_ADULT),
    "partner_age": _from(*OF_ADULT),
    "children": _from(1, 2, 3),
    "permit_years": _from(1),
    "children_ages": _ages,
    "shared_custody": _some,
    "disabled_children": _some,
    "college_children": _some,
    "lycee_children": _some,
    **{
        f"{kind}{end}": _from(CENT)
        for kind in ("retirement", "unemployment", "support", "capital")
        for end in ("", "_year")
    },
    "invalidity": lambda value: (float(str(value)) > 0, float(str(value)) <= float(ASI_CEILING)),
    "invalidity_year": _from(CENT),
    "taxed_income": lambda value: float(str(value)) > PLAI_OF_TWO,
}


# What excludes a right or makes it doubtful looks at some of the choices ticked only.
JUDGING: Final[Mapping[str, Class]] = {
    **ASKING,
    "incomes": _among(INCOMES),
    "partner_incomes": _among(INCOMES),
    "benefits": _among(BENEFITS),
}
# What exists and nobody can count looks at fewer still.
COUNTING: Final[Mapping[str, Class]] = {
    **ASKING,
    "incomes": _among(UNCOUNTED),
    "partner_incomes": _among(UNCOUNTED),
    "benefits": _among(frozenset({"other"})),
}


def class_of(code: str, value: Json, classes: Mapping[str, Class]) -> object:
    """Return what tells an answer from others; all of it when its question has no classes."""
    found = classes.get(code)
    return repr(value) if found is None else found(value)
