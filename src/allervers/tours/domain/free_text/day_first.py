"""Days first: "lundi : Vicq", "le lundi à Vicq", "lundi Vicq 9h-12h Migné 14h-17h"."""

from typing import Final

from allervers.tours.domain.free_text.around import closes, drop_unused, following_item, leads
from allervers.tours.domain.free_text.attach import (
    HEADING_BEATS,
    MODIFIERS,
    Draft,
    Spec,
    State,
    add_day,
    holds_for_sentence,
    is_heading,
    new_spec,
    set_heading,
    set_place_heading,
)
from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.tokens import Kind, Token

_UNMUTING: Final = frozenset((Kind.BREAK, Kind.STOP, Kind.LINK))
_GOING_ON: Final = frozenset((Kind.HOURS, Kind.AND, Kind.COMMA, Kind.SLASH))
# What is excepted concerns what comes before it; elsewhere it is only noted.
ASIDES: Final = frozenset((Kind.EXCEPT, Kind.CLOSED))


def walk_day_first(state: State, segment: list[Item]) -> None:
    """Give the days of a segment to the place after them."""
    if any(item.kind is Kind.DAY or item.is_place for item in segment):
        state.last = []
    for rank, item in enumerate(segment):
        if state.is_muted and not item.is_place and item.kind not in _UNMUTING:
            continue
        _arrive(state, segment, rank)
        state.is_muted = state.is_muted and item.kind not in _UNMUTING
        if item.kind not in _GOING_ON:
            state.after_hours = False


def _arrive(state: State, segment: list[Item], rank: int) -> None:
    item = segment[rank]
    if item.kind is Kind.DAY and item.token:
        _day_arrives(state, item.token)
    elif item.token and item.kind in MODIFIERS:
        _modifier_arrives(state, item.token, following_item(segment, rank), segment[rank + 1 :])
    elif item.is_place or item.is_poison:
        _place_arrives(state, item, is_new=rank == 0)
    elif item.pieces:
        _prose_arrives(state, item)
    elif item.kind is Kind.STOP:
        _sentence_ends(state)
    elif item.kind is Kind.BREAK:
        state.place_heading = [t for t in state.place_heading if t.kind is not Kind.APPOINTMENT]


def _prose_arrives(state: State, item: Item) -> None:
    """Remember that words stand after the days; a vague place ends them."""
    if state.specs and not state.is_used:
        state.was_prose = True
        state.is_used = state.is_dead = item.is_vague


def _day_arrives(state: State, token: Token) -> None:
    if state.was_prose and not state.is_used:
        drop_unused(state)
        state.specs = []
    state.was_prose = False
    if state.is_used:
        state.specs, state.is_used, state.last, state.is_dead = [], False, [], False
    if token.tied and state.specs and not state.specs[-1].has(Kind.DAY):
        state.specs[-1].tokens.append(token)
    else:
        add_day(state, token)


def _modifier_arrives(state: State, token: Token, following: Item | None, rest: list[Item]) -> None:
    if token.tied:
        _tied_arrives(state, token)
    elif token.kind is Kind.CLOSED and closes(state.specs, used=state.is_used):
        state.is_used = state.is_dead = True
    elif _follows_days(state, token, following, rest):
        state.specs[-1].tokens.append(token)
    elif token.beat in HEADING_BEATS and is_heading(token, following):
        set_heading(state, token)
    elif _trails(state, token, following):
        for draft in state.last:
            draft.own.append(token)
        state.after_hours = token.kind is Kind.HOURS
    elif token.kind not in ASIDES:
        _lead_arrives(state, token, following, rest)


def _tied_arrives(state: State, token: Token) -> None:
    if state.is_used:
        state.specs, state.is_used, state.last = [], False, []
    new_spec(state, token)


def _lead_arrives(state: State, token: Token, following: Item | None, rest: list[Item]) -> None:
    """Keep a modifier that comes before what it concerns."""
    place_next = _place_before_day(rest)
    if is_heading(token, following) and not (state.is_used and place_next):
        set_heading(state, token)
    elif holds_for_sentence(token) and not place_next:
        set_place_heading(state, token)
    else:
        state.lead.append(token)


def _follows_days(state: State, token: Token, following: Item | None, rest: list[Item]) -> bool:
    if not state.specs or state.is_used or not state.specs[-1].has(Kind.DAY):
        return False
    return not leads(state.specs[-1], token, following, rest)


def _trails(state: State, token: Token, following: Item | None) -> bool:
    """Whether a modifier after a place belongs to that place."""
    if not state.last or (following is not None and following.kind is Kind.COLON):
        return False
    if token.kind is Kind.HOURS and state.after_hours:
        return True
    return not any(draft.has(token.kind) for draft in state.last)


def _place_before_day(rest: list[Item]) -> bool:
    for item in rest:
        if item.kind is Kind.DAY:
            return False
        if item.is_place:
            return True
    return False


def _place_arrives(state: State, item: Item, *, is_new: bool) -> None:
    if not item.is_place:
        state.is_muted = state.is_used or not state.specs
        state.is_dead = state.is_used = True
        state.last = []
    elif not state.specs or state.is_dead:
        state.is_muted = False
    elif state.is_used and item.completes and not state.lead and state.last and not is_new:
        for draft in state.last:
            draft.places[0].stretches.extend(item.places[0].stretches)
            draft.places[0].pieces.extend(item.places[0].pieces)
    else:
        _consume(state, item)


def _consume(state: State, item: Item) -> None:
    state.was_prose = False
    again = state.is_used and not state.lead
    specs = _days_only(state) if state.is_used else state.specs
    places = [item.places] if item.is_choice else [[place] for place in item.places]
    state.last = [
        Draft(group, spec, len(places) > 1, item.is_choice, needs_own=again)
        for spec in specs
        for group in places
        if spec.has(Kind.DAY)
    ]
    state.drafts.extend(state.last)
    state.lead = [] if state.is_used else state.lead
    state.is_used = True


def _days_only(state: State) -> list[Spec]:
    """Give the days again to a second place, without what was said of the first."""
    leading = {token.kind for token in state.lead}
    kept = {Kind.DAY, Kind.FREQUENCY, Kind.APPOINTMENT, Kind.SKIPS}
    if Kind.FREQUENCY in leading:  # on other weeks, at the same hours
        kept |= {Kind.HOURS, Kind.HALF}
    kept -= leading
    return [
        Spec([*(t for t in spec.tokens if t.kind in kept or t.tied), *state.lead], spec.headings)
        for spec in state.specs
    ]


def _sentence_ends(state: State) -> None:
    drop_unused(state)
    state.specs, state.last, state.lead, state.place_heading = [], [], [], []
    state.is_used = state.is_dead = state.was_prose = False
