"""Corrections of parameters that the released rules do not have yet, with their source.

Each says where it stands in the rules, from when, how much, by which text. One that the rules
have caught up with is left out (and a test then asks to remove it).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Correction:
    """One dated value. `checked_until`: the last day that the source is known to hold for."""

    parameter: str
    since: date
    value: float
    source: str
    checked_until: date


CSS_CEILING: Final = Correction(
    parameter=("prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu.plafond_base"),
    since=date(2025, 4, 1),
    value=10_339.0,
    source=(
        "Code de la sécurité sociale, L861-1 et R861-3 ; revalorisation de 1,7 % au 1er avril "
        "2025 (arrêté publié au Journal officiel du 29 mars 2025) : 10 339 € sans participation, "
        "13 957 € avec (35 % de plus), pour une personne"
    ),
    checked_until=date(2026, 3, 31),
)
CORRECTIONS: Final = (CSS_CEILING,)
