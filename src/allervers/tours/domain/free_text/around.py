"""What both walks look at around an item: what follows it, and whether a day comes first."""

from allervers.tours.domain.free_text.attach import Spec, State
from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.tokens import Kind, Token


def following_item(segment: list[Item], rank: int) -> Item | None:
    """Return what comes after a token and those of its kind that go on with it."""
    kind = segment[rank].kind
    passed = {Kind.AND, Kind.COMMA, kind}
    at = rank + 1
    while at < len(segment) and segment[at].kind in passed:
        more = at + 1 < len(segment) and segment[at + 1].kind is kind
        if segment[at].kind is not kind and not more:
            break
        at += 1
    return segment[at] if at < len(segment) else None


def day_before_place(rest: list[Item]) -> bool:
    """Whether a day comes before any place, within the same stretch of text."""
    for item in rest:
        if item.kind is Kind.DAY:
            return True
        if item.is_place or item.kind is Kind.BREAK:
            return False
    return False


def leads(spec: Spec, token: Token, following: Item | None, rest: list[Item]) -> bool:
    """Whether a modifier stands before its days: "semaines paires le lundi, impaires le mardi"."""
    if not day_before_place(rest):
        return False
    if following is not None and following.kind is Kind.COLON:
        return True
    return spec.tokens[0].kind is token.kind and spec.tokens[-1].kind is not token.kind


def closes(specs: list[Spec], *, used: bool) -> bool:
    """Whether "fermé" says that the days just named are closed: "vendredi après-midi : fermé"."""
    return bool(specs) and not used and not specs[-1].has(Kind.HOURS)


def drop_unused(state: State) -> None:
    """Keep apart the days that met no place."""
    if not state.is_used and not state.is_dead:
        state.placeless.extend(spec for spec in state.specs if spec.has(Kind.DAY))
