"""Bytes that somebody sends, made into text or refused with a useful sentence.

What comes in is hostile until read: size and encodings are limited, archives are never opened.
"""

import re
from typing import Final

from allervers.directory.domain.reading.cells import clean
from allervers.ui.domain.refusal import Refusal

MAX_BYTES: Final = 512 * 1024 * 1024
_MOJIBAKE: Final = re.compile("Ã[©¨ª§´\u00a0¢]")
_LOOKED_AT: Final = 20_000  # characters in which broken letters are looked for
_ENCODINGS: Final = ("utf-8-sig", "cp1252", "latin-1")
_ARCHIVES: Final = {
    b"PK\x03\x04": "un classeur Excel ou LibreOffice, ou une archive",
    b"PK\x05\x06": "une archive vide",
    b"%PDF": "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien classeur Excel",
    b"\x1f\x8b": "une archive compressée",
    b"BZh": "une archive compressée",
    b"\xfd7zXZ": "une archive compressée",
    b"7z\xbc\xaf": "une archive compressée",
    b"PAR1": "un fichier Parquet",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une photo",
}


def refusal(code: str, what: str, why: str, todo: str) -> Refusal:
    """Return the refusal of a whole file, in letters that a database can hold."""
    return Refusal(f"file_{code}", clean(what), clean(why), todo, 422)


def decode(content: bytes) -> str:
    """Return the text of a file, or refuse: too big, empty, not a text."""
    if len(content) > MAX_BYTES:
        raise refusal(
            "too_big",
            "Le fichier dépasse 512 Mo.",
            "Un annuaire national tient en moins.",
            "Découpez-le par département, puis envoyez chaque partie.",
        )
    for magic, name in _ARCHIVES.items():
        if content.startswith(magic):
            raise refusal(
                "not_text",
                f"Ce fichier est {name}.",
                "Seuls le CSV, le JSON et le GeoJSON sont lus ; aucune archive n'est ouverte.",
                "Depuis votre tableur, choisissez « Enregistrer sous » puis « CSV UTF-8 ».",
            )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(_decoded(content, ("utf-16",)))
    if _looks_like_utf16(content):
        return _checked(_decoded(content, ("utf-16-le", "utf-16-be")))
    return _checked(_decoded(content, _ENCODINGS))


def _looks_like_utf16(content: bytes) -> bool:
    """Whether every other byte of the beginning is nul: UTF-16 without its mark."""
    start = content[:200]
    return len(start) > 3 and min(start[1::2].count(0), len(start[1::2])) > len(start) * 0.4  # noqa: PLR2004


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return _mended(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise refusal(
        "encoding",
        "Les lettres de ce fichier sont illisibles.",
        "Son encodage n'est ni UTF-8, ni UTF-16, ni celui de Windows.",
        "Enregistrez-le en UTF-8, puis envoyez-le de nouveau.",
    )


def _mended(text: str) -> str:
    """Undo UTF-8 once opened as Windows letters ("BrÃ©cy"), when the whole text can be."""
    if not _MOJIBAKE.search(text[:_LOOKED_AT]):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _checked(text: str) -> str:
    text = text.lstrip("\ufeff")  # a second mark, left by joining two files
    if "\0" in text:
        raise refusal(
            "binary",
            "Ce fichier contient des caractères nuls.",
            "Il est abîmé, ou ce n'est pas un texte.",
            "Exportez-le de nouveau.",
        )
    start = text[:500].lstrip().lower()
    if not start and not text.strip():
        raise refusal(
            "empty",
            "Le fichier est vide.",
            "Il n'y a rien à lire.",
            "Vérifiez que vous avez choisi le bon fichier.",
        )
    if start.startswith(("<!doctype", "<html", "<?xml", "<rss")):
        raise refusal(
            "web_page",
            "Ce fichier est une page web, pas des données.",
            "Le site a sans doute répondu par une page d'erreur ou de connexion.",
            "Téléchargez de nouveau le fichier et ouvrez-le avant de l'envoyer.",
        )
    return text
