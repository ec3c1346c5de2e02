"""The text as a line of items: runs of words become places, what is excepted becomes one item."""

from dataclasses import dataclass, field
from typing import Final

from allervers.tours.domain.free_text.places import NAMING, Piece, Place, Sort, gather, make_piece
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Kind, Token

_GLUE: Final = frozenset((Kind.COMMA, Kind.DASH, Kind.AND, Kind.OR, Kind.OPEN))
_ENDS: Final = frozenset((Kind.BREAK, Kind.STOP))


@dataclass(slots=True)
class Item:
    """A token that is no word, or a run of words with the places it names."""

    kind: Kind
    start: int
    end: int
    token: Token | None = None
    places: list[Place] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_place(self) -> bool:
        """Whether the run names at least one place."""
        return bool(self.places)

    @property
    def is_empty(self) -> bool:
        """Whether the run says nothing: "les", "les permanences"."""
        return bool(self.pieces) and all(piece.sort is Sort.FILLER for piece in self.pieces)

    @property
    def is_poison(self) -> bool:
        """Whether the times near this run are no visit: telephone hours, closures."""
        return any(piece.sort is Sort.NOT_A_VISIT for piece in self.pieces)

    @property
    def completes(self) -> bool:
        """Whether the run only says where in the street, or in which building."""
        pieces = [piece for place in self.places for piece in place.pieces]
        return bool(pieces) and all(p.sort is Sort.KIND and not p.names_town for p in pieces)

    @property
    def is_vague(self) -> bool:
        """Whether the run says "somewhere": "dans les autres mairies"."""
        return any(piece.sort is Sort.VAGUE for piece in self.pieces)

    @property
    def follows_preposition(self) -> bool:
        """Whether a preposition leads to the first place: "le lundi à Vicq"."""
        named = [p for p in self.pieces if p.sort in NAMING]
        return bool(named) and named[0].follows_preposition

    @property
    def is_choice(self) -> bool:
        """Whether the places are joined by "ou"."""
        return any(p.sep is Kind.OR for place in self.places[1:] for p in place.pieces[:1])


def make_items(source: Source, tokens: list[Token]) -> list[Item]:
    """Turn tokens into items, in order; nothing is lost."""
    items: list[Item] = []
    tokens = _mask(tokens)
    at = 0
    while at < len(tokens):
        if tokens[at].kind is Kind.WORD:
            end = _run_end(tokens, at)
            items.append(_run(source, tokens[at:end]))
            at = end
        else:
            token = tokens[at]
            items.append(Item(token.kind, token.start, token.end, token))
            at += 1
    return items


def _mask(tokens: list[Token]) -> list[Token]:
    """Replace "sauf…", "fermé…" and all they govern by one token each."""
    masked: list[Token] = []
    depth = at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind in {Kind.EXCEPT, Kind.CLOSED}:
            end = _group_end(tokens, at, inside=depth > 0)
            masked.append(Token(token.kind, token.start, tokens[end - 1].end))
            at = end
            continue
        depth = max(0, depth + (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE))
        masked.append(token)
        at += 1
    return masked


def _group_end(tokens: list[Token], at: int, *, inside: bool) -> int:
    depth = 0
    for rank in range(at + 1, len(tokens)):
        kind = tokens[rank].kind
        if kind in _ENDS or (inside and kind is Kind.CLOSE and depth == 0):
            return rank
        depth += (kind is Kind.OPEN) - (kind is Kind.CLOSE)
    return len(tokens)


def _run_end(tokens: list[Token], at: int) -> int:
    """Return where the run of words that begins at `at` ends."""
    end = at
    while end < len(tokens):
        kind = tokens[end].kind
        following = tokens[end + 1].kind if end + 1 < len(tokens) else None
        if kind is Kind.WORD:
            end += 1
        elif kind in {*_GLUE, Kind.SLASH} and following is Kind.WORD:
            if kind is Kind.OPEN and not _closes_on_words(tokens, end):
                return end
            end += 1
        elif kind is Kind.CLOSE and _opened_inside(tokens[at:end]):
            end += 1
            if following is Kind.WORD:
                return end
        else:
            return end
    return end


def _closes_on_words(tokens: list[Token], at: int) -> bool:
    for token in tokens[at + 1 :]:
        if token.kind is Kind.CLOSE:
            return True
        if token.kind not in {Kind.WORD, Kind.COMMA, Kind.DASH, Kind.AND, Kind.SLASH}:
            return False
    return False


def _opened_inside(tokens: list[Token]) -> bool:
    kinds = [token.kind for token in tokens]
    return kinds.count(Kind.OPEN) > kinds.count(Kind.CLOSE)


def _run(source: Source, tokens: list[Token]) -> Item:
    pieces: list[Piece] = []
    words: list[Token] = []
    sep: Kind | None = None
    for token in [*tokens, None]:
        if token is not None and token.kind is Kind.WORD:
            words.append(token)
        elif token is None or token.kind is not Kind.SLASH:
            if words:
                pieces.append(make_piece(source, words, sep))
                sep = None
            words = []
            if token is not None and token.kind is not Kind.CLOSE:
                sep = token.kind
    item = Item(Kind.WORD, tokens[0].start, tokens[-1].end, pieces=pieces)
    sorts = [piece.sort for piece in pieces]
    known = sorts.index(Sort.NOT_A_VISIT) if Sort.NOT_A_VISIT in sorts else len(sorts)
    item.places = gather(source, pieces[:known])
    return item


def cut_at_dash(item: Item) -> tuple[list[Place], list[Place]]:
    """Cut the places of a run at its last dash: what is before, and what is after."""
    named = [piece for place in item.places for piece in place.pieces]
    dashes = [rank for rank, piece in enumerate(named) if rank and piece.sep is Kind.DASH]
    if not dashes:
        return item.places, []
    return _place_of(named[: dashes[-1]]), _place_of(named[dashes[-1] :])


def _place_of(pieces: list[Piece]) -> list[Place]:
    place = Place()
    for piece in pieces:
        place.add(piece)
    return [place]


def segments(items: list[Item]) -> list[list[Item]]:
    """Cut the items after each break and each end of sentence; the separator ends its segment."""
    cut: list[list[Item]] = [[]]
    for item in items:
        cut[-1].append(item)
        if item.kind in _ENDS:
            cut.append([])
    return [segment for segment in cut if segment]
