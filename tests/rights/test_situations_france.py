"""Situations of France: each value is what OpenFisca's web API says when it is asked alone."""

from copy import deepcopy
from typing import Any

import orjson
import pytest
from openfisca_web_api.handlers import calculate as web_api  # type: ignore[import-untyped]

from allervers.rights.exchange.openfisca_json import read_situation
from allervers.rights.gateways.openfisca_situations import Situations, stock_situations
from openfisca_swift.engine import Engine

pytestmark = pytest.mark.nightly
MONTH, YEAR = "2026-09", "2026"
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]
ASKED = {
    "rsa": MONTH, "ppa": MONTH, "af": MONTH, "ars": YEAR, "cmu_c": MONTH,
    "css_participation_forfaitaire": MONTH,
}  # fmt: skip


def situation(wage: float) -> dict[str, Any]:
    """Return a parent alone with a child of eight, who rents."""
    return {
        "individus": {
            "a": {
                "date_naissance": {"ETERNITY": "1986-05-04"},
                "salaire_net": dict.fromkeys(MONTHS, wage),
                "activite": dict.fromkeys(MONTHS, "actif"),
            },
            "b": {"date_naissance": {"ETERNITY": "2018-02-01"}},
        },
        "familles": {"f": {"parents": ["a"], "enfants": ["b"]}},
        "foyers_fiscaux": {"f": {"declarants": ["a"], "personnes_a_charge": ["b"]}},
        "menages": {
            "m": {
                "personne_de_reference": ["a"],
                "enfants": ["b"],
                "loyer": dict.fromkeys(MONTHS, 650),
                "statut_occupation_logement": dict.fromkeys(MONTHS, "locataire_vide"),
            }
        },
    }


def asking(wage: float, *names: str) -> dict[str, Any]:
    """Return the situation with some values asked."""
    asked = situation(wage)
    asked["familles"]["f"] |= {name: {ASKED[name]: None} for name in names}
    return asked


@pytest.fixture(scope="module")
def situations() -> Situations:
    """Return the untouched legislation."""
    return stock_situations()


@pytest.mark.parametrize("wage", [0.0, 1234.5])
def test_each_value_is_the_one_asked_alone(situations: Situations, wage: float) -> None:
    built = situations.build(read_situation(orjson.dumps(asking(wage, *ASKED)), 2026))
    ours = {one.variable: value for one, value in situations.stock(built).items()}
    for name, period in ASKED.items():
        said = web_api(situations.system, deepcopy(asking(wage, name)))
        assert ours[name] == said["familles"]["f"][name][period], name


def test_plan_of_a_form_says_the_same(situations: Situations) -> None:
    read = [read_situation(orjson.dumps(asking(x, "rsa", "af", "ars")), 2026) for x in (0, 987.6)]
    built = [situations.build(one) for one in read]
    engine = Engine(situations.plan(built[0].form), lambda: situations.system)
    for one in built:
        assert situations.planned(one, engine) == situations.stock(one)
    assert engine.fallbacks == 0
