"""Where a square of the 200 m grid is: from its identifier, EPSG:3035 to degrees WGS 84.

ETRS89 and WGS 84 are taken as one: they differ by less than a metre. Formulae of the Lambert
azimuthal equal-area projection: IOGP, Guidance note 7-2 (EPSG method 9820).
"""

import math
import re
from typing import Final

SEMI_MAJOR: Final = 6_378_137.0  # GRS 80
FLATTENING: Final = 1 / 298.257222101
ORIGIN_NORTH: Final = math.radians(52)
ORIGIN_EAST: Final = math.radians(10)
FALSE_EAST: Final = 4_321_000.0
FALSE_NORTH: Final = 3_210_000.0
SQUARE: Final = re.compile(r"CRS(\d+)RES(\d+)mN(\d+)E(\d+)", re.IGNORECASE)
EUROPE: Final = "3035"

E2: Final = FLATTENING * (2 - FLATTENING)
E: Final = math.sqrt(E2)


def middle_of(identifier: str) -> tuple[float, float] | None:
    """Return the latitude and longitude of the middle of a square; None when it is not one.

    Squares overseas are drawn in other projections: None too.
    """
    found = SQUARE.fullmatch(identifier.strip())
    if found is None or found[1] != EUROPE:
        return None
    half = int(found[2]) / 2
    return degrees_of(int(found[4]) + half, int(found[3]) + half)


def degrees_of(east: float, north: float) -> tuple[float, float]:
    """Return the latitude and longitude of a point of EPSG:3035, in metres."""
    q_pole, q_origin = _q(math.pi / 2), _q(ORIGIN_NORTH)
    beta_origin = math.asin(q_origin / q_pole)
    radius = SEMI_MAJOR * math.sqrt(q_pole / 2)
    scale = (
        SEMI_MAJOR * math.cos(ORIGIN_NORTH)
        / math.sqrt(1 - E2 * math.sin(ORIGIN_NORTH) ** 2)
        / (radius * math.cos(beta_origin))
    )  # fmt: skip
    x, y = (east - FALSE_EAST) / scale, scale * (north - FALSE_NORTH)
    rho = math.hypot(x, y)
    if rho == 0:
        return math.degrees(ORIGIN_NORTH), math.degrees(ORIGIN_EAST)
    angle = 2 * math.asin(rho / (2 * radius))
    beta = math.asin(
        math.cos(angle) * math.sin(beta_origin) + y * math.sin(angle) * math.cos(beta_origin) / rho
    )
    across = math.atan2(
        x * math.sin(angle),
        rho * math.cos(beta_origin) * math.cos(angle) - y * math.sin(beta_origin) * math.sin(angle),
    )
    return math.degrees(_latitude(beta)), math.degrees(ORIGIN_EAST + across)


def _q(latitude: float) -> float:
    sine = math.sin(latitude)
    log = math.log((1 - E * sine) / (1 + E * sine)) / (2 * E)
    return (1 - E2) * (sine / (1 - E2 * sine**2) - log)


def _latitude(beta: float) -> float:
    """Return the geodetic latitude of an authalic one (series of the guidance note)."""
    return (
        beta
        + (E2 / 3 + 31 * E2**2 / 180 + 517 * E2**3 / 5040) * math.sin(2 * beta)
        + (23 * E2**2 / 360 + 251 * E2**3 / 3780) * math.sin(4 * beta)
        + 761 * E2**3 / 45360 * math.sin(6 * beta)
    )
