"""What is invented in the demonstration's seasons: units, depots, pitches, opening hours.

Communes, their town halls and their published figures are real; nobody agreed to anything.
"""

from dataclasses import dataclass
from datetime import time
from typing import Final

WEEKS: Final = 10
# How plans were searched: see `gateways.planner.snapshots.Chain`.
CHAINS: Final = ((20_000, 5_000, 16), (5_000, 2_000, 40))
SEED: Final = 1
PLACE: Final = "Devant la mairie"


@dataclass(frozen=True, slots=True)
class Rolling:
    """A unit of a season: its name, the commune of its depot, its days and hours."""

    name: str
    depot: str
    weekdays: tuple[int, ...]
    leaves: time = time(8, 30)
    back: time = time(17, 30)
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A season: the name of its snapshot, its département, its units."""

    key: str
    name: str
    departement: str
    units: tuple[Rolling, ...]


SEASONS: Final = (
    Drawn(
        "92",
        "Hauts-de-Seine, prochaine saison (inventée)",
        "92",
        (
            Rolling("Caravane solidaire", "92050", (1, 2, 3), offers=("arabe",)),
            Rolling("Fourgon des droits (inventé)", "92020", (0, 1, 3, 4)),
        ),
    ),
    Drawn(
        "94",
        "Val-de-Marne, prochaine saison (inventée)",
        "94",
        (
            Rolling("Triporteur des droits", "94028", (0, 1, 2, 3, 4), time(9), time(17)),
            Rolling("Camping-car des solidarités (inventé)", "94081", (1, 2, 4)),
        ),
    ),
)
NEW_UNITS: Final = ("Fourgon des droits (inventé)", "Camping-car des solidarités (inventé)")
# Hours of the pitches, in turn: any day, mornings of market days, afternoons.
OPENINGS: Final = (
    ((0, 1, 2, 3, 4), time(9), time(17)),
    ((1, 3, 4), time(8, 30), time(13)),
    ((0, 2, 3), time(13), time(17, 30)),
)
ABOARD: Final = {"caf": (1,), "mission_locale": (3,)}  # partner → weekdays, first unit of each
