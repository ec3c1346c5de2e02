"""Opens the road network that the host prepared, or says why it cannot serve."""

import logging
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

from allervers.seasons.domain.travel import Estimate, TravelTimes, Unready
from allervers.seasons.gateways.travel.by_road import ByRoad
from allervers.seasons.gateways.travel.network import Network
from allervers.seasons.gateways.travel.valhalla_roads import ValhallaRoads

logger = logging.getLogger(__name__)

PACKAGES: Final = ("pyvalhalla-weekly", "pyvalhalla")
"""Python 3.11 has wheels of the first only; see docs/adr/0014-travel-times.md."""


def by_road(folder: Path, speed_kmh: float) -> TravelTimes:
    """Return trips by the network of a folder; an estimate that says why when it cannot serve."""
    engine = engine_version()
    if engine is None:
        logger.warning("ALLERVERS_ROADS is set, requirements-roads.txt is not installed")
        return Estimate(speed_kmh, Unready.NO_ENGINE)
    network = Network.read(folder)
    if network is None or network.engine != engine:
        logger.warning("ALLERVERS_ROADS is set: run prepare_roads")
        return Estimate(speed_kmh, Unready.NOT_PREPARED)
    return ByRoad(opened(network), folder / "trips", speed_kmh)


def engine_version() -> str | None:
    """Return the version of the engine installed, without loading its libraries."""
    for package in PACKAGES:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return None


@lru_cache(maxsize=1)
def opened(network: Network) -> ValhallaRoads:
    """Keep a network's tiles open from one computation to the next."""
    return ValhallaRoads(network)
