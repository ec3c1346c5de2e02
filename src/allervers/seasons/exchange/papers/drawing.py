"""Draws a template of this folder with typst; what is written on it is data, never evaluated."""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import typst

from allervers.tours.exchange.poster.drawing import FONTS

CONTENT_TYPE: Final = "application/pdf"
HERE: Final = Path(__file__).parent
# One compiler serves every thread in turn: it keeps fonts and template parsed.
_turn = threading.Lock()


def pdf(template: str, content: Mapping[str, object]) -> bytes:
    """Compile `template`.typ with this content."""
    data = json.dumps(content, ensure_ascii=False, sort_keys=True)
    with _turn:
        drawn = _compiler(template).compile(
            format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"]
        )
    if not isinstance(drawn, bytes):
        msg = "typst returned no document"
        raise TypeError(msg)
    return drawn


@cache
def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(HERE / f"{template}.typ", root=HERE, font_paths=fonts)
