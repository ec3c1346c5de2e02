"""What each question may be answered, and how often: the prior of the field's population.

A value has a weight; the weights of a question sum to 1, sometimes one list for each class of an
earlier answer (`Given`). They order the questions and shape the samples; they never make an answer
certain (bounds.py looks at values, not at weights). Assumptions, in words, of people met on
a truck, to be replaced by counts of the carrier's own encounters once there are enough: two in
three live alone, half have a child at charge at most; a third have no income of their own, wages
are around half time, rents are those of Île-de-France; one in five receives a benefit already.

Euros and lengths are a grid: the two ends, steps, and both sides of each amount at which a right
is known to begin, peak or stop (RSA, CSS, AAH, ASPA, minimum wage of 2026).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, combinations_with_replacement
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Json
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import NONE, Kind, Question

MOST_LISTED: Final = 5_000  # values of one question that may be tried one by one
MONTHLY: Final = (
    0, 1, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 651, 652, 700, 725, 750, 800,
    861, 863, 900, 950, 978, 1000, 1041, 1044, 1080, 1100, 1163, 1165, 1200, 1250, 1300, 1350,
    1400, 1450, 1477, 1500, 1550, 1600, 1620, 1622, 1700, 1800, 1900, 2000, 2200, 2400, 2700,
    3000, 3500, 4000, 5000, 7000, 10000, 20000, 99999,
)  # fmt: skip
YEARLY: Final = (
    0, 1, 2500, 5000, 7500, 10000, 12500, 15000, 17500, 20000, 22500, 25000, 27500, 30000, 32500,
    35000, 37500, 40000, 42500, 45000, 50000, 55000, 60000, 70000, 80000, 90000, 100000, 120000,
    200000, 999999,
)  # fmt: skip
RENTS: Final = (
    0, 1, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 750, 800, 900,
    1000, 1100, 1250, 1500, 2000, 3000, 5000,
)  # fmt: skip
GIVEN_MONTHS: Final = (1, 3, 12)
# One commune for each zone of the housing benefit (I, II, III), and one overseas.
COMMUNES: Final = ("92040", "59350", "23096", "97209")
# Where the weights of figures lie: a middle, and how wide (log-normal beyond zero).
MIDDLES: Final[Mapping[str, tuple[float, float, float]]] = {  # share of zero, middle, width
    "wages": (0.08, 1_050, 0.55),
    "unemployment": (0.1, 850, 0.45),
    "retirement": (0.01, 900, 0.45),
    "invalidity": (0.03, 650, 0.4),
    "support": (0.05, 190, 0.5),
    "capital": (0.05, 40, 1.2),
    "rent": (0.01, 560, 0.4),
    "taxed_income": (0.15, 14_000, 0.7),
    "parents_income": (0.05, 26_000, 0.6),
}
USUAL: Final = (0.1, 500.0, 0.9)
SELDOM: Final = 0.01
RECEIVED: Final = (1, 50, 150, 300, 500, 652, 900, 1041, 1500, 5000)


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """What one question may be answered. `is_whole`: nothing else may be, but between figures."""

    values: Sequence[Json]
    weights: Array
    is_whole: bool


Class = str | int  # a choice, or the rank of a band of numbers


@dataclass(frozen=True, slots=True)
class Given:
    """Weights that depend on an earlier answer: by choice, or by the band a number falls in."""

    parent: str
    bands: tuple[int, ...]  # a number below the first is in band 0; none: the parent is a choice
    weights: Mapping[Class, Mapping[str, float]]


@lru_cache(maxsize=512)
def domain_of(question: Question, count: int = 0) -> Domain:
    """Return what a question may be answered; `count`: the children it is about, if any."""
    values, weights, is_whole = MAKERS[question.kind](question, count)
    array = np.asarray(weights, dtype=np.float64)
    return Domain(values, array / array.sum(), is_whole)


@lru_cache(maxsize=256)
def weights_given(question: Question, key: Class) -> Array:
    """Return a question's weights when the answer it depends on (`GIVEN`) is of this class."""
    shares = GIVEN[question.code].weights.get(key, {})
    if question.kind is Kind.MANY:
        options = [one for one in question.choices if one != NONE]
        found = _weights_of_many(options, shares)
    else:
        found = [shares.get(one, SELDOM) for one in question.choices]
    return np.asarray(found, dtype=np.float64) / sum(found)


Made = tuple[Sequence[Json], Sequence[float], bool]


def _choice(question: Question, _count: int) -> Made:
    shares = CHOICES.get(question.code, {})
    return question.choices, [shares.get(one, 1.0) for one in question.choices], True


def _whole(question: Question, _count: int) -> Made:
    values = tuple(range(int(question.lowest), int(question.highest) + 1))
    if question.code.endswith("age"):
        return values, [_of_age(one) for one in values], True
    shares = WHOLES.get(question.code, {})
    return values, [shares.get(one, 0.002) for one in values], True


def _of_age(age: int) -> float:
    return 0.3 if age < 18 else 1.0 if age < 68 else max(0.02, 1 - (age - 68) / 25)  # noqa: PLR2004


def _money(question: Question, _count: int) -> Made:
    code = question.code.removeprefix("partner_").removesuffix("_year")
    zero, middle, width = MIDDLES.get(code, USUAL)
    grid = RENTS if code == "rent" else YEARLY if question.highest > MONTHLY[-1] else MONTHLY
    highest = int(question.highest)
    values = sorted({min(one, highest) for one in (*grid, highest)})
    return [str(one) for one in values], _log_normal(values, zero, middle, width), True


def _log_normal(values: Sequence[int], zero: float, middle: float, width: float) -> list[float]:
    """Weigh each figure by the log-normal's density and by how far its neighbours are."""
    array = np.maximum(np.asarray(values, dtype=np.float64), 1.0)
    density = np.exp(-((np.log(array / middle) / width) ** 2) / 2) / array
    weights = density * np.gradient(array)
    weights = np.maximum(weights / weights.sum(), 1e-6) * (1 - zero)
    weights[0] = max(zero, 1e-6)
    return [float(one) for one in weights]


def _ages(question: Question, count: int) -> Made:
    span = range(int(question.lowest), int(question.highest) + 1)
    if count <= 3:  # noqa: PLR2004 - 2 925 ways for three children
        values = [list(one) for one in combinations_with_replacement(span, count)]
        return values, [1.0] * len(values), True
    # More children than can be tried: spread over childhood, both ends, then close together.
    spread = [[(start + step * place) % 22 for place in range(count)]
              for start in range(22) for step in (0, 1, 2, 3, 5)]  # fmt: skip
    return [sorted(one) for one in spread], [1.0] * len(spread), False


def _children(_question: Question, count: int) -> Made:
    values = [[place for place in range(count) if bits >> place & 1] for bits in range(2**count)]
    return values, [1.0, *([0.25 / len(values)] * (len(values) - 1))], True


def _many(question: Question, _count: int) -> Made:
    """Give nothing, one thing, two, or all of them: more could be ticked."""
    options = [one for one in question.choices if one != NONE]
    values = [[NONE], *([one] for one in options), *(list(two) for two in combinations(options, 2))]
    shares = MANIES.get(question.code.removeprefix("partner_"), {})
    return [*values, options], _weights_of_many(options, shares), False


def _weights_of_many(options: Sequence[str], shares: Mapping[str, float]) -> list[float]:
    single = [shares.get(one, SELDOM) for one in options]
    pairs = [0.3 * one * other for one, other in combinations(single, 2)]
    return [shares.get(NONE, 0.5), *single, *pairs, 1e-4]


def _received(_question: Question, _count: int) -> Made:
    values = [{"amount": str(one), "months": many} for one in RECEIVED for many in GIVEN_MONTHS]
    return values, [_weight_received(one, many) for one in RECEIVED for many in GIVEN_MONTHS], True


def _weight_received(amount: int, months: int) -> float:
    usual = 1.0 if amount < RECEIVED[-1] else 0.01
    return usual * (4.0 if months == GIVEN_MONTHS[-1] else 1.0)


def _commune(_question: Question, _count: int) -> Made:
    # The truck is in Île-de-France; overseas is tried for the bounds, and never likely.
    return COMMUNES, (0.9, 0.06, 0.04, 1e-6), True


MAKERS: Final = {
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.MONEY: _money,
    Kind.AGES: _ages,
    Kind.CHILDREN: _children,
    Kind.MANY: _many,
    Kind.RECEIVED: _received,
    Kind.COMMUNE: _commune,
}
CHOICES: Final[Mapping[str, Mapping[str, float]]] = {
    "couple": {"yes": 0.33, "no": 0.67},
    "separated_recently": {"yes": 0.2, "no": 0.8},
    "pregnant": {"yes": 0.04, "no": 0.96},
    "nationality": {"french": 0.6, "european": 0.08, "refugee": 0.06, "resident": 0.1,
                    "other": 0.16},
    "disability": {"none": 0.82, "under_50": 0.04, "from_50": 0.03, "from_50_rsdae": 0.05,
                   "from_80": 0.06},
    "unfit": {"yes": 0.2, "no": 0.8},
    "housing": {"tenant": 0.22, "social_tenant": 0.3, "furnished": 0.08, "owner": 0.06,
                "owner_loan": 0.02, "hosted": 0.17, "homeless": 0.1, "institution": 0.05},
    "flat_share": {"yes": 0.07, "no": 0.93},
    "two_incomes": {"yes": 0.25, "no": 0.75},
    "other_parent": {"pays": 0.3, "does_not_pay": 0.5, "gone": 0.2},
    "disabled_rate": {"yes": 0.6, "no": 0.4},
    "are_ended": {"yes": 0.12, "no": 0.88},
    "worked_five_years": {"yes": 0.4, "no": 0.6},
    "help_needed": {"yes": 0.15, "no": 0.85},
    "gir": {"not_evaluated": 0.6, "gir_4": 0.15, "gir_3": 0.08, "gir_2": 0.05, "gir_1": 0.02,
            "gir_5_6": 0.1},
    "income_tax": {"none": 0.75, "first": 0.2, "more": 0.05},
    "higher_study": {"yes": 0.8, "no": 0.2},
    "study_distance": {"under_30": 0.6, "from_30": 0.3, "from_250": 0.1},
    "steady": {"yes": 0.7, "no": 0.3},
    "partner_steady": {"yes": 0.7, "no": 0.3},
}  # fmt: skip
WHOLES: Final[Mapping[str, Mapping[int, float]]] = {
    "children": {0: 0.52, 1: 0.18, 2: 0.15, 3: 0.09, 4: 0.04, 5: 0.015},
    "permit_years": {**dict.fromkeys(range(5), 0.12), 5: 0.1, **dict.fromkeys(range(6, 15), 0.03)},
}
MANIES: Final[Mapping[str, Mapping[str, float]]] = {
    "incomes": {NONE: 0.38, "wages": 0.27, "unemployment": 0.12, "retirement": 0.11,
                "invalidity": 0.04, "support": 0.04, "capital": 0.01},
    "benefits": {NONE: 0.62, "aide_logement": 0.14, "rsa": 0.1, "ppa": 0.05, "aah": 0.03,
                 "af": 0.08, "aspa": 0.02},
}  # fmt: skip
_WORK: Final[dict[Class, dict[str, float]]] = {
    "employee": {"wages": 0.9, NONE: 0.02},
    "self_employed": {"self_employed": 0.9, "wages": 0.1, NONE: 0.05},
    "jobseeker": {"unemployment": 0.42, NONE: 0.42, "wages": 0.12},
    "student": {NONE: 0.6, "wages": 0.3},
    "retired": {"retirement": 0.95, NONE: 0.03},
    "home": {NONE: 0.8, "support": 0.06, "wages": 0.05},
    "disabled": {NONE: 0.55, "invalidity": 0.35},
}
_AGED: Final[dict[Class, dict[str, float]]] = {
    0: {"student": 0.5, "jobseeker": 0.25, "employee": 0.2, "home": 0.05},
    1: {"employee": 0.38, "jobseeker": 0.32, "home": 0.14, "disabled": 0.08, "self_employed": 0.05,
        "student": 0.03},
    2: {"retired": 0.5, "jobseeker": 0.15, "employee": 0.15, "home": 0.1, "disabled": 0.1},
    3: {"retired": 0.95, "home": 0.05},
}  # fmt: skip
_BANDS: Final = (25, 62, 67)
GIVEN: Final[Mapping[str, Given]] = {
    "activity": Given("age", _BANDS, _AGED),
    "partner_activity": Given("partner_age", _BANDS, _AGED),
    "incomes": Given("activity", (), _WORK),
    "partner_incomes": Given("partner_activity", (), _WORK),
}
