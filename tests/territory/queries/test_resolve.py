"""Which commune a row of a file means."""

import csv
import json
from pathlib import Path

import pytest

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.domain.resolution import ResolutionStatus
from allervers.territory.gateways.extract import read_communes, read_departements
from allervers.territory.queries.resolve import resolve_commune

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]
Status = ResolutionStatus


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"code": 1033}, Status.EXACT, "01033"),
        ({"code": "16411"}, Status.MERGED, "16005"),
        ({"code": 92040.0, "postal_code": 92130, "name": "ISSY"}, Status.EXACT, "92040"),
        ({"code": "92040", "postal_code": "75015"}, Status.CORRECTED, "92040"),
        (
            {"code": "92040", "postal_code": "92130", "name": "Le Ponceau"},
            Status.CORRECTED,
            "92040",
        ),
        ({"code": "92999", "name": "Meudon"}, Status.CORRECTED, "92048"),
        ({"name": "La Foret de Tessé", "departement": 16}, Status.EXACT, "16142"),
        ({"name": "Villejésus"}, Status.MERGED, "16005"),
        ({"name": "Isy les moulineaux", "postal_code": 92130}, Status.CORRECTED, "92040"),
        ({"name": "St-Denis", "departement": "93"}, Status.EXACT, "93066"),
        ({"postal_code": "75011"}, Status.EXACT, "75111"),
    ],
)
def test_row_when_it_agrees_enough_is_resolved(
    communes: Communes, said: dict[str, str], status: Status, code: str
) -> None:
    resolution = resolve_commune(**said)
    assert resolution.place
    assert (resolution.status, resolution.place.code) == (status, code)
    assert resolution.detail or status is Status.EXACT


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"code": "16005", "name": "Tusson", "postal_code": 16140}, Status.CONTRADICTION, "Tusson"),
        ({"code": "92040", "name": "Meudon"}, Status.CONTRADICTION, "Meudon (92048)"),
        ({"code": "92040", "name": "Xyz", "postal_code": "1"}, Status.CONTRADICTION, "Xyz"),
        ({"name": "Saint-Denis"}, Status.AMBIGUOUS, "93066"),
        ({"postal_code": 16140}, Status.AMBIGUOUS, "Aigre"),
        ({"name": "Nulle-Part"}, Status.UNKNOWN, "Nulle-Part"),
        ({"code": "99999"}, Status.UNKNOWN, "99999"),
        ({"postal_code": "99999"}, Status.UNKNOWN, "99999"),
        ({}, Status.EMPTY, "ni code"),
        ({"code": "abc", "name": " \0 "}, Status.EMPTY, "ni code"),
    ],
)
def test_row_when_unsure_is_refused_with_the_reason(
    communes: Communes, said: dict[str, str], status: Status, words: str
) -> None:
    resolution = resolve_commune(**said)
    assert resolution.place is None
    assert resolution.status is status
    assert words in resolution.detail


def _load(*departements: str) -> None:
    facts = (each for each in read_communes() if each.departement in departements)
    store_communes(facts=facts, departements=read_departements())


def test_every_halt_of_the_real_bus_is_resolved(shared_data: Path) -> None:
    _load("16")
    halts = json.loads((shared_data / "tours/bus-france-services-charente.json").read_text())
    for halt in halts:
        found = resolve_commune(
            code=halt["code_insee"], postal_code=halt["code_postal"], name=halt["commune"]
        )
        assert found.place, found.detail
        by_name = resolve_commune(name=halt["commune"], departement=16)
        assert by_name.place == found.place, by_name.detail


def test_national_list_of_2022_in_three_departements_is_resolved(shared_data: Path) -> None:
    _load("01", "16", "92", "94")
    path = shared_data / "france-services/france-services-2022-12-01.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [
            row for row in csv.DictReader(lines) if row["insee_dep"] in {"01", "16", "92", "94"}
        ]
    assert rows
    for row in rows:
        found = resolve_commune(
            code=row["insee_com"], postal_code=row["code_postal"], name=row["lib_com"]
        )
        assert found.place, found.detail
