"""Households of the kinds met on a truck, as plain facts, and the batch that they make."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openfisca_swift.columns import Batch, Membership, build
from openfisca_swift.plan import Column, Plan
from tests.swift.france import INCOMES, RECEIVED

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Someone:
    """A person; incomes in euros a month, the same until `changed` months ago, then times two."""

    birth: date
    activity: str = "actif"
    incomes: dict[str, float] = field(default_factory=dict)
    changed: int = 40
    received: dict[str, float] = field(default_factory=dict)
    nationality: str = "FR"
    permit_years: float = 0
    incapacity: float = 0
    is_restricted: bool = False
    is_pregnant: bool = False
    is_unfit: bool = False
    is_shared: bool = False
    marital: str = "celibataire"
    school: str = "inconnue"


@dataclass(frozen=True, slots=True)
class Home:
    """Adults and children under one roof; a grown child may live there with a family of its own."""

    adults: tuple[Someone, ...]
    children: tuple[Someone, ...] = ()
    grown: tuple[Someone, ...] = ()
    is_married: bool = False
    status: str = "locataire_vide"
    rent: float = 0
    commune: str = "92012"
    is_flat_share: bool = False
    is_recently_alone: bool = False
    received: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Rows:
    """Persons in order, and for each kind of group, who belongs where."""

    asked: int  # the month asked, counted from the year 0
    persons: list[Someone] = field(default_factory=list)
    families: list[tuple[int, str]] = field(default_factory=list)
    taxes: list[tuple[int, str]] = field(default_factory=list)
    homes: list[tuple[int, str]] = field(default_factory=list)
    family_home: list[Home | None] = field(default_factory=list)
    tax_count: int = 0
    known: dict[str, Array] = field(default_factory=dict)


FAMILY = ("demandeur", "conjoint")
TAXES = ("declarant_principal", "conjoint")
HOME = ("personne_de_reference", "conjoint")


def batch_of(plan: Plan, homes: Sequence[Home], month: str = "2026-09") -> Batch:
    """Return the batch of these homes, in their order."""
    return build(plan, *table_of(plan, homes, month))


def sizes_of(home: Home) -> dict[str, int]:
    """Return the rows that a home has among those of each entity."""
    persons = len(home.adults) + len(home.children) + len(home.grown)
    taxes = 1 if home.is_married else len(home.adults)
    families, grown = 1, len(home.grown)
    counts = {"foyer_fiscal": taxes + grown, "famille": families + grown}
    return {"individu": persons, "menage": 1, **counts}


def table_of(
    plan: Plan, homes: Sequence[Home], month: str = "2026-09"
) -> tuple[int, dict[str, Membership], dict[str, Any]]:
    """Return these homes as columns: persons, who is whose, and the values of every input."""
    year, number = map(int, month.split("-"))
    rows = _Rows(asked=year * 12 + number)
    for place, home in enumerate(homes):
        _add(rows, place, home)
    groups = {
        "famille": _membership(rows.families, len(rows.family_home)),
        "foyer_fiscal": _membership(rows.taxes, rows.tax_count),
        "menage": _membership(rows.homes, len(homes)),
    }
    values = {one.name: _values(one, plan, rows, homes) for one in plan.columns}
    return len(rows.persons), groups, values


def _membership(given: Sequence[tuple[int, str]], count: int) -> Membership:
    return Membership([one for one, _role in given], [role for _one, role in given], count)


def _add(rows: _Rows, place: int, home: Home) -> None:
    family = len(rows.family_home)
    first_tax = rows.tax_count
    for rank, one in enumerate(home.adults):
        rows.persons.append(one)
        rows.families.append((family, FAMILY[rank]))
        rows.homes.append((place, HOME[rank]))
        together = home.is_married or rank == 0
        rows.taxes.append((first_tax, TAXES[rank]) if together else (first_tax + 1, TAXES[0]))
    rows.tax_count += 1 if home.is_married or len(home.adults) == 1 else 2
    for one in home.children:
        rows.persons.append(one)
        rows.families.append((family, "enfant"))
        rows.homes.append((place, "enfant"))
        rows.taxes.append((first_tax, "personne_a_charge"))
    rows.family_home.append(home)
    for one in home.grown:
        rows.persons.append(one)
        rows.families.append((len(rows.family_home), "demandeur"))
        rows.homes.append((place, "autre"))
        rows.taxes.append((rows.tax_count, TAXES[0]))
        rows.family_home.append(None)
        rows.tax_count += 1


FACTS = {
    "date_naissance": "birth",
    "activite": "activity",
    "nationalite": "nationality",
    "duree_possession_titre_sejour": "permit_years",
    "enceinte": "is_pregnant",
    "inapte_travail": "is_unfit",
    "taux_incapacite": "incapacity",
    "aah_restriction_substantielle_durable_acces_emploi": "is_restricted",
    "garde_alternee": "is_shared",
    "statut_marital": "marital",
    "scolarite": "school",
}
HOMES = {
    "statut_occupation_logement": "status",
    "loyer": "rent",
    "coloc": "is_flat_share",
    "depcom": "commune",
}


def _values(column: Column, plan: Plan, rows: _Rows, homes: Sequence[Home]) -> Any:
    name = column.variable
    families = rows.family_home
    if name in FACTS:
        found: list[Any] = [getattr(one, FACTS[name]) for one in rows.persons]
    elif name in HOMES:
        found = [getattr(one, HOMES[name]) for one in homes]
    elif name == "etudiant":
        found = [one.activity == "etudiant" for one in rows.persons]
    elif name == "rsa_isolement_recent":
        found = [one is not None and one.is_recently_alone for one in families]
    elif name in INCOMES:
        return _incomes(rows, name, column.periods[0])
    else:
        return _received(rows, name, plan.kinds[name].entity)
    return np.array(found, dtype=object) if plan.kinds[name].dtype == "object" else found


def _received(rows: _Rows, name: str, entity: str) -> Array:
    assert name in RECEIVED, name
    if name not in rows.known:
        owners = rows.family_home if entity == "famille" else rows.persons
        rows.known[name] = np.array([one.received.get(name, 0.0) if one else 0.0 for one in owners])
    return rows.known[name]


def _incomes(rows: _Rows, name: str, period: str) -> Array:
    """Return a month's incomes (a year's for what is yearly); a change doubles the later ones."""
    if name not in rows.known:
        rows.known[name] = np.array([one.incomes.get(name, 0.0) for one in rows.persons])
        rows.known["changed"] = np.array([one.changed for one in rows.persons])
    year, month = (*map(int, period.split("-")), 12)[:2]
    is_late = year * 12 + month > rows.asked - 1 - rows.known["changed"]
    months = 1 if "-" in period else 12
    return np.where(is_late, 2.0, 1.0) * rows.known[name] * months
