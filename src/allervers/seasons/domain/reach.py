"""Which people the halts of a season reach, and from how far."""

from collections.abc import Mapping
from dataclasses import replace

from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.facts import SeasonFacts
from allervers.seasons.domain.travel import Place, Table


def with_reach(
    facts: SeasonFacts, walking: Mapping[tuple[str, str], float] | None = None
) -> SeasonFacts:
    """Return the facts with the exposure of each point to each halt, on foot when it is known."""
    supposed = facts.supposed
    found = exposures(
        halt_places(facts),
        facts.points,
        supposed.kerb,
        supposed.decay_m,
        supposed.radius_m,
        walking,
    )
    return replace(facts, exposures=tuple(found))


def with_trips(facts: SeasonFacts, table: Table) -> SeasonFacts:
    """Return the facts with the trips between depots and halts."""
    return replace(facts, table=table)


def profiles_of(facts: SeasonFacts) -> list[str]:
    """Return the profiles that the units need."""
    return sorted({unit.profile for unit in facts.units})


def halt_places(facts: SeasonFacts) -> list[Place]:
    """Return each halt with its position."""
    return [(halt.id, *halt.point) for halt in facts.halts]


def point_places(facts: SeasonFacts) -> list[Place]:
    """Return each point of need with its position."""
    return [(one.id, one.latitude, one.longitude) for one in facts.points]
