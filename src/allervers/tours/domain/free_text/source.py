r"""The text as received, and the same text made plain, position by position.

National lists escape their letters (`\x20`, `\u2019`), mix apostrophes, dashes and spaces, and
write accents in two ways. The reader works on folded letters (lower case, no accent) and gives
back positions of the text as received.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_ESCAPE: Final = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})")
_RUN: Final = re.compile(r"[ ]+|\n+|[^ \n]+")
_BREAK: Final = 3  # spaces in a row
_SAME: Final = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u00b0": "o", "\u2022": "•", "\u00b7": "•", "\u2026": ".", "\r": "\n", "\u2028": "\n",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """`plain` and `folded` have the same length; `places[i]` is where letter i was received."""

    received: str
    plain: str
    folded: str
    places: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the received positions of folded letters `start` to `end` (excluded)."""
        return self.places[start][0], self.places[end - 1][1]

    def words(self, start: int, end: int) -> str:
        """Return the decoded words, spaces made single."""
        return " ".join(self.plain[start:end].split())


def make_source(text: str) -> Source:
    """Decode and fold a text; never raises, whatever the letters."""
    plain: list[str] = []
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        escape = _ESCAPE.match(text, at)
        letter = _harmless(chr(int(escape[1] or escape[2], 16)) if escape else text[at])
        end = escape.end() if escape else at + 1
        fold = _fold(letter)
        if fold:
            plain.append(letter)
            folded.append(fold)
            places.append((at, end))
        elif places:  # a combining accent belongs to the letter before it
            places[-1] = (places[-1][0], end)
        at = end
    kept = _spaced("".join(folded))
    return Source(
        text,
        "".join(plain[rank] for rank, _ in kept),
        "".join(letter for _, letter in kept),
        tuple(places[rank] for rank, _ in kept),
    )


def _spaced(folded: str) -> list[tuple[int, str]]:
    """Keep one space of two; three or more are a break, written as a tabulation."""
    kept: list[tuple[int, str]] = []
    for run in _RUN.finditer(folded):
        if run[0].isspace() and "\n" not in run[0]:
            kept.append((run.start(), "\t" if len(run[0]) >= _BREAK else " "))
        else:
            kept.extend((run.start() + rank, letter) for rank, letter in enumerate(run[0]))
    return kept


def _harmless(letter: str) -> str:
    """Return a space for control letters and lone surrogates, that no database can hold."""
    is_kept = letter.isprintable() or letter.isspace() or unicodedata.combining(letter)
    return letter if is_kept and letter not in "\x1c\x1d\x1e\x1f" else " "


def _fold(letter: str) -> str:
    same = letter.translate(_SAME)
    if same.isspace():
        return "\n" if same == "\n" else " "
    spread = [c for c in unicodedata.normalize("NFKD", same) if not unicodedata.combining(c)]
    if not spread:
        return "" if unicodedata.combining(letter) else " "
    low = spread[0].lower()
    return low if len(low) == 1 else spread[0]
