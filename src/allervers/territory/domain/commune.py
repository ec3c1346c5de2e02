"""What a source says of a commune, and what a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune merged into another. Its code or its name may be unknown (empty)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """What one source says of one commune; None leaves what is already known.

    Degrees are WGS 84; `reach_km` is the distance from the point to the farthest edge;
    `outline` is a GeoJSON geometry.
    """

    code: str
    name: str | None = None
    departement: str | None = None
    population: int | None = None
    postal_codes: tuple[str, ...] | None = None
    former: tuple[FormerCommune, ...] | None = None
    latitude: float | None = None
    longitude: float | None = None
    reach_km: float | None = None
    outline: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was left out, and why, in French."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of one import."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[RefusedRow, ...] = ()


class PlaceKind(StrEnum):
    """What a place is."""

    COMMUNE = "commune"
    ADDRESS = "address"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Place:
    """An answer of a search.

    `matched_as` is the former name or code that led here, when it was not today's name;
    `distance_km` (to the town hall) is set by the searches around a position.
    """

    kind: PlaceKind
    code: str
    name: str
    departement: str
    departement_name: str
    postal_codes: tuple[str, ...]
    population: int | None
    latitude: float | None
    longitude: float | None
    matched_as: str = ""
    distance_km: float | None = None

    @property
    def label(self) -> str:
        """The name as shown in a list: "Issy-les-Moulineaux (92130)"."""
        if len(self.postal_codes) == 1:
            return f"{self.name} ({self.postal_codes[0]})"
        return f"{self.name} ({self.departement})"
