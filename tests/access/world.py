"""What the addresses name objects of: the cast, and the season of Aïcha's organisation."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.cast import Cast, make_cast
from tests.tours.staff.season import Season, make_season


@dataclass(frozen=True, slots=True)
class World:
    """Everything that an address may name."""

    cast: Cast
    season: Season


Makers = dict[str, Callable[[World], object]]  # the argument of an address → its object


def make_world() -> World:
    """Make the cast and Aïcha's season."""
    cast = make_cast()
    return World(cast=cast, season=make_season(cast))
