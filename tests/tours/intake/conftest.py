"""What the tests of imports share: invented communes, and files of our own making."""

import json

import pytest

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts

# Codes that no commune has ("990xx"), so that nobody takes these names for real ones.
FACTS = [
    CommuneFacts("99001", "Valombre", "99", 900, ("99100",), (), 46.60, 1.10, 3.0),
    CommuneFacts("99002", "Noirval", "99", 400, ("99100",), (), 46.65, 1.20, 3.0),
    CommuneFacts("99003", "Pierrefleur-sous-Bois", "99", 300, ("99200",), (), 46.70, 1.30, 3.0),
    CommuneFacts("99004", "La Noirvale", "99", 200, ("99200",), (), 46.72, 1.32, 3.0),
]


@pytest.fixture
def communes(db: None) -> list[CommuneFacts]:
    """Store the invented communes."""
    store_communes(facts=FACTS, departements={"99": "Département inventé"})
    return FACTS


def bus_row(**more: object) -> dict[str, object]:
    """Return one row in the format of the médiation numérique."""
    row: dict[str, object] = {
        "id": 1,
        "nom": "Bus Inventé - [Face au lavoir]",
        "commune": "Valombre",
        "code_postal": 99100,
        "code_insee": 99001,
        "adresse": "2 rue du Puits\nLe Bourg",
        "complement_adresse": "",
        "latitude": 46.601,
        "longitude": 1.101,
        "telephone": 33199001234,
        "SIRET": "000 000 000 00000",
        "horaires": "Mo 09:30-12:30,13:30-15:30; PH off",
        "ouverture": "Semaine impaire",
    }
    return {**row, **more}


def bus_file(*rows: dict[str, object]) -> bytes:
    """Return rows as the bytes of a file."""
    return json.dumps(list(rows), ensure_ascii=False).encode()


@pytest.fixture
def bus() -> bytes:
    """Return a bus of four halts: one is far away, one has words of its own."""
    return bus_file(
        bus_row(),
        bus_row(id=2, nom="Bus Inventé - [Place du Four]", commune="Pierrefleur s/ Bois",
                code_insee="99003", code_postal="99200", latitude=46.7, longitude=1.3,
                horaires="Tu 09:00-12:30; PH off", ouverture="Semaine paire"),
        bus_row(id=3, nom="Bus Inventé - [Mairie]", commune="Noirval", code_insee=99002,
                latitude=43.45, longitude=5.41, horaires="We 09:00-12:30; PH off", ouverture=""),
        bus_row(id=4, nom="Bus Inventé - [École]", commune="La Noirvale", code_insee=99004,
                code_postal=99200, latitude="", longitude="", horaires="Th 14:00-17:00",
                ouverture="Selon la saison"),
    )  # fmt: skip
