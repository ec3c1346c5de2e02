"""A stored problem once a setback happened: light, pages use it."""

from allervers.seasons.domain.mending import Setback, mended
from allervers.seasons.domain.planned import Planned, StoredProblem
from allervers.seasons.gateways.planner.opened import json_of
from allervers.seasons.gateways.planner.packing import packed


def after_setback(stored: StoredProblem, setback: Setback, locked: list[Planned]) -> StoredProblem:
    """Return the problem once the setback happened, with these visits locked."""
    found = json_of(stored)
    if not isinstance(found, dict):
        raise TypeError(stored.digest)
    return packed(mended(found, setback, locked))
