"""A spreadsheet of text (OpenDocument 1.3, ISO/IEC 26300), which LibreOffice and others open."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

ODS_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST: Final = (
    f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def ods(name: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return one sheet of text cells, named; its first row is headings.

    Every cell is text: nothing that is written there is ever a formula.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        # First and not compressed: what a program reads to know the format.
        whole.writestr(zipfile.ZipInfo("mimetype", NO_DATE), ODS_TYPE, zipfile.ZIP_STORED)
        for path, text in (
            ("content.xml", _content(name, rows)), ("META-INF/manifest.xml", MANIFEST)
        ):  # fmt: skip
            whole.writestr(zipfile.ZipInfo(path, NO_DATE), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _content(name: str, rows: Iterable[Sequence[str]]) -> str:
    lines = [f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows]
    wide = max((row.count("<table:table-cell") for row in lines), default=1)
    head = f"<table:table-header-rows>{lines[0]}</table:table-header-rows>" if lines else ""
    return (
        f'{HEAD}<office:document-content xmlns:office="{OASIS}:office:1.0"'
        f' xmlns:table="{OASIS}:table:1.0" xmlns:text="{OASIS}:text:1.0" office:version="1.3">'
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(name)}>"
        f'<table:table-column table:number-columns-repeated="{wide}"/>'
        f"{head}{''.join(lines[1:])}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )


def _cell(text: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
