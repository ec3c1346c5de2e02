"""Keeps to what the poster's font can draw: PDF/UA-1 refuses a sheet with a missing glyph."""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FONT: Final = (
    Path(__file__).parent.parent
    / "fonts"
    / "atkinson-hyperlegible"
    / "AtkinsonHyperlegible-Regular.ttf"
)
NO_BREAK: Final = "\u00a0\u202f"
SEGMENTED: Final = 4  # the `cmap` format that every TrueType font of the basic plane has


@cache
def drawn(file: Path = FONT) -> frozenset[int]:
    """Return the code points of a font (OpenType specification, table `cmap`, format 4)."""
    font = file.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(tables)]
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    subtables = [struct.unpack_from(">HHL", font, start + 4 + 8 * n)[2] for n in range(count)]
    found: set[int] = set()
    for offset in subtables:
        if struct.unpack_from(">H", font, start + offset)[0] == SEGMENTED:
            found |= _segments(font, start + offset)
    return frozenset(found)


def _segments(font: bytes, at: int) -> set[int]:
    """Return the code points that a format 4 subtable leads to a glyph other than 0."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    shape = f">{twice // 2}H"
    ends = struct.unpack_from(shape, font, at + 14)
    starts = struct.unpack_from(shape, font, at + 16 + twice)
    deltas = struct.unpack_from(shape, font, at + 16 + 2 * twice)
    offsets = struct.unpack_from(shape, font, at + 16 + 3 * twice)
    found: set[int] = set()
    for n, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        place = at + 16 + 3 * twice + 2 * n + offset
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset:
                (glyph,) = struct.unpack_from(">H", font, place + 2 * (point - first))
            if (glyph + delta) % 0x10000 if glyph or not offset else 0:
                found.add(point)
    return found


def drawable(text: str, *more: Path) -> str:
    """Return the text with a question mark for a letter the font lacks, nothing for the rest.

    `more`: other fonts that the sheet falls back on.
    """
    known = drawn().union(*(drawn(file) for file in more))
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if letter in NO_BREAK:
            kept.append("\u00a0")
        elif ord(letter) in known and letter.isprintable():
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        elif letter.isalnum():
            kept.append("?")
    return "".join(kept)
