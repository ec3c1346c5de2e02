"""The register says what the installed rules read; it is written again when they change."""

import json
from datetime import date
from typing import Any

import pytest

from openfisca_allervers.corrected import Applied
from openfisca_allervers.registered import FILE, RIGHTS, register, written
from openfisca_allervers.registering import build

CEILING = "prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu.plafond_base"
BASE = "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m.montant_de_base_du_rsa"
BANDS = "prestations_sociales.solidarite_insertion.autre_solidarite.cheque_energie.baremes.une_uc"
ENOUGH = 0.95


def test_register_is_in_step_with_the_installed_rules(
    corrected: tuple[Any, tuple[Applied, ...]],
) -> None:
    """When this fails: `python -m openfisca_allervers register`, and read what changed."""
    built = build(date.fromisoformat(register()["month"]), corrected)
    assert json.loads(written(built)) == register()


def test_register_is_kept_one_parameter_a_line() -> None:
    assert FILE.read_text(encoding="utf-8") == written(register())


def test_each_right_says_what_it_reads() -> None:
    assert set(register()["rights"]) == set(RIGHTS)
    reads = {right: set(one["parameters"]) for right, one in register()["rights"].items()}
    assert all(reads.values())
    assert BASE in reads["rsa"]
    assert CEILING in reads["css"]
    assert CEILING not in reads["rsa"]  # said once, with its own right
    assert BANDS in reads["cheque_energie"]  # a scale
    assert {"aide_logement", "aah"} <= set(register()["rights"]["rsa"]["through"])


@pytest.mark.parametrize(("name", "day", "value", "until"), [
    (BASE, "2026-04-01", 651.69, "2026-04-01"),
    (CEILING, "2025-04-01", 10_339, "2026-03-31"),
    (BANDS, "2023-01-01", [[0, 194], [5_700, 146], [6_800, 98], [7_850, 48], [11_000, 0]],
     "2025-12-31"),
])  # fmt: skip
def test_parameter_has_its_value_its_text_and_its_check(
    name: str, day: str, value: object, until: str
) -> None:
    row = register()["parameters"][name]
    assert row["changes"][-1] == [day, value]
    assert row["checked"] == until
    assert row["title"]
    assert row["href"].startswith("https://www.legifrance.gouv.fr/")


def test_nearly_every_parameter_has_a_legal_text() -> None:
    rows = register()["parameters"]
    lacking = {name for name, row in rows.items() if not (row["title"] or row["href"])}
    assert len(lacking) <= (1 - ENOUGH) * len(rows), lacking


def test_what_was_corrected_says_by_which_correction() -> None:
    assert register()["parameters"][CEILING]["correction"] == "css_ceiling_2025"
    codes = {one["code"] for one in register()["applied"]}
    assert {row["correction"] for row in register()["parameters"].values()} - {""} <= codes
