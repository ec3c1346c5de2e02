"""Bytes that somebody sends, made into rows or refused with a useful sentence.

What comes in is hostile until read: encodings, depth, size and number of rows are all limited,
and nothing is ever executed (formulas stay text).
"""

import csv
import io
import json
import math
import re
from typing import Final

from allervers.tours.domain.intake import MAX_BYTES, plain_cell
from allervers.ui.domain.refusal import Refusal

Row = dict[str, str]

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_NUMBER_DIGITS: Final = 30
_TITLE_LINES: Final = 10
_FEWEST_COLUMNS: Final = 3
_ENCODINGS: Final = ("utf-8-sig", "cp1252")
_MOJIBAKE: Final = re.compile("Ã[©¨ª§´\u00a0¢]")
_ARCHIVES: Final = {
    b"PK\x03\x04": "un classeur Excel ou LibreOffice, ou une archive",
    b"%PDF": "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien classeur Excel",
    b"\x1f\x8b": "une archive compressée",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une photo",
}


def refusal(code: str, what: str, why: str, todo: str) -> Refusal:
    """Return the refusal of a whole file."""
    return Refusal(f"file_{code}", what, why, todo, 422)


def decode(content: bytes) -> str:
    """Return the text of a file, or refuse: too big, empty, not a text."""
    if len(content) > MAX_BYTES:
        raise refusal(
            "too_big",
            "Le fichier dépasse 8 Mo.",
            "Un calendrier de tournée tient en bien moins.",
            "Gardez les lignes de votre département, puis envoyez-le de nouveau.",
        )
    for magic, name in _ARCHIVES.items():
        if content.startswith(magic):
            raise refusal(
                "not_text",
                f"Ce fichier est {name}.",
                "Seuls le CSV, le JSON et le GeoJSON sont lus.",
                "Depuis votre tableur, choisissez « Enregistrer sous » puis « CSV ».",
            )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, ("utf-16",))
    return _decoded(content, _ENCODINGS)


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(_mended(text))
    raise refusal(
        "encoding",
        "Les lettres de ce fichier sont illisibles.",
        "Son encodage n'est ni UTF-8 ni celui de Windows.",
        "Enregistrez-le en UTF-8, puis envoyez-le de nouveau.",
    )


def _mended(text: str) -> str:
    """Undo UTF-8 once opened as Windows letters ("BrÃ©cy"), when the whole text can be."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _checked(text: str) -> str:
    if "\0" in text:
        raise refusal(
            "binary",
            "Ce fichier contient des caractères nuls.",
            "Il est abîmé, ou ce n'est pas un texte.",
            "Ouvrez-le dans un tableur et enregistrez-le en CSV.",
        )
    if not text.strip():
        raise refusal(
            "empty",
            "Le fichier est vide.",
            "Il n'y a rien à lire.",
            "Vérifiez que vous avez choisi le bon fichier.",
        )
    return text


def load_json(text: str) -> object:
    """Read JSON strictly: no NaN, no number without end, no key given twice, no abyss."""
    try:
        loaded: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise refusal(
            "json",
            f"Le JSON est abîmé, ligne {error.lineno}.",
            "Une virgule, une accolade ou un guillemet manque.",
            "Exportez le fichier de nouveau.",
        ) from error
    except RecursionError as error:
        raise refusal(
            "depth",
            "Le JSON contient trop de niveaux imbriqués.",
            "Un calendrier n'en a que trois ou quatre.",
            "Exportez une simple liste de lignes.",
        ) from error
    return loaded


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    twice = (
        next((name for name in names if names.count(name) > 1), None)
        if len(set(names)) < len(names)
        else None
    )
    if twice is not None:
        raise refusal(
            "key_twice",
            f"La clé « {plain_cell(twice)[:40]} » est donnée deux fois dans la même ligne.",
            "On ne peut pas savoir laquelle est la bonne.",
            "Gardez-en une, puis envoyez le fichier de nouveau.",
        )
    return dict(pairs)


def _number(digits: str) -> int | float:
    if len(digits) > MAX_NUMBER_DIGITS or not math.isfinite(float(digits)):
        raise refusal(
            "number",
            f"Un nombre est trop grand : {digits[:20]}…",
            "Ni un code ni une position n'est si longue.",
            "Corrigez ce nombre.",
        )
    return float(digits) if set(digits) & set(".eE") else int(digits)


def _constant(name: str) -> object:
    raise refusal(
        "number",
        f"« {name} » n'est pas un nombre.",
        "Le JSON (RFC 8259) ne l'admet pas.",
        "Laissez la valeur vide.",
    )


def read_table(text: str) -> list[Row]:
    """Read a CSV whose separator is `;`, `,` or a tabulation; keys are the headers as written."""
    text = _without_title(text)
    lines = text.splitlines()
    delimiter = max((";", ",", "\t"), key=lines[0].count)
    if delimiter not in lines[0]:
        raise refusal(
            "columns",
            "Le tableau n'a qu'une colonne.",
            "Les colonnes se séparent par « ; », « , » ou une tabulation.",
            "Enregistrez le tableau en CSV ; pour un texte, collez-le plutôt.",
        )
    try:
        return _rows(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise refusal(
            "csv",
            "Le tableau est abîmé.",
            "Un guillemet ouvert n'est jamais refermé, ou une cellule est trop longue.",
            "Enregistrez-le de nouveau depuis le tableur.",
        ) from error


def _without_title(text: str) -> str:
    """Leave out a title above the headers: lines of one cell, above lines of three or more."""
    lines = text.splitlines(keepends=True)
    for rank, line in enumerate(lines[:_TITLE_LINES]):
        cells = [cell for cell in re.split("[;,\t]", line) if cell.strip(' "\r\n')]
        if len(cells) >= _FEWEST_COLUMNS:
            return "".join(lines[rank:])
        if len(cells) > 1 or '"' in line:
            break
    return text


def _rows(reader: object) -> list[Row]:
    cells = iter(reader)  # type: ignore[call-overload]
    headers = [plain_cell(cell) for cell in next(cells)]
    if len(headers) > MAX_COLUMNS or len([h for h in headers if h]) != len({*headers} - {""}):
        raise refusal(
            "headers",
            "La première ligne ne donne pas des titres de colonnes utilisables.",
            "Deux colonnes ont le même titre, ou il y en a plus de 200.",
            "Donnez un titre différent à chaque colonne.",
        )
    rows: list[Row] = []
    for line in cells:
        if not any(cell.strip() for cell in line):
            continue
        rows.append({h: plain_cell(c) for h, c in zip(headers, line, strict=False) if h})
        check_count(len(rows))
    return rows


def check_count(count: int) -> None:
    """Refuse a file of too many rows."""
    if count > MAX_ROWS:
        raise refusal(
            "rows",
            "Le fichier a plus de 20 000 lignes.",
            "Un calendrier de tournée en a bien moins.",
            "Gardez les lignes de votre département.",
        )


def to_float(value: str) -> float | None:
    """Return a coordinate, with a point or a comma, or None."""
    try:
        number = float(value.replace(",", ".").replace("\u00a0", "").strip())
    except ValueError:
        return None
    return number if math.isfinite(number) else None
