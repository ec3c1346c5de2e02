"""Trips and walks: by the road network that the host prepared, else estimated and said so.

Slow, and heavy in memory: the worker asks, never a page, never in a transaction.
"""

from pathlib import Path

from django.conf import settings

from allervers.seasons.domain.travel import Estimate, TravelTimes

SPEED_KMH = 25.0
"""As `Season.speed_kmh` supposes."""


def travel_times(speed_kmh: float = SPEED_KMH) -> TravelTimes:
    """Return what tells trips here; `speed_kmh` serves where there is no road to tell.

    Never fails: an estimate whose `why` says what is missing, when the host asked for roads.
    """
    extract: Path | None = settings.ROADS
    if extract is None:
        return Estimate(speed_kmh)
    from allervers.seasons.gateways.travel import opening  # noqa: PLC0415 - numpy, for the worker

    return opening.by_road(settings.ROADS_FOLDER, speed_kmh)
