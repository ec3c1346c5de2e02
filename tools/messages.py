"""Translations of the public pages: extract, merge, compile. French is the source.

    python tools/messages.py           read the sources, update the .po files, compile the .mo files
    python tools/messages.py --check   say which sentences are missing or not compiled

Pure Python (Babel): gettext's programs are not needed. Templates go through Django's `templatize`,
which leaves only their sentences, as Python calls.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "allervers"
LOCALE = SOURCE / "ui" / "locale"
LANGUAGES = ("en", "ar")
# What the public may see. Staff pages stay in French for now.
PATTERNS = (
    "ui/*.py",
    "ui/templates/**/*.html",
    "tours/templates/tours/public/**/*.html",
    "tours/views/public*.py",
    "tours/views/public/*.py",
    "tours/wording*.py",
    "tours/forms/place.py",
    "directory/forms/search.py",
    "directory/templates/directory/public/**/*.html",
    "directory/views/public*.py",
    "directory/wording/hours.py",
    "directory/wording/reasons.py",
    "directory/wording/sheet.py",
    "people/forms/partner.py",
    "people/models/words.py",
    "people/templates/people/partner/*.html",
    "people/templates/people/notice/*.html",
    "people/wording/notice.py",
    "reception/actions/codes.py",
    "rights/exchange/sheet/*.py",
    "rights/forms/sheet.py",
    "rights/templates/rights/sheet/*.html",
    "rights/wording/claim_places.py",
    "rights/wording/claim_sentences.py",
    "rights/wording/findings.py",
    "tours/models/*.py",  # only the words of choices: « camion », « canicule »
)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
DATED = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# Aller-vers: public pages. AGPL-3.0-or-later. Updated by tools/messages.py."


def files() -> list[Path]:
    """Return the files that hold public sentences."""
    return sorted({path for pattern in PATTERNS for path in SOURCE.glob(pattern)})


def python_of(path: Path) -> bytes:
    """Return a source as Babel reads it; a template becomes the calls that it stands for."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        calls = templatize(text, origin=str(path))
        text = "\n".join(line.strip() for line in calls.splitlines())
    elif path.parent.name == "models" and path.name != "words.py":
        text = choices_of(text)
    return text.encode()


def choices_of(text: str) -> str:
    """Keep the lists of choices of a module of models: all that the public reads of it."""
    classes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    chosen = [
        node for node in classes if "TextChoices" in {ast.unparse(b)[-11:] for b in node.bases}
    ]
    return "\n".join(ast.unparse(node) for node in chosen)


def sentences() -> Iterator[tuple[str | tuple[str, ...], str | None, str]]:
    """Yield each sentence (or its singular and plural), its context, and where it is."""
    for path in files():
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(python_of(path)), KEYWORDS
        ):
            yield message, context, path.relative_to(SOURCE).as_posix()


def template() -> Catalog:
    """Return every sentence, untranslated."""
    found = Catalog(project="Aller-vers", header_comment=HEADER)
    for message, context, place in sentences():
        found.add(message, context=context, locations=[(place, None)])  # type: ignore[list-item]
    return found


def po_file(language: str) -> Path:
    """Return where a language's sentences are."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return what is translated so far."""
    path = po_file(language)
    found = Catalog(locale=language, header_comment=HEADER)
    if path.exists():
        with path.open("rb") as file:
            found = read_po(file, locale=language)
    found.creation_date = found.revision_date = DATED  # else Babel writes the hour of the day
    return found


def updated(language: str) -> Catalog:
    """Return a language's sentences: new ones empty, those no longer used left out."""
    catalog = read(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.header_comment = HEADER
    catalog.obsolete.clear()
    catalog.fuzzy = False
    return catalog


def po_text(catalog: Catalog) -> bytes:
    """Return the text of a .po file, the same on every day and every machine."""
    target = io.BytesIO()
    write_po(target, catalog, width=100, sort_output=True, omit_header=False)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Generated-By')
    lines = target.getvalue().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(dated))


def mo_bytes(language: str) -> bytes:
    """Return the compiled form of a committed .po file."""
    target = io.BytesIO()
    write_mo(target, read(language))
    return target.getvalue()


def is_compiled(language: str) -> bool:
    """Whether the .mo file says what the .po file says."""
    path = po_file(language).with_suffix(".mo")
    if not path.exists():
        return False
    with path.open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    written = {message.id: message.string for message in read(language) if message.id}
    return compiled == {key: value for key, value in written.items() if full(value)}


def untranslated(language: str) -> list[str]:
    """Return the sentences that a language lacks."""
    return [
        str(message.id) for message in updated(language) if message.id and not full(message.string)
    ]


def full(string: object) -> bool:
    """Whether a translation, and each of its plurals, says something."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def problems() -> list[str]:
    """Say what keeps the catalogues from being complete and compiled."""
    said = []
    for language in LANGUAGES:
        said += [f"{language}: not translated: {text}" for text in untranslated(language)]
        if not is_compiled(language):
            said.append(f"{language}: django.mo does not say what django.po says")
    return said


def update() -> None:
    """Write the .po and .mo files of every language."""
    for language in LANGUAGES:
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_text(updated(language)))
        path.with_suffix(".mo").write_bytes(mo_bytes(language))


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit("\n".join(problems()) or 0)
    update()
    print("\n".join(problems()) or "Every sentence is translated.")
