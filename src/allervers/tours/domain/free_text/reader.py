"""Read a text: tokens, items, layout, drafts, proposals; then say what was left unread."""

from collections.abc import Iterator
from typing import Final

from allervers.tours.domain.free_text.attach import Draft, Spec, State
from allervers.tours.domain.free_text.hours import read_columns
from allervers.tours.domain.free_text.items import Item, make_items, segments
from allervers.tours.domain.free_text.layout import layouts
from allervers.tours.domain.free_text.leftovers import notes_of, unread_of
from allervers.tours.domain.free_text.lexer import cut
from allervers.tours.domain.free_text.proposing import Surroundings, propose
from allervers.tours.domain.free_text.reading import Proposal, Reading
from allervers.tours.domain.free_text.source import make_source
from allervers.tours.domain.free_text.strays import strays_of
from allervers.tours.domain.free_text.title_lines import join_titles
from allervers.tours.domain.free_text.tokens import Beat, Kind, Token
from allervers.tours.domain.free_text.walkers import attach

LONGEST_TEXT: Final = 12_000


def read(
    text: str,
    *,
    hours_columns: str | None,
    default_commune: str | None,
    place_is_known: bool = False,
) -> Reading:
    """Read a timetable written in French.

    `hours_columns` are weekly hours that stand beside the text ("lundi=09:00 - 12:00|mardi=…"),
    used for "lundi matin" and for days without hours. `default_commune` is only offered as an
    answer. `place_is_known`: the place stands beside the text, which may be just "mardi".
    Never raises; letters beyond the first 12,000 are not read.
    """
    source = make_source(text[:LONGEST_TEXT])
    tokens = join_titles(source, cut(source))
    items = make_items(source, tokens)
    parts = segments(items)
    state = attach(parts, layouts(source, parts))
    drafts = _drafts(state, items, place_is_known=place_is_known)
    around = Surroundings(
        source=source,
        columns=read_columns(hours_columns),
        default_commune=default_commune,
        cycle=_longest_cycle(tokens),
        has_hours=any(t.kind is Kind.HOURS for draft in drafts for t in draft.tokens),
        drafts=tuple(drafts),
        strays=strays_of(items, drafts),
    )
    proposals = tuple(_unique(p for draft in drafts for p in propose(draft, around)))
    notes = notes_of(source, items, proposals)
    return Reading(proposals, unread_of(source, tokens, proposals, notes), notes)


def _drafts(state: State, items: list[Item], *, place_is_known: bool) -> list[Draft]:
    """Return the drafts; days without any place become questions if the text has no place."""
    if state.drafts or any(item.is_poison for item in items):
        return state.drafts
    if any(item.kind is Kind.CLOSED for item in items):
        return []
    return [Draft([], spec) for spec in state.placeless if place_is_known or _says_when(spec)]


def _says_when(spec: Spec) -> bool:
    return spec.has(Kind.DAY) and spec.has(Kind.HOURS, Kind.HALF, Kind.FREQUENCY)


def _longest_cycle(tokens: list[Token]) -> int:
    """Return the length of a cycle whose weeks are all named, 1 to k; 0 if one is missing."""
    numbers = {n for t in tokens if t.beat is Beat.CYCLE_WEEK for n in t.numbers}
    return len(numbers) if numbers == set(range(1, len(numbers) + 1)) else 0


def _unique(proposals: Iterator[Proposal]) -> Iterator[Proposal]:
    """Leave out a proposal that repeats another word for word (a text pasted twice)."""
    seen: set[tuple[object, ...]] = set()
    for proposal in proposals:
        key = (
            proposal.place,
            proposal.rrule,
            proposal.hours,
            proposal.questions,
            proposal.weekdays,
        )
        if key not in seen or proposal.rrule is None:
            seen.add(key)
            yield proposal
