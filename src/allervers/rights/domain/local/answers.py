"""The answers of one check as a table of one row, and the questions that would settle a fact."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.household import Income
from allervers.rights.domain.local.facts import FACTS, Sort
from allervers.rights.domain.local.rights import Among, Between, Leaf
from allervers.rights.domain.local.table import Children, Interval, Table, Truth
from allervers.rights.domain.local_questions import LOCAL_PLACE
from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import (
    BENEFITS,
    COUNTED,
    FERTILE_UNTIL,
    TENANTS,
)

ANY: Final = (-np.inf, np.inf)
NO_RENT: Final = ("owner", "owner_loan", "hosted", "homeless")
UNCOUNTED: Final = frozenset({Income.SELF_EMPLOYED, Income.OTHER})
RATES: Final = {
    "none": (0, 0), "under_50": (1, 49), "from_50": (50, 79), "from_50_rsdae": (50, 79),
    "from_80": (80, 100),
}  # fmt: skip
CHOICES: Final = {
    "couple": "couple", "bourse_scolaire": "local_grant", "activite": "activity",
    "logement": "housing",
}  # fmt: skip
Ends = tuple[float, float]


def table_of(answers: Answers) -> Table:
    """Return the answers as a table of one row; what is missing may be anything."""
    ages = answers.ages("children_ages")
    count = answers.number("children")
    unaged = (0.0, 0.0 if ages else np.inf if count is None else float(count))
    return Table(
        count=1,
        communes=np.array([commune_of(answers)], "U5"),
        numbers={name: _interval(reader(answers)) for name, reader in NUMBERS.items()},
        choices={
            **{fact: _choice(fact, answers, code) for fact, code in CHOICES.items()},
            "enceinte": _pregnant(answers),
        },
        ticks={name: _ticks(name, answers) for name in TICKED},
        children=Children(
            row=np.zeros(len(ages), np.int64),
            low=np.array(ages, float),
            high=np.array(ages, float),
            unaged=_interval(unaged),
        ),
    )


def commune_of(answers: Answers) -> str:
    """Return Insee's code of where they live, or nothing."""
    return answers.text("commune") or answers.text(LOCAL_PLACE) or ""


def place_code(answers: Answers) -> str:
    """Return the question that tells where they live."""
    home = answers.text("housing")
    if home is None and not answers.is_asked("housing"):
        return "housing"
    return "commune" if home in TENANTS else LOCAL_PLACE


def open_codes(leaf: Leaf, answers: Answers) -> tuple[str, ...]:
    """Return the questions whose answer would settle a condition; none for one in words."""
    if isinstance(leaf, Between):
        return tuple(code for code in CODES[leaf.fact](answers) if not answers.is_known(code))
    if isinstance(leaf, Among):
        codes = dict.fromkeys(_ticks_code(leaf.fact, one) for one in leaf.values)
        return tuple(code for code in codes if not answers.is_known(code))
    return ()


def _interval(ends: Ends) -> Interval:
    return Interval(np.array([ends[0]], float), np.array([ends[1]], float))


def _mask(*, value: bool) -> Array:
    return np.array([value])


def _exactly(figure: int | Decimal | None) -> Ends:
    return (0.0, np.inf) if figure is None else (float(figure), float(figure))


def _partner_age(answers: Answers) -> Ends:
    if answers.text("couple") == "no":
        return (np.nan, np.nan)
    age = answers.number("partner_age")
    return ANY if age is None else (float(age), float(age))


def _rate(answers: Answers) -> Ends:
    low, high = RATES.get(answers.text("disability") or "", (0, 100))
    return float(low), float(high)


def _rent(answers: Answers) -> Ends:
    if answers.text("housing") in NO_RENT:
        return (0.0, 0.0)
    return _exactly(answers.euros("rent"))


def _resources(answers: Answers) -> Ends:
    """Return net euros a month of the household, on average over three months, without benefits."""
    each = [_incomes(answers, "")]
    if answers.text("couple") != "no":
        each.append(_incomes(answers, "partner_"))
    return sum(low for low, _ in each), sum(high for _, high in each)


def _incomes(answers: Answers, prefix: str) -> Ends:
    if not answers.is_known(f"{prefix}incomes"):
        return (0.0, np.inf)
    ticked = answers.many(f"{prefix}incomes")
    known = [answers.euros(f"{prefix}{one}") for one in COUNTED if one in ticked]
    low = float(sum(one for one in known if one is not None))
    return low, np.inf if None in known or ticked & UNCOUNTED else low


def _choice(fact: str, answers: Answers, code: str) -> Mapping[str, Array]:
    given = answers.text(code)
    return {
        name: _mask(value=given is None or given == value) for name, value in FACTS[fact].options
    }


def _pregnant(answers: Answers) -> Mapping[str, Array]:
    ages = [answers.number("age")]
    if answers.text("couple") != "no":
        ages.append(answers.number("partner_age"))
    given = answers.text("pregnant")
    if given is None and all(age is not None and age > FERTILE_UNTIL for age in ages):
        given = "no"
    return {"oui": _mask(value=given != "no"), "non": _mask(value=given != "yes")}


def _ticks(fact: str, answers: Answers) -> Mapping[str, Truth]:
    found = {}
    for name, value in FACTS[fact].options:
        code = _ticks_code(fact, name)
        is_ticked, is_known = value in answers.many(code), answers.is_known(code)
        found[name] = Truth(_mask(value=is_ticked), _mask(value=is_ticked or not is_known))
    return found


def _ticks_code(fact: str, name: str) -> str:
    """Return the question where a value is ticked or chosen."""
    if fact == "recoit":
        return "benefits" if FACTS[fact].codes[name] in BENEFITS else "local_benefits"
    return {**CHOICES, "situation": "local_situations", "enceinte": "pregnant"}[fact]


def _income_codes(answers: Answers) -> tuple[str, ...]:
    codes = ["incomes", *(one for one in COUNTED if one in answers.many("incomes"))]
    if answers.text("couple") != "no":
        ticked = answers.many("partner_incomes")
        codes += ["couple"] if answers.text("couple") is None else ["partner_incomes"]
        codes += [f"partner_{one}" for one in COUNTED if one in ticked]
    return tuple(map(str, codes))


def _after(first: str, then: str) -> Callable[[Answers], tuple[str, ...]]:
    """Return the questions of a fact asked in two steps: the second once the first is known."""
    return lambda answers: (then,) if answers.is_known(first) else (first,)


def _rent_codes(answers: Answers) -> tuple[str, ...]:
    return ("rent",) if answers.text("housing") in TENANTS else ("housing",)


def _just(code: str) -> Callable[[Answers], tuple[str, ...]]:
    return lambda _answers: (code,)


TICKED: Final = tuple(one.name for one in FACTS.values() if one.sort is Sort.TICKS)
NUMBERS: Final[Mapping[str, Callable[[Answers], Ends]]] = {
    "age": lambda answers: _exactly(answers.number("age")),
    "age_conjoint": _partner_age,
    "enfants": lambda answers: _exactly(answers.number("children")),
    "taux_incapacite": _rate,
    "quotient_familial": lambda answers: _exactly(answers.euros("local_quotient")),
    "ressources": _resources,
    "impot": lambda answers: _exactly(answers.euros("local_tax")),
    "loyer": _rent,
    "residence_departement": lambda answers: _exactly(answers.number("local_years")),
    "residence_commune": lambda answers: _exactly(answers.number("local_years_commune")),
}
CODES: Final[Mapping[str, Callable[[Answers], tuple[str, ...]]]] = {
    "age": _just("age"),
    "age_conjoint": _after("couple", "partner_age"),
    "enfants": _just("children"),
    "age_enfant": _after("children", "children_ages"),
    "taux_incapacite": _just("disability"),
    "quotient_familial": _just("local_quotient"),
    "ressources": _income_codes,
    "impot": _just("local_tax"),
    "loyer": _rent_codes,
    "residence_departement": _just("local_years"),
    "residence_commune": _just("local_years_commune"),
}
