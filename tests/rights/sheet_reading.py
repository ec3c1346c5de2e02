"""Reading a sheet back: its words, the sizes of its letters, its QR code."""

import io
import subprocess
from pathlib import Path
from typing import Any

import segno
from pypdf import PdfReader

PER_MM = 6  # dots a millimetre: 152.4 an inch
QR_LEFT, QR_RIGHT, QR_TOP, QR_BOTTOM = 144, 188, 34, 87  # millimetres: where the QR code is
WIDTH = 210  # millimetres of A4
DARK = 110


def words(text: str) -> str:
    """Return a text on one line, its spaces alike, without marks of direction."""
    kept = "".join(
        letter for letter in text if letter not in "\u202a\u202b\u202c\u2066\u2067\u2069"
    )
    return " ".join(kept.replace("\u00a0", " ").replace("\u202f", " ").split())


def read(document: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(io.BytesIO(document))


def said(document: bytes) -> str:
    """Return the words of a whole PDF."""
    return words(" ".join(page.extract_text() for page in read(document).pages))


def letter_sizes(document: bytes) -> set[float]:
    """Return the sizes, in points, of all the letters of a PDF."""
    found: set[float] = set()

    def look(text: str, scale: Any, at: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(at[3]) * abs(scale[3]), 1))

    for page in read(document).pages:
        page.extract_text(visitor_text=look)
    return found


def fonts(document: bytes) -> list[Any]:
    """Return the descriptor of each font of a PDF."""
    named = [page["/Resources"]["/Font"] for page in read(document).pages]  # type: ignore[index]
    each = [one.get_object() for fonts in named for one in fonts.values()]
    return [one["/DescendantFonts"][0].get_object()["/FontDescriptor"] for one in each]


def qr_modules(
    document: bytes, folder: Path, count: int, *, is_mirrored: bool = False
) -> list[list[bool]]:
    """Return the `count` rows of the QR code of the first page, as a telephone would see them.

    `is_mirrored`: the sheet is written from right to left, and the code stands on the left.
    """
    file = folder / "fiche.pdf"
    file.write_bytes(document)
    command = ["pdftoppm", "-r", str(PER_MM * 25.4), "-gray", "-singlefile", str(file)]
    image = subprocess.run(command, check=True, capture_output=True).stdout
    width, dots = dots_of(image)
    left_side, right_side = (
        (WIDTH - QR_RIGHT, WIDTH - QR_LEFT) if is_mirrored else (QR_LEFT, QR_RIGHT)
    )
    square = [
        row[left_side * PER_MM : right_side * PER_MM]
        for row in (
            dots[n * width : (n + 1) * width] for n in range(QR_TOP * PER_MM, QR_BOTTOM * PER_MM)
        )
    ]
    rows = [n for n, row in enumerate(square) if min(row) < DARK]
    columns = [n for row in square for n, dot in enumerate(row) if dot < DARK]
    top, left = min(rows), min(columns)
    side = (max(rows) + 1 - top) / count
    middles = [int((n + 0.5) * side) for n in range(count)]
    return [[square[top + y][left + x] < DARK for x in middles] for y in middles]


def dots_of(image: bytes) -> tuple[int, bytes]:
    """Read a PGM image: its width, and a byte for each dot."""
    _magic, width, height, _most = image.split(maxsplit=4)[:4]
    return int(width), image[-int(width) * int(height) :]


def qr_of(url: str) -> list[list[bool]]:
    """Return the QR code of an address, as segno computes it (ISO/IEC 18004)."""
    return [[bool(dot) for dot in row] for row in segno.make(url, error="q", micro=False).matrix]
