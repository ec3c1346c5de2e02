"""Walk over the items, days first or places first, each segment by its own habit."""

from allervers.tours.domain.free_text.around import drop_unused
from allervers.tours.domain.free_text.attach import State
from allervers.tours.domain.free_text.day_first import walk_day_first
from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.place_first import walk_place_first


def attach(segments: list[list[Item]], day_first: list[bool]) -> State:
    """Walk all segments and return the state, with its drafts."""
    state = State()
    was_day_first: bool | None = None
    for whole, days_lead in zip(segments, day_first, strict=True):
        segment = [item for item in whole if not item.is_empty]
        if was_day_first is not None and was_day_first != days_lead:
            _forget(state)
        was_day_first = days_lead
        if days_lead:
            walk_day_first(state, segment)
        else:
            walk_place_first(state, segment)
    drop_unused(state)
    state.drafts = [d for d in state.drafts if not d.needs_own or d.own]
    return state


def _forget(state: State) -> None:
    drop_unused(state)
    state.specs, state.last, state.lead, state.places = [], [], [], None
    state.is_used = state.is_dead = False
