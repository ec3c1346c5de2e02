"""A household in OpenFisca-France's words: persons, entities, and every input, past included.

Gross and taxed amounts are derived from net ones with the rates in force for an employee who is
not a manager (aides-jeunes does the same): a wage is asked as it is received. Pensions:
openfisca_pensions.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from allervers.rights.domain.household import (
    Adult,
    Child,
    Household,
    Income,
    birth_date,
)
from allervers.rights.domain.right import Right
from allervers.rights.gateways.openfisca_pensions import Rate, rate_of

# Net to gross: 22 % of contributions on wages. Taxed = net + CSG and CRDS that cannot be deducted
# (2.9 % of 98.25 % of gross). Unemployment, under the income that is exempt: net = gross − 3 %.
GROSS_WAGE: Final = Decimal("0.78")
TAXED_SHARE: Final = Decimal("0.029") * Decimal("0.9825")

ACTIVITIES: Final = {
    "employee": "actif",
    "self_employed": "actif",
    "jobseeker": "chomeur",
    "student": "etudiant",
    "retired": "retraite",
    "home": "inactif",
    "disabled": "inactif",
}
HOMES: Final = {
    "tenant": "locataire_vide",
    "social_tenant": "locataire_hlm",
    "furnished": "locataire_meuble",
    "owner_loan": "primo_accedant",
    "owner": "proprietaire",
    "hosted": "loge_gratuitement",
    "institution": "locataire_foyer",
    "homeless": "sans_domicile",
}
# Benefits of the past, given for every month: those asked, and those known not to be received.
FAMILY_BENEFITS: Final = (
    Right.RSA,
    Right.PPA,
    Right.AIDE_LOGEMENT,
    Right.ASPA,
    Right.AF,
    Right.CF,
    Right.ASF,
    Right.PAJE_BASE,
)
OTHER_BENEFITS: Final = ("asi", "caah", "mva", "ass")

Person = Adult | Child


@dataclass(frozen=True, slots=True)
class Entry:
    """The values of one variable for a period, one for each person or each household."""

    variable: str
    period: str
    values: list[Any]


def structure_of(households: Sequence[Household], month: date) -> dict[str, Any]:
    """Return the entities as OpenFisca's situation JSON names them: who is whose."""
    made: dict[str, Any] = {
        "individus": {},
        "familles": {},
        "foyers_fiscaux": {},
        "menages": {},
    }
    for place, household in enumerate(households):
        name = f"h{place}"
        adults = [f"{name}a{rank}" for rank, _one in enumerate(household.adults)]
        children = [f"{name}c{rank}" for rank, _one in enumerate(household.children)]
        made["individus"].update({one: {} for one in (*adults, *children)})
        made["familles"][name] = {"parents": adults, "enfants": children}
        made["foyers_fiscaux"][name] = {"declarants": adults, "personnes_a_charge": children}
        made["menages"][name] = {
            "personne_de_reference": adults[:1],
            "conjoint": adults[1:],
            "enfants": children,
        }
    return made


def entries_of(households: Sequence[Household], month: date) -> Iterator[Entry]:
    """Give every input: facts of always, incomes of 24 to 36 months, benefits of the past."""
    persons: list[Person] = []
    for household in households:
        persons += [*household.adults, *household.children]
    rates = [rate_of(one) for one in households for _person in (*one.adults, *one.children)]
    births = [str(birth_date(one.age, month)) for one in persons]
    yield Entry("date_naissance", "ETERNITY", births)
    for months_ago in range(months_since_start(month), month.month - 13, -1):
        when = f"{shifted(month, months_ago):%Y-%m}"
        yield from _facts(persons, when)
        yield from _home(households, when)
        yield from _incomes(persons, when, months_ago)
        yield from _pensions(persons, rates, when, months_ago)
        if months_ago > 0:
            yield from _received(households, persons, when, months_ago)
    yield from _two_years_ago(households, persons, month)


def months_since_start(month: date) -> int:
    """Return how many months ago the year before last began."""
    return 24 + month.month - 1


def shifted(month: date, months_ago: int) -> date:
    """Return the first day of another month."""
    months = month.year * 12 + month.month - 1 - months_ago
    return date(months // 12, months % 12 + 1, 1)


def _facts(persons: Sequence[Person], when: str) -> Iterator[Entry]:
    yield Entry("activite", when, [activity_of(one) for one in persons])
    yield Entry("etudiant", when, [_is(one, "student") for one in persons])
    yield Entry("nationalite", when, [nationality_of(one) for one in persons])
    yield Entry("duree_possession_titre_sejour", when, [permit_of(one) for one in persons])
    yield Entry("enceinte", when, [isinstance(p, Adult) and p.is_pregnant for p in persons])
    yield Entry("inapte_travail", when, [isinstance(p, Adult) and p.is_unfit for p in persons])
    rates = [float(p.incapacity) if isinstance(p, Adult) else 0.0 for p in persons]
    yield Entry("taux_incapacite", when, rates)
    yield Entry(
        "aah_restriction_substantielle_durable_acces_emploi",
        when,
        [isinstance(p, Adult) and p.has_rsdae for p in persons],
    )
    yield Entry("garde_alternee", when, [isinstance(p, Child) and p.is_shared for p in persons])


def _is(person: Person, activity: str) -> bool:
    return isinstance(person, Adult) and person.activity == activity


def activity_of(person: Person) -> str:
    """Return OpenFisca's activity; a child of 15 or under is at school."""
    return ACTIVITIES[person.activity] if isinstance(person, Adult) else "etudiant"


def nationality_of(person: Person) -> str:
    """Return "FR" for whoever has a Frenchman's rights, "DE" for a European, "ZZ" for others."""
    if isinstance(person, Child) or person.permit_years >= 99:  # noqa: PLR2004 - see Adult
        return "DE" if isinstance(person, Adult) and person.is_european else "FR"
    return "ZZ"


def permit_of(person: Person) -> float:
    """Return the years with a permit to work."""
    return float(person.permit_years) if isinstance(person, Adult) else 99.0


def _home(households: Sequence[Household], when: str) -> Iterator[Entry]:
    homes = [one.home for one in households]
    yield Entry("statut_occupation_logement", when, [HOMES[one.kind] for one in homes])
    yield Entry("loyer", when, [float(one.rent) for one in homes])
    yield Entry("coloc", when, [one.is_flat_share for one in homes])
    # Insee's code of a small commune stands for "nowhere known": zone III, the lowest.
    yield Entry("depcom", when, [one.commune or "23096" for one in homes])
    alone = [one.is_recently_alone for one in households]
    yield Entry("rsa_isolement_recent", when, alone)


def _incomes(persons: Sequence[Person], when: str, months_ago: int) -> Iterator[Entry]:
    for variable, (kind, share) in INCOMES.items():
        yield Entry(variable, when, [_amount(one, kind, months_ago, share) for one in persons])


def _pensions(
    persons: Sequence[Person], rates: Sequence[Rate], when: str, months_ago: int
) -> Iterator[Entry]:
    """Give gross and taxed pensions, each at the rate of its household."""
    for variable, shares in (
        ("retraite_brute", [rate.gross for rate in rates]),
        ("retraite_imposable", [rate.taxed for rate in rates]),
    ):
        amounts = zip(persons, shares, strict=True)
        yield Entry(
            variable,
            when,
            [_amount(one, Income.RETIREMENT, months_ago, share) for one, share in amounts],
        )


def _amount(person: Person, kind: Income, months_ago: int, share: Decimal) -> float:
    if isinstance(person, Child):
        return 0.0
    found = person.incomes.get(kind)
    return float(found.at(max(months_ago, 0)) * share) if found else 0.0


ONE: Final = Decimal(1)
WAGE_TAXED: Final = ONE + TAXED_SHARE / GROSS_WAGE
INCOMES: Final = {
    "salaire_net": (Income.WAGES, ONE),
    "salaire_imposable": (Income.WAGES, WAGE_TAXED),
    "salaire_de_base": (Income.WAGES, ONE / GROSS_WAGE),
    "chomage_net": (Income.UNEMPLOYMENT, ONE),
    "chomage_imposable": (Income.UNEMPLOYMENT, ONE),
    "retraite_nette": (Income.RETIREMENT, ONE),
    "pensions_invalidite": (Income.INVALIDITY, ONE),
    "pensions_alimentaires_percues": (Income.SUPPORT, ONE),
    "revenus_capital": (Income.CAPITAL, ONE),
}


def _received(
    households: Sequence[Household], persons: Sequence[Person], when: str, months_ago: int
) -> Iterator[Entry]:
    for right in FAMILY_BENEFITS:
        yield Entry(right.value, when, [_benefit(one, right, months_ago) for one in households])
    # Rents far above the ceiling take the housing benefit away, but from who has the AAH.
    has_aah = {id(one.asker) for one in households if Right.AAH in one.received}
    yield Entry("handicap", when, [id(one) in has_aah for one in persons])
    aah = {id(one.asker): _benefit(one, Right.AAH, months_ago) for one in households}
    yield Entry("aah", when, [aah.get(id(one), 0.0) for one in persons])
    for name in OTHER_BENEFITS:
        yield Entry(name, when, [0.0] * len(persons))


def _benefit(household: Household, right: Right, months_ago: int) -> float:
    found = household.received.get(right)
    return float(found.at(months_ago)) if found else 0.0


def _two_years_ago(
    households: Sequence[Household], persons: Sequence[Person], month: date
) -> Iterator[Entry]:
    """Give the resources of the family benefits: taxed income, put on the asker."""
    taxed = {id(one.asker): float(one.taxed_income or 0) for one in households}
    own = [taxed.get(id(one), 0.0) for one in persons]
    two = [one.has_two_incomes for one in households]
    for months_ago in range(months_since_start(month), month.month - 13, -1):
        when = f"{shifted(month, months_ago):%Y-%m}"
        yield Entry("prestations_familiales_base_ressources_individu", when, own)
        yield Entry(
            "prestations_familiales_base_ressources_communes", when, [0.0] * len(households)
        )
        yield Entry("cf_base_ressources_individu", when, own)
        yield Entry("biactivite", when, two)
