"""Small areas and what is published of them. A figure is two bounds: a secret is never zero."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from allervers.territory.domain.codes import insee_code

LONGEST_NAME: Final = 120
LONGEST_SOURCE: Final = 200
IRIS_CODE: Final = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{7}")
QPV_CODE: Final = re.compile(r"Q[NP][0-9A-Z]{6}")
IRIS_LENGTH: Final = 9
COMMUNE_LENGTH: Final = 5  # at the head of an Iris's


class AreaKind(StrEnum):
    """How an area is cut out."""

    COMMUNE = "commune"
    IRIS = "iris"
    GRID = "grid"
    QPV = "qpv"


class Unit(StrEnum):
    """What a figure counts."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    PERCENT = "percent"


class Indicator(StrEnum):
    """What is kept of the files. A rate of declared income is never one of disposable income."""

    PEOPLE = "people"  # of fiscal households: those that rates of poverty are of
    RESIDENTS = "residents"  # of the census
    HOUSEHOLDS = "households"
    POOR_RATE = "poor_rate"  # people under 60 % of the median disposable income
    POOR_RATE_YOUTH = "poor_rate_youth"  # reference person under 30
    POOR_RATE_60_74 = "poor_rate_60_74"
    POOR_RATE_75 = "poor_rate_75"
    LOW_DECLARED_RATE = "low_declared_rate"  # under 60 % of the median declared income
    POOR_HOUSEHOLDS = "poor_households"
    LONE_PARENT_HOUSEHOLDS = "lone_parent_households"
    PEOPLE_18_24 = "people_18_24"
    PEOPLE_15_29 = "people_15_29"
    PEOPLE_65 = "people_65"
    PEOPLE_65_79 = "people_65_79"
    PEOPLE_80 = "people_80"
    CAF_HOUSEHOLDS = "caf_households"
    CAF_PEOPLE = "caf_people"
    CAF_ALONE = "caf_alone"
    CAF_LONE_PARENTS = "caf_lone_parents"
    CAF_COUPLES = "caf_couples"  # without children
    CAF_COUPLES_WITH_CHILDREN = "caf_couples_with_children"
    CAF_RSA = "caf_rsa"
    CAF_AAH = "caf_aah"
    RSA_NON_TAKERS = "rsa_non_takers"  # expected by `rights`, never published

    @property
    def unit(self) -> Unit:
        """What it counts."""
        if "rate" in self:
            return Unit.PERCENT
        if "people" in self or self is Indicator.RESIDENTS:
            return Unit.PEOPLE
        return Unit.HOUSEHOLDS


@dataclass(frozen=True, slots=True)
class Figure:
    """What a source says: `high` is None where nothing published bounds it.

    `mark`: what stood in the file instead of a figure (`s`, `ns`, `nd`, `vide`), or `imputed`.
    """

    indicator: Indicator
    low: float
    high: float | None
    year: int
    source: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What one source says of one area; None leaves what is already known."""

    kind: AreaKind
    code: str
    name: str | None = None
    commune: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    year: int | None = None
    source: str = ""
    figures: tuple[Figure, ...] = field(default=())


def iris_code(value: str | float | None) -> str:
    """Return a nine-character code of an Iris, or "" when the value cannot be one.

    A lost leading zero is given back: 10040101 is 010040101.
    """
    text = "".join(str(value if value is not None else "").split()).upper()
    text = re.sub(r"\.0+$", "", text)
    if text.isdecimal() and len(text) == IRIS_LENGTH - 1:
        text = f"0{text}"
    return text if IRIS_CODE.fullmatch(text) else ""


def area_code(kind: AreaKind, value: str | float | None) -> str:
    """Return the code of an area of a kind, or "" when the value cannot be one."""
    if kind is AreaKind.COMMUNE:
        return insee_code(value)
    if kind is AreaKind.IRIS:
        return iris_code(value)
    text = "".join(str(value or "").split())
    if kind is AreaKind.QPV:
        return text.upper() if QPV_CODE.fullmatch(text.upper()) else ""
    return text
