"""Places first: "Vicq : lundi, mardi matin", "Vicq (lundi) et Migné (mardi)"."""

from allervers.tours.domain.free_text.around import day_before_place, following_item, leads
from allervers.tours.domain.free_text.attach import (
    MODIFIERS,
    Draft,
    Spec,
    State,
    add_day,
    is_heading,
    new_spec,
    set_heading,
    set_place_heading,
)
from allervers.tours.domain.free_text.day_first import ASIDES
from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.tokens import Kind, Token


def walk_place_first(state: State, segment: list[Item]) -> None:
    """Give the days of a segment to the place before them."""
    for rank, item in enumerate(segment):
        following = following_item(segment, rank)
        if item.kind is Kind.DAY and item.token:
            _day_of_place(state, item.token)
        elif item.token and item.kind in MODIFIERS:
            _modifier_of_place(state, item.token, following, segment[rank + 1 :])
        elif item.is_place or item.is_poison or (item.pieces and day_is_next(segment, rank)):
            _place_opens(state, item, segment[rank + 1 :])
    if segment and segment[-1].kind is Kind.STOP:
        state.lead = []


def _place_opens(state: State, item: Item, rest: list[Item]) -> None:
    if not item.is_place:
        _close_place(state)
        state.places, state.is_dead = None, True
        return
    if item.completes and state.last and not day_before_place(rest):
        for draft in state.last:
            draft.places[0].stretches.extend(item.places[0].stretches)
        return
    _close_place(state)
    state.places, state.is_choice, state.is_dead = item.places, item.is_choice, False


def day_is_next(segment: list[Item], rank: int) -> bool:
    """Whether a day comes before any other word."""
    for item in segment[rank + 1 :]:
        if item.kind is Kind.DAY:
            return True
        if item.kind is Kind.WORD:
            return False
    return False


def _close_place(state: State) -> None:
    state.specs, state.last, state.place_heading = [], [], []


def _day_of_place(state: State, token: Token) -> None:
    before = len(state.specs)
    tied = token.tied and state.specs and not state.specs[-1].has(Kind.DAY)
    if tied:
        state.specs[-1].tokens.append(token)
    else:
        add_day(state, token)
    if len(state.specs) > before or tied:
        _draft_spec(state, state.specs[-1])


def _draft_spec(state: State, spec: Spec) -> None:
    if state.is_dead:
        return
    if state.places is None:
        state.placeless.append(spec)
        return
    groups = [state.places] if state.is_choice else [[place] for place in state.places]
    made = [Draft(group, spec, len(groups) > 1, state.is_choice) for group in groups]
    state.last = [*state.last, *made]
    state.drafts.extend(made)


def _modifier_of_place(
    state: State, token: Token, following: Item | None, rest: list[Item]
) -> None:
    current = state.specs[-1] if state.specs else None
    if token.tied:
        new_spec(state, token)
    elif (
        current is not None and current.has(Kind.DAY) and not leads(current, token, following, rest)
    ):
        current.tokens.append(token)
    elif token.kind in ASIDES:
        return
    elif is_heading(token, following) and state.places is None:
        set_heading(state, token)
    elif is_heading(token, following) or token.kind is Kind.FREQUENCY:
        set_place_heading(state, token)
    else:
        state.lead.append(token)
