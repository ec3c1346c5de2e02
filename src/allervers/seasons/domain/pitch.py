"""Pitches as needs and offers: what is too long, too wide or without power is not a match.

Only what is known counts: a halt whose length nobody measured excludes no unit.
"""

from collections.abc import Iterable

from allervers.seasons.domain.facts import HaltFacts, UnitFacts

NO_SOCKET = "sans prise électrique"


def needed_at(halt: HaltFacts) -> list[str]:
    """Return what the pitch asks of a unit."""
    needs = [long(halt.length_m)] if halt.length_m is not None else []
    needs += [wide(halt.width_m)] if halt.width_m is not None else []
    return [*needs, NO_SOCKET] if halt.has_power is False else needs


def offered_by(unit: UnitFacts, halts: Iterable[HaltFacts]) -> list[str]:
    """Return which of the pitches a unit fits in."""
    halts = list(halts)
    lengths = {one.length_m for one in halts if one.length_m is not None}
    widths = {one.width_m for one in halts if one.width_m is not None}
    fits = [long(one) for one in sorted(lengths) if unit.length_m is None or unit.length_m <= one]
    fits += [wide(one) for one in sorted(widths) if unit.width_m is None or unit.width_m <= one]
    return fits if unit.needs_power else [*fits, NO_SOCKET]


def long(metres: float) -> str:
    """Name a length."""
    return f"place de {metres:g} m de long"


def wide(metres: float) -> str:
    """Name a width."""
    return f"place de {metres:g} m de large"
