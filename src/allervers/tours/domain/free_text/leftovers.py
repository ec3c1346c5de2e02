"""What the reader understood without proposing anything, and what it could not read at all."""

from collections.abc import Iterator
from typing import Final

from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.lexicon import FILLER
from allervers.tours.domain.free_text.reading import Note, Proposal
from allervers.tours.domain.free_text.source import Source
from allervers.tours.domain.free_text.tokens import Kind, Token

_NOTED: Final = {
    Kind.CLOSED: "closure",
    Kind.DATES: "dates",
    Kind.PERIOD: "period",
    Kind.EXCEPT: "exceptions",
}
_SILENT: Final = frozenset((
    Kind.COLON, Kind.OPEN, Kind.CLOSE, Kind.COMMA, Kind.DASH, Kind.SLASH, Kind.AND, Kind.OR,
    Kind.BREAK, Kind.STOP, Kind.EMPTY_TIME, Kind.NO_APPOINTMENT,
))  # fmt: skip
_FEWEST_LISTED: Final = 3


def notes_of(
    source: Source, items: list[Item], proposals: tuple[Proposal, ...]
) -> tuple[Note, ...]:
    """Return the notes, in the order of the text."""
    return tuple(_notes(source, items, proposals))


def _notes(source: Source, items: list[Item], proposals: tuple[Proposal, ...]) -> Iterator[Note]:
    used = {(e.start, e.end) for p in proposals for e in p.evidence}
    has_days = any(item.kind is Kind.DAY for item in items)
    for item in items:
        span = source.span(item.start, item.end)
        if item.kind is Kind.LINK:
            yield _note(source, _link_code(source, item), item)
        elif item.kind in _NOTED and span not in used:
            yield _note(source, _NOTED[item.kind], item)
        elif item.is_poison:
            yield _note(source, "not_a_visit", item)
        elif not has_days and len(item.places) >= _FEWEST_LISTED:
            yield _note(source, "places_without_days", item)


def _link_code(source: Source, item: Item) -> str:
    words = source.folded[item.start : item.end]
    return "contact" if "@" in words or words[0] in "+0" else "link"


def _note(source: Source, code: str, item: Item) -> Note:
    start, end = source.span(item.start, item.end)
    return Note(code, start, end, source.words(item.start, item.end))


def unread_of(
    source: Source, tokens: list[Token], proposals: tuple[Proposal, ...], notes: tuple[Note, ...]
) -> tuple[Note, ...]:
    """Return the stretches that nothing covers, without the empty words around them."""
    covered = [(e.start, e.end) for p in proposals for e in p.evidence]
    covered += [(note.start, note.end) for note in notes]
    found: list[Note] = []
    run: list[Token] = []
    for token in tokens:
        start, end = source.span(token.start, token.end)
        if any(first <= start and end <= last for first, last in covered):
            found.extend(_unread(source, run))
            run = []
        elif token.kind is not Kind.BREAK and token.kind is not Kind.STOP:
            run.append(token)
        else:
            found.extend(_unread(source, run))
            run = []
    found.extend(_unread(source, run))
    return tuple(found)


def _unread(source: Source, run: list[Token]) -> Iterator[Note]:
    while run and _is_empty(source, run[0]):
        run = run[1:]
    while run and _is_empty(source, run[-1]):
        run = run[:-1]
    if run:
        start = source.span(run[0].start, run[0].end)[0]
        end = max(source.span(token.start, token.end)[1] for token in run)
        yield Note("unread", start, end, source.words(run[0].start, max(t.end for t in run)))


def _is_empty(source: Source, token: Token) -> bool:
    if token.kind in _SILENT:
        return True
    word = source.folded[token.start : token.end].rstrip("'")
    return token.kind is Kind.WORD and (word in FILLER or word.isdigit())
