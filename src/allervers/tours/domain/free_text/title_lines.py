"""A town alone on its line, the building on the next, the times under them: one place.

"VICQ", then "Salle des fêtes", then "Mardi : 9 h 30 - 12 h".
"""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from allervers.tours.domain.free_text.lexicon import FILLER, PLACE_KINDS
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Kind, Token

_LONGEST: Final = 6
_TIMES: Final = frozenset((Kind.DAY, Kind.FREQUENCY, Kind.HOURS))
_WORDS: Final = frozenset((Kind.WORD, Kind.COMMA, Kind.DASH))


def join_titles(source: Source, tokens: list[Token]) -> list[Token]:
    """Turn the end of a town's line into a comma when a building and times stand under it."""
    ends = [
        rank
        for rank, token in enumerate(tokens)
        if token.kind is Kind.BREAK and "\n" in source.folded[token.start : token.end]
    ]
    edges = [-1, *ends, len(tokens)]
    lines = [tokens[first + 1 : last] for first, last in pairwise(edges)]
    joined = list(tokens)
    for number, rank in enumerate(ends[:-1]):
        town, building, times = lines[number : number + 3]
        if _is_town(source, town) and _is_building(source, building) and _is_time(times):
            joined[rank] = replace(tokens[rank], kind=Kind.COMMA)
    return joined


def _is_town(source: Source, line: list[Token]) -> bool:
    if not 0 < len(line) <= _LONGEST or any(token.kind not in _WORDS for token in line):
        return False
    names = {source.folded[token.start : token.end] for token in line}
    return source.plain[line[0].start].isupper() and not names & (FILLER - {"le", "la", "les"})


def _is_building(source: Source, line: list[Token]) -> bool:
    if not line or any(token.kind not in _WORDS for token in line):
        return False
    return source.folded[line[0].start : line[0].end] in PLACE_KINDS


def _is_time(line: list[Token]) -> bool:
    return bool(line) and line[0].kind in _TIMES
