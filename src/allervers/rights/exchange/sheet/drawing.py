"""Draws the sheet as a tagged PDF (PDF/UA-1, ISO 14289-1) with typst, in one language or two."""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Final

import typst

from allervers.rights.exchange.sheet.content import Links, Sheet
from allervers.tours.exchange.poster.drawing import FONTS as LATIN
from allervers.tours.exchange.poster.drawing import qr_svg
from allervers.tours.exchange.poster.glyphs import drawable

Said = tuple[Sheet, Links]  # in one language
CONTENT_TYPE: Final = "application/pdf"
HERE: Final = Path(__file__).parent
ARABIC: Final = HERE.parent / "fonts" / "noto-sans-arabic"
FALLBACK: Final = ARABIC / "NotoSansArabic-Regular.ttf"
RIGHT_TO_LEFT: Final = frozenset({"ar"})
# One compiler serves every thread in turn: it keeps fonts and template parsed.
_turn = threading.Lock()


def pdf(sheets: Sequence[Said]) -> bytes:
    """Draw one sheet in each of these languages, one after the other; the first is the document's.

    Nothing is kept in memory: a sheet belongs to the person who holds its code.
    """
    data = json.dumps([written(sheet, links) for sheet, links in sheets], ensure_ascii=False)
    with _turn:
        drawn = _compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])
    if not isinstance(drawn, bytes):
        msg = "typst returned no document"
        raise TypeError(msg)
    return drawn


def written(sheet: Sheet, links: Links) -> dict[str, object]:
    """Return the JSON that sheet.typ prints; text only, nothing to evaluate."""
    addresses = {"entry": shown_address(links.entry), "visits": shown_address(links.visits)}
    said = {key: cleaned(value) for key, value in {**asdict(sheet), **addresses}.items()}
    way = "rtl" if sheet.lang in RIGHT_TO_LEFT else "ltr"
    # Past the memory of posters' codes: this address opens somebody's page.
    return {**said, "dir": way, "page": links.page, "qr": qr_svg.__wrapped__(links.page)}


def shown_address(url: str) -> str:
    """Return an address as one reads it aloud: without its scheme."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")


def cleaned(value: object) -> object:
    """Keep, in every text however nested, what the sheet's fonts can draw."""
    if isinstance(value, str):
        return drawable(value, FALLBACK)
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    return value


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(LATIN), str(ARABIC)])
    return typst.Compiler(HERE / "sheet.typ", root=HERE, font_paths=fonts)
