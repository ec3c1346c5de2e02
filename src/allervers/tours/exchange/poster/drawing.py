"""Draws the poster as a tagged PDF (PDF/UA-1, ISO 14289-1) with typst."""

import hashlib
import io
import json
import threading
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import segno
import typst

CONTENT_TYPE: Final = "application/pdf"
HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parent / "fonts"
# One compiler serves every thread in turn: it keeps fonts and template parsed.
_turn = threading.Lock()


def written(content: Mapping[str, object], url: str) -> str:
    """The poster's whole input as JSON: same text, same poster."""
    drawing = (HERE / "bus.svg").read_text(encoding="utf-8")
    everything = {**content, "qr": qr_svg(url), "drawing": drawing}
    return json.dumps(everything, ensure_ascii=False, sort_keys=True)


def etag(data: str) -> str:
    """The poster's fingerprint."""
    return hashlib.sha256(data.encode()).hexdigest()[:32]


@lru_cache(maxsize=512)
def qr_svg(url: str) -> str:
    """The address as a QR code that survives a stain on a quarter of it (level Q)."""
    buffer = io.BytesIO()
    code = segno.make(url, error="q", micro=False)
    code.save(buffer, kind="svg", border=2, dark="#17211f", light="#ffffff", xmldecl=False)
    return buffer.getvalue().decode()


@lru_cache(maxsize=64)
def pdf(data: str) -> bytes:
    """Compile the poster: some 30 ms of CPU, once for each content."""
    with _turn:
        drawn = _compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])
    if not isinstance(drawn, bytes):
        msg = "typst returned no document"
        raise TypeError(msg)
    return drawn


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(HERE / "poster.typ", root=HERE, font_paths=fonts)
