"""Of people: persons followed."""

from tests.access.world import Makers

MAKERS: Makers = {}
