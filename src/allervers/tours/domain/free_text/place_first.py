"""Places first: "Vicq : lundi, mardi matin", "Vicq (lundi) et Migné (mardi)"."""

from allervers.tours.domain.free_text.around import closes, day_before_place, following_item, leads
from allervers.tours.domain.free_text.attach import (
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
from allervers.tours.domain.free_text.day_first import ASIDES
from allervers.tours.domain.free_text.items import Item, cut_at_dash
from allervers.tours.domain.free_text.places import Place
from allervers.tours.domain.free_text.tokens import Kind, Token


def walk_place_first(state: State, segment: list[Item]) -> None:
    """Give the days of a segment to the place before them."""
    for rank, item in enumerate(segment):
        if item.kind is Kind.DAY and item.token:
            _day_of_place(state, item.token)
        elif item.kind is Kind.CLOSED and _closes_days(state, segment, rank):
            state.drafts = [draft for draft in state.drafts if draft.spec is not state.specs[-1]]
        elif item.token and item.kind in MODIFIERS:
            following = following_item(segment, rank)
            _modifier_of_place(state, item.token, following, segment[rank + 1 :])
        elif item.pieces and (item.is_place or item.is_poison or day_is_next(segment, rank)):
            _place_opens(state, item, segment, rank)
    if segment and segment[-1].kind is Kind.STOP:
        state.lead, state.specs, state.last = [], [], []


def _closes_days(state: State, segment: list[Item], rank: int) -> bool:
    in_brackets = rank > 0 and segment[rank - 1].kind is Kind.OPEN
    # "Migné : 3e mardi ; pas de bus le 4e mardi": at the head of a stretch it closes other days.
    return rank > 0 and not in_brackets and closes(state.specs, used=False)


def _place_opens(state: State, item: Item, segment: list[Item], rank: int) -> None:
    if not item.is_place:
        _close_place(state)
        state.places, state.is_dead = None, True
        return
    destination = state.last and rank > 0 and _leads_to(item, segment[rank - 1])
    places = item.places
    if _is_bracketed(item, segment, rank) and state.places:
        places = _joined(state.places[-1], item.places)
    elif destination:  # "VAL : le lundi à la mairie de Vicq - MONT : le mardi…"
        inner, places = cut_at_dash(item)
        _complete(state, inner)
    elif item.completes and state.last and not day_before_place(segment[rank + 1 :]):
        _complete(state, places)
        return
    if places:
        _close_place(state)
        state.places, state.is_choice, state.is_dead = places, item.is_choice, False


def _is_bracketed(item: Item, segment: list[Item], rank: int) -> bool:
    """Whether "Vicq (maison commune le lundi…)" goes on inside its brackets."""
    return item.completes and rank > 1 and segment[rank - 1].kind is Kind.OPEN


def _joined(name: Place, inside: list[Place]) -> list[Place]:
    joined = Place(list(name.stretches), list(name.pieces))
    for place in inside:
        joined.stretches.extend(place.stretches)
        joined.pieces.extend(place.pieces)
    return [joined]


def _leads_to(item: Item, before: Item) -> bool:
    return item.follows_preposition and before.kind in {Kind.DAY, *MODIFIERS}


def _complete(state: State, places: list[Place]) -> None:
    for draft in state.last:
        for place in places:
            draft.places[0].stretches.extend(place.stretches)
            draft.places[0].pieces.extend(place.pieces)


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
    elif is_heading(token, following) or holds_for_sentence(token):
        set_place_heading(state, token)
    else:
        state.lead.append(token)
