"""A population as the table of local rights: the same conditions, for thousands of households.

What the columns do not hold (the quotient familial, years in the département) is given beside, or
else may be anything: nothing is taken as zero.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np

from allervers.rights.domain.local.facts import (
    FACTS,
    FRENCH_ACTIVITIES,
    FRENCH_HOMES,
    Sort,
)
from allervers.rights.domain.local.findings import LocalAmounts, amounts_of
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.domain.local.table import Children, Interval, Table, Truth
from allervers.rights.domain.population import CHILD, PARTNER, Array, Population
from allervers.rights.domain.questionnaire import ACTIVITIES, BENEFITS, COUNTED, HOMES

EXTRA: Final = tuple(one.name for one in FACTS.values() if one.sort is Sort.NUMBER)
# Rates are kept as one figure for what the answers give as a range (domain/reading.RATES).
RATE_STEPS: Final = (0.0, 0.5, 0.8)


def local_amounts(
    right: LocalRight, population: Population, month: date, extra: Mapping[str, Array] | None = None
) -> LocalAmounts:
    """Return what a local right gives to each household of a population, in one go.

    `extra`: what the columns do not hold (see `table_of_population`).
    """
    return amounts_of(right, table_of_population(population, month, extra))


def table_of_population(
    population: Population, month: date, extra: Mapping[str, Array] | None = None
) -> Table:
    """Return the facts of a population on the first of `month`.

    `extra`: columns by fact, one figure a household, NaN where it is not known; "recoit:ass" or
    "situation:deporte" are 1 or 0; "bourse_scolaire", 1 or 0.
    """
    beside = extra or {}
    ages = ages_of(population, month)
    kids = population.role == CHILD
    numbers = {**_numbers(population, ages), **_given(beside)}
    nobody = np.zeros(population.count)
    return Table(
        count=population.count,
        communes=population.homes["commune"],
        numbers=numbers,
        choices=_choices(population, beside),
        ticks={name: _ticks(name, population, beside) for name in ("recoit", "situation")},
        children=Children(
            population.household[kids], ages[kids], ages[kids], Interval(nobody, nobody)
        ),
    )


def ages_of(population: Population, month: date) -> Array:
    """Return the age of each person in completed years, on the first of the month."""
    birth = population.persons["birth"].astype("datetime64[D]")
    months = birth.astype("datetime64[M]")
    # Born on the first: the birthday is that day. Later in the month: not yet.
    is_later = (birth - months.astype("datetime64[D]")).astype(int) > 0
    passed = (np.datetime64(month, "M") - months).astype(int) - is_later
    found: Array = (passed // 12).astype(float)
    return found


def _exact(values: Array) -> Interval:
    """Return figures known where they are one, and anything from 0 where they are NaN."""
    known = ~np.isnan(values)
    return Interval(np.where(known, values, 0.0), np.where(known, values, np.inf))


def _given(extra: Mapping[str, Array]) -> dict[str, Interval]:
    return {name: _exact(values.astype(float)) for name, values in extra.items() if name in EXTRA}


def _numbers(population: Population, ages: Array) -> dict[str, Interval]:
    askers = population.askers
    kids = np.bincount(population.household[population.role == CHILD], minlength=population.count)
    partner = np.full(population.count, np.nan)
    is_partner = population.role == PARTNER
    partner[population.household[is_partner]] = ages[is_partner]
    earned = np.add.reduce([population.persons[str(kind)] for kind in COUNTED])
    adults = population.role != CHILD
    resources = np.bincount(
        population.household[adults], weights=earned[adults], minlength=population.count
    )
    return {
        "age": _exact(ages[askers]),
        "age_conjoint": Interval(partner, partner),
        "enfants": _exact(kids.astype(float)),
        "taux_incapacite": _rates(population.persons["incapacity"][askers]),
        "loyer": _rent(population),
        "ressources": Interval(resources, resources),
    }


def _rent(population: Population) -> Interval:
    """Return the rent; what an institution costs is none, and is not known."""
    rent = population.homes["rent"].astype(float)
    is_institution = population.homes["housing"] == HOMES.index("institution")
    return Interval(rent, np.where(is_institution, np.inf, rent))


def _rates(rate: Array) -> Interval:
    """Return the rates that one figure stands for: none, up to 49, 50 to 79, 80 and over."""
    step = np.searchsorted(RATE_STEPS, rate, side="right") + (rate > 0) - 1
    return Interval(np.array([0, 1, 50, 80.0])[step], np.array([0, 49, 79, 100.0])[step])


def _choices(population: Population, extra: Mapping[str, Array]) -> dict[str, Mapping[str, Array]]:
    askers = population.askers
    couple = np.zeros(population.count, bool)
    couple[population.household[population.role == PARTNER]] = True
    pregnant = np.zeros(population.count, bool)
    pregnant[population.household[population.persons["is_pregnant"].astype(bool)]] = True
    activity = population.persons["activity"][askers]
    found: dict[str, Mapping[str, Array]] = {
        "couple": {"oui": couple, "non": ~couple},
        "enceinte": {"oui": pregnant, "non": ~pregnant},
        "activite": {
            FRENCH_ACTIVITIES.get(one, one): activity == place
            for place, one in enumerate(ACTIVITIES)
        },
        "logement": {
            FRENCH_HOMES.get(one, one): population.homes["housing"] == place
            for place, one in enumerate(HOMES)
        },
    }
    if (grant := extra.get("bourse_scolaire")) is not None:
        found["bourse_scolaire"] = {"oui": ~(grant == 0), "non": ~(grant > 0)}
    return found


def _ticks(fact: str, population: Population, extra: Mapping[str, Array]) -> Mapping[str, Truth]:
    found = {}
    for name, code in FACTS[fact].options:
        given = extra.get(f"{fact}:{name}")
        if given is not None:
            found[name] = Truth(given > 0, ~(given == 0))
        elif fact == "recoit" and code in BENEFITS:
            ticked = population.homes[f"received_{code}_months"] > 0
            found[name] = Truth(ticked, ticked)
    return found
