"""Thirteen invented territorial services that share out the 36 real communes of Hauts-de-Seine.

And the households with the RSA in the communes of Hauts-de-Seine and Val-de-Marne, which are real.

Neither these services, nor their addresses, nor their numbers exist; the communes do. The
numbers are of the range kept by the regulator for works of fiction (01 99 00 xx xx).
"""

from pathlib import Path
from typing import Final
from uuid import UUID

from allervers.territory.actions.areas import store_areas
from allervers.territory.actions.sectors import SectorFacts, store_sectors
from allervers.territory.gateways.area_files.reading import read_figures

DEPARTEMENT: Final = "92"
EXTRACT: Final = Path(__file__).parent / "extract"
FIGURES: Final = EXTRACT / "cnaf-2021-92-94.csv"
# Name of the invented service, then the codes of its communes; two share Nanterre's parts.
SERVICES: Final = (
    ("Rives du Nord", "92078 92036"),
    ("Gennevilliers et les Ponts", "92004 92009"),
    ("Colombes", "92025"),
    ("Courbevoie et la Garenne", "92026 92035"),
    ("Clichy et Levallois", "92024 92044"),
    ("Nanterre Université", "92050/quartier Université"),
    ("Nanterre Centre", "92050/quartier Centre"),
    ("Mont-Valérien", "92063 92073 92062"),
    ("Coteaux de Seine", "92064 92076 92033 92047 92077 92022"),
    ("Boulogne et Neuilly", "92012 92051"),
    ("Val de Seine", "92040 92048 92072 92075"),
    ("Plaine de Vanves", "92046 92049 92020 92032 92023"),
    ("Forêts du Sud", "92002 92007 92014 92019 92060 92071"),
)


def load_sectors(organisation_id: UUID | None = None) -> int:
    """Create the thirteen services and what they cover; twice changes nothing.

    They belong to the given organisation, whose coordinators may change what they cover. The
    communes must be loaded (`load_territory`). Returns how many services are new.
    """
    facts = [_invented(number, *service) for number, service in enumerate(SERVICES, 1)]
    return store_sectors(facts=facts, organisation_id=organisation_id)


def load_figures() -> int:
    """Store households with the RSA by commune; twice changes nothing. Returns how many were read.

    Cnaf, recipients by Iris 2021, added up by commune (Licence Ouverte): where Iris are secret, the
    sum is only a least. Poverty rates are loaded with the invented seasons.
    """
    source = "Cnaf, allocataires par Iris 2021, additionnés par commune, Licence Ouverte"
    return store_areas(facts=read_figures(FIGURES, source=source).areas).read


def _invented(number: int, name: str, communes: str) -> SectorFacts:
    coverage = tuple(_cover(each) for each in _split(communes))
    return SectorFacts(
        departement=DEPARTEMENT,
        name=f"Service de proximité {name} (inventé)",
        address=f"{number} rue Inventée",
        phone=f"+3319900{number:04d}",
        is_invented=True,
        coverage=coverage,
    )


def _split(communes: str) -> list[str]:
    """Cut before each code: a part of a commune may hold spaces."""
    return communes.replace(" 92", "|92").split("|")


def _cover(text: str) -> tuple[str, str]:
    code, _slash, part = text.partition("/")
    return code, part
