"""A handful of communes, enough for every rule: written here, in the shape of the real ones."""

from collections.abc import Mapping

import pytest

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts, FormerCommune

DEPARTEMENTS = {"01": "Ain", "16": "Charente", "75": "Paris", "92": "Hauts-de-Seine"}
DEPARTEMENTS |= {"93": "Seine-Saint-Denis", "974": "La Réunion", "987": "Polynésie française"}


def square(latitude: float, longitude: float, half: float = 0.02) -> Mapping[str, object]:
    """Draw a square outline of some four kilometres around a point."""
    west, east, south, north = (
        longitude - half,
        longitude + half,
        latitude - half,
        latitude + half,
    )
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


AIGRE_FORMER = (FormerCommune("16005", "Aigre"), FormerCommune("16411", "Villejésus"))
FACTS = [
    CommuneFacts("01033", "Valserhône", "01", 16000, ("01200",), (), 46.1072, 5.826, 9.0),
    CommuneFacts("16005", "Aigre", "16", 1600, ("16140",), AIGRE_FORMER, 45.8941, 0.0103, 5.3),
    CommuneFacts("16390", "Tusson", "16", 250, ("16140",), (), 45.9333, 0.0667, 4.0),
    CommuneFacts("16392", "Valence", "16", 190, ("16460",), (), 45.8831, 0.3094, 3.3),
    CommuneFacts("16142", "La Forêt-de-Tessé", "16", 210, ("16240",), (), 46.06, 0.07, 4.0),
    CommuneFacts("16400", "Verteuil-sur-Charente", "16", 600, ("16510",), (), 45.98, 0.236, 3.0),
    CommuneFacts("75056", "Paris", "75", 2_100_000, ("75010", "75011"), (), 48.857, 2.32, 11.2),
    CommuneFacts(
        "75111", "Paris 11e Arrondissement", "75", 138_000, ("75011",), (), 48.8585, 2.3795, 1.8
    ),
    CommuneFacts(
        code="92040",
        name="Issy-les-Moulineaux",
        departement="92",
        population=67_669,
        postal_codes=("92130",),
        former=(FormerCommune("75040", ""),),
        latitude=48.8247,
        longitude=2.275,
        reach_km=2.9,
        outline=square(48.8247, 2.275),
    ),
    CommuneFacts("92048", "Meudon", "92", 46_000, ("92190", "92360"), (), 48.8123, 2.238, 5.0),
    CommuneFacts("93066", "Saint-Denis", "93", 150_000, ("93200",), (), 48.936, 2.357, 4.0),
    CommuneFacts("97411", "Saint-Denis", "974", 155_000, ("97400",), (), -20.879, 55.4486, 15.2),
    CommuneFacts("98735", "Papeete", "987", 26_000, ("98714",), ()),
]


@pytest.fixture
def communes(db: None) -> list[CommuneFacts]:
    """Store the communes above."""
    store_communes(facts=FACTS, departements=DEPARTEMENTS)
    return FACTS
