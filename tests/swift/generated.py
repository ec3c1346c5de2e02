"""Generated homes: drawn by Hypothesis in tests, by a seed in the benchmark."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.swift.households import Home, Someone

MONTH: Final = date(2026, 9, 1)
OVERSEAS: Final = ("97105", "97213", "97302", "97411", "97608")
COMMUNES: Final = ("92012", "94028", "75056", "23096", "13055", "00000", *OVERSEAS)
# Years with a permit to work; who is protected needs no five years: the rules then have many.
REFUGEE: Final = 99.0
PERMITS: Final = (0.0, 2.0, 4.99, 5.0, 10.0, REFUGEE)
STATUSES: Final = (
    *("locataire_vide", "locataire_hlm", "locataire_meuble", "locataire_foyer"),
    *("primo_accedant", "proprietaire", "loge_gratuitement", "sans_domicile", "non_renseigne"),
)
WAGES: Final = {"salaire_net": 1.0, "salaire_imposable": 1.036, "salaire_de_base": 1.282}
JOBLESS: Final = {"chomage_net": 1.0, "chomage_imposable": 1.0}
PENSION: Final = {"retraite_nette": 1.0, "retraite_imposable": 1.031, "retraite_brute": 1.08}
INVALIDITY: Final = {"pensions_invalidite": 1.0}
SELF_EMPLOYED: Final = {"rpns_imposables": 1.0}
KINDS: Final[Mapping[str, tuple[str, dict[str, float], tuple[int, int]]]] = {
    "employee": ("actif", WAGES, (17, 66)),
    "self-employed": ("actif", SELF_EMPLOYED, (18, 70)),
    "jobless": ("chomeur", JOBLESS, (18, 66)),
    "student": ("etudiant", WAGES, (16, 30)),
    "pensioner": ("retraite", PENSION, (55, 99)),
    "disabled": ("inactif", INVALIDITY, (18, 80)),
    "nothing": ("inactif", {}, (16, 90)),
}
PERSONAL: Final = ("asi", "caah", "mva", "ass", "aah")
FAMILIAL: Final = ("rsa", "ppa", "aide_logement", "aspa", "af", "cf", "asf", "paje_base")


def seeded(seed: int) -> Random:
    """Return chance that comes back the same."""
    return Random(seed)  # noqa: S311 - invented people, nothing secret


def home(chance: Random, month: date = MONTH) -> Home:
    """Return a home: single or couple, 0 to 9 children, a grown child at times, any tenure."""
    couple = chance.random() < 0.45
    married = couple and chance.random() < 0.6
    marital = "marie" if married else chance.choice(["celibataire", "divorce", "veuf"])
    adults = tuple(adult(chance, marital, month) for _one in range(1 + couple))
    many = chance.randint(0, 9) if chance.random() < 0.2 else chance.choice([0, 0, 0, 1, 2, 3])
    shared = 1.0 if not couple and chance.random() < 0.15 else 0.1  # separated: all of them
    return Home(
        adults=adults,
        children=tuple(child(chance, shared, month) for _one in range(many)),
        grown=(adult(chance, "celibataire", month),) if chance.random() < 0.1 else (),
        is_married=married,
        status=chance.choice(STATUSES),
        rent=chance.choice([0.0, 250.5, 480.0, 733.33, 1200.0]),
        commune=chance.choice(COMMUNES),
        is_flat_share=chance.random() < 0.1,
        is_recently_alone=not couple and chance.random() < 0.2,
        received=_received(chance, FAMILIAL),
    )


def adult(chance: Random, marital: str, month: date = MONTH) -> Someone:
    """Return an adult: what they live from, since when, and with which papers."""
    activity, shares, (youngest, oldest) = KINDS[chance.choice(sorted(KINDS))]
    amount = chance.choice([0.0, 150.0, 612.34, 950.0, 1400.0, 2500.0]) * chance.uniform(0.8, 1.2)
    is_french = chance.random() < 0.7
    return Someone(
        birth=_birth(chance, youngest, oldest, month),
        activity=activity,
        incomes={name: round(amount * share, 2) for name, share in shares.items()},
        changed=chance.choice([0, 1, 2, 3, 6, 12, 40]),
        received=_received(chance, PERSONAL),
        nationality="FR" if is_french else chance.choice(["DE", "CH", "ZZ"]),
        permit_years=0 if is_french else chance.choice(PERMITS),
        incapacity=chance.choice([0, 0, 0, 0.5, 0.79, 0.8]),
        is_restricted=chance.random() < 0.3,
        is_pregnant=chance.random() < 0.05,
        is_unfit=chance.random() < 0.1,
        marital=marital,
    )


def child(chance: Random, shared: float = 0.1, month: date = MONTH) -> Someone:
    """Return a child of 0 to 21 years, in shared custody at times, with a small wage at times."""
    wage = chance.choice([0.0] * 6 + [300.0, 1100.0])
    return Someone(
        birth=_birth(chance, 0, 21, month),
        activity="etudiant",
        incomes={name: wage * share for name, share in WAGES.items()},
        changed=chance.choice([0, 2, 40]),
        incapacity=chance.choice([0, 0, 0, 0, 0.5, 0.8]),
        is_shared=chance.random() < shared,
        school=chance.choice(["inconnue", "college", "lycee"]),
    )


def _birth(chance: Random, youngest: int, oldest: int, month: date) -> date:
    """Return a date of birth; one in four has the birthday at a boundary of the month asked."""
    years = chance.randint(youngest, oldest)
    on_boundary = chance.random() < 0.25
    days = chance.choice([-31, -1, 0, 1, 30]) if on_boundary else chance.randint(0, 364)
    return min(date(month.year - years, month.month, 1) - timedelta(days=days), month)


def _received(chance: Random, names: tuple[str, ...]) -> dict[str, float]:
    """Return what was received each month: nothing for most."""
    return {name: round(chance.uniform(5, 700), 2) for name in names if chance.random() < 0.07}
