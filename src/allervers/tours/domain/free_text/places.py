"""Runs of words between the times: which of them are places, which complete one, which are prose.

A run is cut at its commas, dashes, brackets and conjunctions into pieces; pieces that only say
what kind of place it is, or where in the street, complete the one before them.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from allervers.tours.domain.free_text.lexicon import (
    ADDRESS_KINDS,
    FILLER,
    NOT_A_VISIT,
    PLACE_KINDS,
    PROSE,
    SOMEWHERE,
    VAGUE,
    word_set,
)
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Kind, Token

ARTICLES: Final = frozenset(("le", "la", "les", "l'"))
PREPOSITIONS: Final = frozenset(("a", "au", "aux", "sur", "dans", "en", "chez", "place", "devant"))
TAIL: Final = ARTICLES | word_set(
    "de du des d' a au aux en sur dans et ou tous toutes un une chaque pour par tel mail"
)
NOT_A_DESTINATION: Final = frozenset(("pour", "avec", "par", "sans", "afin", "depuis"))
# "le 2e à la mairie" speaks of days, not of a place.
_ORDINAL: Final = re.compile(r"\d(?:er|ere|e|eme|nd)")
_TOWN: Final = ("mairie de", "mairie d'", "mairie du", "marche de", "commune de")
_AROUND: Final = frozenset(("environs", "alentours"))
LONGEST_LOWER: Final = 4
LONGEST_PLACE: Final = 30  # words


class Sort(StrEnum):
    """What a piece of a run is."""

    NAME = "name"  # has a proper name of its own
    UNSURE = "unsure"  # "la poterie", "Réouverture progressive": a name, or not
    KIND = "kind"  # "mairie", "salle des fêtes", "4 rue du Puits": completes a name
    FILLER = "filler"
    VAGUE = "vague"  # "les autres mairies"
    PROSE = "prose"
    NOT_A_VISIT = "not_a_visit"


NAMING: Final = frozenset((Sort.NAME, Sort.KIND, Sort.UNSURE))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a run, without the empty words around them."""

    sort: Sort
    words: tuple[Token, ...]
    sep: Kind | None  # what stands before it
    follows_preposition: bool = False
    names_town: bool = False  # "mairie de Vicq" stands alone, "salle des fêtes" does not


@dataclass(slots=True)
class Place:
    """One place: the tokens that name it, in one or more stretches."""

    stretches: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Add a piece; what a comma or a dash joins stays one stretch."""
        self.pieces.append(piece)
        start, end = piece.words[0].start, piece.words[-1].end
        if self.stretches and piece.sep not in {Kind.AND, Kind.OR}:
            self.stretches[-1] = (self.stretches[-1][0], end)
        else:
            self.stretches.append((start, end))

    @property
    def is_unsure(self) -> bool:
        """Whether nothing shows that these words name a place."""
        return all(piece.sort is Sort.UNSURE for piece in self.pieces)


def make_piece(source: Source, words: list[Token], sep: Kind | None) -> Piece:
    """Strip a piece and say what it is."""
    if any(_folded(source, w) in SOMEWHERE and not _upper(source, w) for w in words):
        return Piece(Sort.VAGUE, tuple(words), sep)
    body = _after_prose(source, words)
    if body is None:
        poison = any(_folded(source, word) in NOT_A_VISIT for word in words)
        return Piece(Sort.NOT_A_VISIT if poison else Sort.PROSE, tuple(words), sep)
    first = _first_word(source, body)
    led = [_folded(source, word) for word in body[:first]]
    kept = _without_tail(source, body[first:])
    if _AROUND.intersection(led):  # "Bairon et ses environs, à l'espace Moreaux" is one place
        sep = Kind.DASH
    if not kept:
        return Piece(Sort.FILLER, tuple(words), sep)
    prep = any(word in PREPOSITIONS for word in led) or _folded(source, kept[0]) in PREPOSITIONS
    if any(word in NOT_A_DESTINATION for word in led):
        return Piece(Sort.PROSE, tuple(words), sep)
    return Piece(_sort(source, kept), tuple(kept), sep, prep, _names_town(source, kept))


def _names_town(source: Source, words: list[Token]) -> bool:
    joined = " ".join(_folded(source, word) for word in words[:3])
    return len(words) > 2 and joined.startswith(_TOWN) and _upper(source, words[2])  # noqa: PLR2004


def _folded(source: Source, word: Token) -> str:
    return source.folded[word.start : word.end]


def _upper(source: Source, word: Token) -> bool:
    return source.plain[word.start].isupper()


def _after_prose(source: Source, words: list[Token]) -> list[Token] | None:
    """Return the words after the last one of prose when a preposition leads to a place there."""
    shouted = all(_upper(source, word) for word in words)
    last = -1
    for rank, word in enumerate(words):
        quiet = shouted or rank == 0 or not _upper(source, word)
        if quiet and _folded(source, word) in PROSE | NOT_A_VISIT:
            last = rank
    if last < 0:
        return words
    rest = words[last + 1 :]
    leads = [r for r, word in enumerate(rest) if _folded(source, word) in PREPOSITIONS]
    blocked = any(_folded(source, word) in NOT_A_VISIT for word in words[: last + 1])
    return rest[leads[0] :] if leads and not blocked else None


def _first_word(source: Source, words: list[Token]) -> int:
    """Return the rank of the first word that is not empty; articles of names are kept."""
    rank = 0
    while rank < len(words):
        word = _folded(source, words[rank])
        following = _folded(source, words[rank + 1]) if rank + 1 < len(words) else ""
        if word in ARTICLES and following and not _is_empty(following) | (following in PLACE_KINDS):
            return rank
        if word in ARTICLES and rank + 1 < len(words) and _is_title(source, words, rank):
            return rank
        counts = word.isdigit() and _is_empty(following)
        if not (_is_empty(word) or counts):
            return rank
        rank += 1
    return rank


def _is_title(source: Source, words: list[Token], rank: int) -> bool:
    """Whether a capital article begins a name: "La Ville aux Dames", not "LA MAIRIE"."""
    shouted = all(_upper(source, word) for word in words)
    following = _folded(source, words[rank + 1])
    both = _upper(source, words[rank]) and _upper(source, words[rank + 1])
    return both and not shouted and following not in PLACE_KINDS


def _is_empty(word: str) -> bool:
    return word.rstrip("'") in FILLER


def _without_tail(source: Source, words: list[Token]) -> list[Token]:
    while words and _folded(source, words[-1]) in TAIL:
        words = words[:-1]
    return words


def _sort(source: Source, words: list[Token]) -> Sort:
    folded = [_folded(source, word) for word in words]
    capitals = [rank for rank, word in enumerate(words) if _upper(source, word)]
    if any(_ORDINAL.fullmatch(word) for word in folded):
        return Sort.UNSURE
    if len(folded) == 1 and len(folded[0]) == 1:  # "Tournée B"
        return Sort.FILLER
    if folded[0].isdigit() or (folded[0] in ADDRESS_KINDS and capitals):
        return Sort.KIND
    if capitals == [0] and len(words) > 1 and not _is_joined(folded[1:]):
        return Sort.UNSURE
    if capitals or word_is_saint(source, words[0]):
        return Sort.NAME if len(words) <= LONGEST_PLACE else Sort.PROSE
    return _sort_of_small(folded)


def _sort_of_small(folded: list[str]) -> Sort:
    """Say what words without any capital are: few of them name a place."""
    head = folded[1] if len(folded) > 1 and folded[0] in ARTICLES else folded[0]
    if head in VAGUE:
        return Sort.VAGUE
    if folded[0] in ADDRESS_KINDS:
        return Sort.KIND
    known = [word for word in folded if word in FILLER or word in PLACE_KINDS]
    if len(folded) > LONGEST_LOWER or len(known) == len(folded) or folded[0] not in ARTICLES:
        return Sort.PROSE
    return Sort.UNSURE


def _is_joined(folded: list[str]) -> bool:
    """Whether a name goes on with words that names have, or with a kind of place."""
    return any(word in TAIL or word in PLACE_KINDS or word in {"sous", "lez"} for word in folded)


def word_is_saint(source: Source, word: Token) -> bool:
    """Whether a word written small begins a name all the same: "st-Aaron"."""
    return _folded(source, word).startswith(("st-", "ste-", "saint-", "sainte-"))


def gather(source: Source, pieces: list[Piece]) -> list[Place]:
    """Join the pieces of a run into places: "Ayron, mairie" is one, "Vicq et Migné" are two."""
    places: list[Place] = []
    for piece in pieces:
        if piece.sort not in NAMING:
            continue
        if places and _completes(source, places[-1], piece):
            places[-1].add(piece)
        else:
            place = Place()
            place.add(piece)
            places.append(place)
    return places


def _completes(source: Source, place: Place, piece: Piece) -> bool:
    if piece.sep is Kind.AND and _folded(source, piece.words[0]) in PLACE_KINDS:
        said = [word for one in place.pieces for word in one.words]
        return all(_folded(source, word) in PLACE_KINDS for word in said)
    if piece.sep in {Kind.AND, Kind.OR}:
        return False
    if piece.sep != Kind.COMMA:
        return True
    last = place.pieces[0]
    if piece.sort is not Sort.KIND:
        return last.sort is Sort.KIND
    same_kind = _folded(source, last.words[0]) == _folded(source, piece.words[0])
    return not same_kind or piece.words[0].end - piece.words[0].start == 0
