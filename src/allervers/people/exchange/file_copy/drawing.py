"""Draws a copy of a file, or a notice, as a tagged PDF (PDF/UA-1, ISO 14289-1) with typst."""

import json
import threading
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Final

import typst

from allervers.people.wording.file_copy import FileCopy
from allervers.tours.exchange.poster.drawing import FONTS
from allervers.tours.exchange.poster.glyphs import drawable

CONTENT_TYPE: Final = "application/pdf"
FILE_NAME: Final = "votre-dossier.pdf"  # says nothing of anybody
HERE: Final = Path(__file__).parent
# The fonts that the sheet of the rights falls back on: files, not code, of an upper subject.
ARABIC: Final = HERE.parents[2] / "rights" / "exchange" / "fonts" / "noto-sans-arabic"
FALLBACK: Final = ARABIC / "NotoSansArabic-Regular.ttf"
RIGHT_TO_LEFT: Final = frozenset({"ar"})
_turn = threading.Lock()


def pdf(copy: FileCopy, lang: str = "fr") -> bytes:
    """Draw a copy in a language; nothing of it is kept in memory."""
    way = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
    said = {"lang": lang, "dir": way, **asdict(copy)}
    data = json.dumps(cleaned(said), ensure_ascii=False)
    with _turn:
        drawn = _compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])
    if not isinstance(drawn, bytes):
        msg = "typst returned no document"
        raise TypeError(msg)
    return drawn


def cleaned(value: object) -> object:
    """Keep, in every text however nested, what the font can draw."""
    if isinstance(value, str):
        return drawable(value, FALLBACK)
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    return value


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS), str(ARABIC)])
    return typst.Compiler(HERE / "file_copy.typ", root=HERE, font_paths=fonts)
