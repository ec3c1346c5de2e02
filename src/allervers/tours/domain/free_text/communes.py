"""The words of a place that seem to name its commune. A guess, that a gazetteer must confirm."""

import re
from typing import Final

from allervers.tours.domain.free_text.lexicon import PLACE_KINDS, word_set
from allervers.tours.domain.free_text.places import Place, Sort
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Token

_CODE: Final = re.compile(r"\d{5}")
_JOINING: Final = word_set("de du des d' la le les l' en sur sous lez et aux au a dans")
# "mairie de X" names a commune; "rue de X" does not.
_CIVIC: Final = word_set("mairie mairies commune communes annexe antenne hotel bourg")


def commune_span(source: Source, place: Place) -> tuple[int, int] | None:
    """Return the folded positions of the commune's words, or None when nothing names it."""
    runs = [list(piece.words) for piece in place.pieces]
    for finder in (_after_code, _after_commune, _after_civic, _after_at):
        for run in runs:
            found = finder(source, run)
            if found:
                return found
    for piece in place.pieces:
        if piece.sort in {Sort.NAME, Sort.UNSURE}:
            return _before_kind(source, list(piece.words))
    return None


def _folded(source: Source, word: Token) -> str:
    return source.folded[word.start : word.end]


def _after_code(source: Source, words: list[Token]) -> tuple[int, int] | None:
    """Find "86470 Boivre-la-Vallée": the words after a postal code."""
    for rank, word in enumerate(words[:-1]):
        if _CODE.fullmatch(_folded(source, word)):
            return words[rank + 1].start, words[-1].end
    return None


def _after_commune(source: Source, words: list[Token]) -> tuple[int, int] | None:
    """Find "commune de X", which wins over the "mairie de Y" of a part of it."""
    for rank, word in enumerate(words[:-2]):
        if _folded(source, word) == "commune":
            return _before_kind(source, words[rank + 2 :])
    return None


def _after_civic(source: Source, words: list[Token]) -> tuple[int, int] | None:
    """Find "mairie de X", "commune de X", "mairie annexe de X"."""
    for rank, word in enumerate(words[:-1]):
        if _folded(source, word) not in _CIVIC:
            continue
        rest = words[rank + 1 :]
        while rest and (
            _folded(source, rest[0]) in _CIVIC or _folded(source, rest[0]) in {"de", "d'", "du"}
        ):
            rest = rest[1:]
        if rest and source.plain[rest[0].start].isupper() | (
            _folded(source, rest[0]) in {"la", "le", "les", "l'"}
        ):
            return _before_kind(source, rest)
    return None


def _after_at(source: Source, words: list[Token]) -> tuple[int, int] | None:
    """Find "place du marché à X"; "Bais à l'espace partagé" has its name before."""
    if _folded(source, words[0]) not in PLACE_KINDS:
        return None
    for rank, word in enumerate(words[:-1]):
        named = source.plain[words[rank + 1].start].isupper()
        if rank and _folded(source, word) == "a" and named:
            return _before_kind(source, words[rank + 1 :])
    return None


def commune_hint(source: Source, place: Place) -> tuple[int, int] | None:
    """Return the proper name after a kind of place: "médiathèque de X" may be in X, or not."""
    for piece in place.pieces:
        words = list(piece.words)
        while words and not _is_proper(source, words[0]):
            words = words[1:]
        if words:
            return words[0].start, words[-1].end
    return None


def _is_proper(source: Source, word: Token) -> bool:
    return source.plain[word.start].isupper() and _folded(source, word) not in PLACE_KINDS


def _before_kind(source: Source, words: list[Token]) -> tuple[int, int]:
    """Keep the words before a kind of place: "Cogolin Place Victor Hugo" is in Cogolin."""
    kept: list[Token] = []
    for word in words:
        if kept and _folded(source, word) in PLACE_KINDS:
            break
        kept.append(word)
    while len(kept) > 1 and _folded(source, kept[-1]) in _JOINING:
        kept.pop()
    return kept[0].start, kept[-1].end
