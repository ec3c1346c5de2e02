"""Whether a stretch of text says the day first ("lundi : Vicq") or the place ("Vicq : lundi").

Each neighbouring day and place earns points from what stands between them; the text as a whole
decides, unless a stretch is clear on its own.
"""

from itertools import pairwise
from typing import Final

from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Kind

_CLEAR: Final = 2.0
_UNPAIRED: Final = 1.0


def layouts(source: Source, segments: list[list[Item]]) -> list[bool]:
    """Return, for each segment, whether days come first."""
    scores = [_score(source, segment) for segment in segments]
    total = sum(scores) + _across_breaks(segments)
    overall = total > 0 if total else _first_is_day(segments)
    return [score > 0 if abs(score) >= _CLEAR else overall for score in scores]


def _first_is_day(segments: list[list[Item]]) -> bool:
    elements = [kind for segment in segments for _, kind in _elements(segment)]
    return not elements or elements[0] == "day"


def _across_breaks(segments: list[list[Item]]) -> float:
    """Score "Vicq :" or "Lundi :" alone on its line, with its times or places under it."""
    score = 0.0
    for one, other in pairwise(segments):
        said, under = _elements(one), _elements(other)
        kinds = [item.kind for item in one if item.kind not in {Kind.BREAK, Kind.STOP}]
        if said and under and kinds[-1] is Kind.COLON and said[-1][1] != under[0][1]:
            score += 3.0 if said[-1][1] == "day" else -3.0
    return score


def _elements(segment: list[Item]) -> list[tuple[int, str]]:
    """Return the days and places of a segment by rank; a list of days counts once."""
    found: list[tuple[int, str]] = []
    for rank, item in enumerate(segment):
        kind = (
            "day" if item.kind is Kind.DAY else "place" if item.is_place or item.is_poison else ""
        )
        if kind and not (kind == "day" and found and found[-1][1] == "day"):
            found.append((rank, kind))
    return found


def _score(source: Source, segment: list[Item]) -> float:
    elements = _elements(segment)
    day_first = place_first = 0.0
    for (one, kind), (other, next_kind) in pairwise(elements):
        if kind == next_kind:
            continue
        between = segment[one + 1 : other]
        if kind == "day":
            day_first += _day_then_place(segment, other, between)
        else:
            place_first += _place_then_day(source, segment[other], between)
    if elements and any(kind == "day" for _, kind in elements):
        day_first -= _UNPAIRED * ((elements[0][1] == "place") + (elements[-1][1] == "day"))
        place_first -= _UNPAIRED * ((elements[0][1] == "day") + (elements[-1][1] == "place"))
    elif not elements or len({kind for _, kind in elements}) == 1:
        return 0.0
    return day_first - place_first


def _day_then_place(segment: list[Item], rank: int, between: list[Item]) -> float:
    kinds = {item.kind for item in between if item.kind is not Kind.DAY}
    if Kind.COLON in kinds:
        return 3.0
    if segment[rank].follows_preposition and not kinds & {Kind.DASH, Kind.COMMA, Kind.CLOSE}:
        return 3.0
    if kinds & {Kind.COMMA, Kind.AND, Kind.OPEN, Kind.CLOSE}:
        return 0.0
    return 0.5 if Kind.DASH in kinds else 1.0


def _place_then_day(source: Source, day: Item, between: list[Item]) -> float:
    kinds = {item.kind for item in between}
    if Kind.DATES in kinds:
        return 0.0
    if kinds & {Kind.COLON, Kind.OPEN}:
        return 3.0
    if kinds & {Kind.COMMA, Kind.AND}:
        return 0.0
    if kinds & {Kind.HOURS, Kind.HALF, Kind.CLOSE}:
        return 0.5
    if source.folded[: day.start].rstrip().endswith((" le", " les", " chaque")):
        return 2.0
    return 1.0
