"""Words of frequency, period or hours that met no day: what stands near them is not sure.

"Mardi 9h-11h : Brécy les semaines 1, 5 ; Migné les semaines 2, 6" must not become "every Tuesday
at Brécy" because the weeks found no place: whoever stands near such words is asked about.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from allervers.tours.domain.free_text.attach import Draft
from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.tokens import Kind, Token
from allervers.tours.domain.recurrence import SchoolTime

_ENDS: Final = frozenset((Kind.BREAK, Kind.STOP))
_TELLING: Final = frozenset((Kind.FREQUENCY, Kind.PERIOD, Kind.HOURS))


@dataclass(frozen=True, slots=True)
class Strays:
    """Kinds of stray words by stretch of text; stretches begin after each break or full stop."""

    begins: tuple[int, ...]
    kinds: frozenset[tuple[int, Kind]]
    excepts: bool = False  # a whole sentence says "sauf…": nobody knows of which visits

    def near(self, draft: Draft, kind: Kind) -> bool:
        """Whether stray words of this kind stand in a stretch where the draft takes its own."""
        own = [token.start for token in (*draft.spec.tokens, *draft.own)]
        own += [start for place in draft.places for start, _end in place.stretches]
        return any((bisect_right(self.begins, start), kind) in self.kinds for start in own)


def strays_of(items: list[Item], drafts: list[Draft]) -> Strays:
    """Return where words of frequency, period or hours stand that no draft took."""
    taken: set[Token] = {token for draft in drafts for token in draft.tokens}
    begins = tuple(item.end for item in items if item.kind in _ENDS)
    heads = [0, *(rank + 1 for rank, item in enumerate(items) if item.kind in _ENDS)]
    excepts = any(rank < len(items) and items[rank].kind is Kind.EXCEPT for rank in heads) or any(
        item.token not in taken and _skips_school(item.token) for item in items if item.token
    )
    return Strays(
        begins,
        frozenset(
            (bisect_right(begins, item.start), item.kind)
            for item in items
            if item.kind in _TELLING and item.token not in taken
        ),
        excepts,
    )


def _skips_school(token: Token) -> bool:
    """Whether the words leave out holidays or term; public holidays are left out anyway."""
    return token.school_time not in {None, SchoolTime.ALWAYS}
