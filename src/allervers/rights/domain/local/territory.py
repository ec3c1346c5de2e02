"""Which département and which region a commune is of, by Insee's official geographical code.

Source: Insee, code officiel géographique, regions in force since 1 January 2016.
"""

from collections.abc import Mapping
from typing import Final

from allervers.rights.domain.local.rights import Territory

OVERSEAS: Final = ("97", "98")
REGIONS: Final[Mapping[str, str]] = {
    "01": "971", "02": "972", "03": "973", "04": "974", "06": "976",
    "11": "75 77 78 91 92 93 94 95",
    "24": "18 28 36 37 41 45",
    "27": "21 25 39 58 70 71 89 90",
    "28": "14 27 50 61 76",
    "32": "02 59 60 62 80",
    "44": "08 10 51 52 54 55 57 67 68 88",
    "52": "44 49 53 72 85",
    "53": "22 29 35 56",
    "75": "16 17 19 23 24 33 40 47 64 79 86 87",
    "76": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "84": "01 03 07 15 26 38 42 43 63 69 73 74",
    "93": "04 05 06 13 83 84",
    "94": "2A 2B",
}  # fmt: skip
REGION_NAMES: Final[Mapping[str, str]] = {
    "01": "Guadeloupe", "02": "Martinique", "03": "Guyane", "04": "La Réunion", "06": "Mayotte",
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté",
    "28": "Normandie", "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire",
    "53": "Bretagne", "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d'Azur", "94": "Corse",
}  # fmt: skip
REGION_OF: Final = {one: region for region, all_of in REGIONS.items() for one in all_of.split()}


def departement_of(commune: str) -> str:
    """Return the département of a commune's code; nothing for no code."""
    return commune[: 3 if commune.startswith(OVERSEAS) else 2]


def region_of(departement: str) -> str:
    """Return the region of a département's code; nothing when there is none."""
    return REGION_OF.get(departement, "")


def departements_of(territory: Territory) -> frozenset[str]:
    """Return every département where some household may have the right, as far as is named."""
    of_regions = (one for one, region in REGION_OF.items() if region in territory.regions)
    of_communes = map(departement_of, territory.communes)
    return frozenset((*territory.departements, *of_regions, *of_communes))
