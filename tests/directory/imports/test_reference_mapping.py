"""The reference mappings of the médiation numérique (`config/`) judge our reading of two exports.

A mapping says which words of which columns give which value: applied here in ten lines, it tells
what each place offers and whether it is free, and our records must say as much.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from allervers.directory.domain.reading.mednum import drafts
from allervers.directory.domain.reading.record import Kind

FOLDER: Final = "directory/mednum"
# Values of the reference → the thematique of v1 that they must give.
OFFERED: Final = {
    "Accéder à une connexion internet": "numerique--acceder-a-une-connexion-internet",
    "Accéder à du matériel": "numerique--acquerir-un-equipement",
    "S'équiper en matériel informatique": "numerique--acquerir-un-equipement",
    "Prendre en main un ordinateur": "numerique--maitriser-les-fondamentaux-du-numerique",
    "Utiliser le numérique au quotidien": "numerique--maitriser-les-fondamentaux-du-numerique",
    "Devenir autonome dans les démarches administratives": (
        "numerique--acceder-a-des-services-en-ligne"
    ),
}


def told(rules: list[dict[str, Any]], row: dict[str, Any]) -> set[str]:
    """Return the values that a reference mapping gives for a row."""
    return {
        rule["cible"]
        for rule in rules
        for column in rule["colonnes"]
        if any(word.lower() in str(row.get(column) or "").lower() for word in rule["termes"])
    }


def places(folder: Path, name: str, field: str) -> Iterator[tuple[set[str], dict[str, Any]]]:
    """Yield what the reference says of each place, and the service that we read of it."""
    config = json.loads((folder / f"config/{name}_{name}.config.json").read_text())
    rows = json.loads((folder / f"{name}.json").read_text())
    for number, row in enumerate(rows, start=1):
        read = next(one for one in drafts(number, row) if one.kind is Kind.SERVICE)
        yield told(config[field], row), dict(read.fields)


def test_services_of_aix_are_those_of_the_reference(shared_data: Path) -> None:
    compared = 0
    for said, service in places(shared_data / FOLDER, "aix-en-provence", "services"):
        wanted = {OFFERED[one] for one in said if one in OFFERED}
        assert wanted <= set(service["thematiques"])
        compared += bool(wanted)
    assert compared >= 20


def test_fees_of_le_havre_are_those_of_the_reference(shared_data: Path) -> None:
    found: dict[str, int] = {"gratuit": 0, "payant": 0, "": 0}
    for said, service in places(shared_data / FOLDER, "le-havre", "conditions_acces"):
        free = any(one.startswith("Gratuit") for one in said)
        paid = any(one.startswith(("Payant", "Adhésion")) for one in said)
        wanted = "" if free == paid else "gratuit" if free else "payant"
        assert service["frais"] == wanted
        found[wanted] += 1
    assert min(found.values()) >= 1
    assert sum(found.values()) == 80


@pytest.mark.parametrize("name", ["aix-en-provence", "le-havre"])
def test_communes_of_the_reference_columns_are_read(shared_data: Path, name: str) -> None:
    folder = shared_data / FOLDER
    config = json.loads((folder / f"config/{name}_{name}.config.json").read_text())
    for row in json.loads((folder / f"{name}.json").read_text()):
        read = next(drafts(1, row)).fields
        for field in ("nom", "commune", "adresse", "latitude", "telephone"):
            assert read.get(field) == row[config[field]["colonne"]]
