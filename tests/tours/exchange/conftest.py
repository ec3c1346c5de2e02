"""The invented country, for every test of this folder."""

from tests.tours.public.world import at_most, world

__all__ = ["at_most", "world"]
