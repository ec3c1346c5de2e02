"""Which territorial service covers an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from allervers.territory.domain.names import search_key


@dataclass(frozen=True, slots=True)
class Cover:
    """One sector's cover of a commune; `part` is empty when it covers the whole of it."""

    sector_id: UUID
    sector: str
    part: str
    address: str
    phone: str
    is_invented: bool


def covering(covers: Iterable[Cover], address: str) -> list[Cover]:
    """Return the sectors that cover an address of the commune, the surest first.

    A part named in the address ("quartier Nord") decides. Otherwise sectors of the whole
    commune answer; where it is shared out by parts, all are returned and a person chooses.
    """
    every = list(covers)
    said = f" {search_key(address)} "
    named = [each for each in every if each.part and f" {search_key(each.part)} " in said]
    whole = [each for each in every if not each.part]
    return named or whole or every
