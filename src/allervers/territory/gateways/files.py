"""Opens the files that an operator gives, or says in French why it cannot."""

import csv
import io
import json
from pathlib import Path
from typing import Final, NoReturn

from allervers.ui.domain.refusal import Refusal

BIGGEST: Final = 200 * 1024 * 1024  # bytes; the national list of communes has 9 million


def read_json(path: Path) -> object:
    """Return the content of a JSON file; Refusal when it is not JSON (NaN is not)."""
    text = read_text(path)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise _refusal(path, "Ses parenthèses sont imbriquées sans fin.") from None
    except ValueError as error:
        raise _refusal(path, f"Ce n'est pas du JSON : {_where(error)}.") from None


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, `;`, `,` or tab between columns, headers in lower case."""
    text = read_text(path)
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        raise _refusal(
            path, "Ce n'est pas un tableau CSV : un guillemet n'est pas refermé."
        ) from None
    if not rows:
        raise _refusal(path, "Il est vide.")
    names = [name.strip().lower() for name in rows[0]]
    return [dict(zip(names, row, strict=False)) for row in rows[1:] if any(row)]


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, or in the old Windows encoding of spreadsheets."""
    try:
        if path.stat().st_size > BIGGEST:
            raise _refusal(path, "Il dépasse 200 Mo.")
        content = path.read_bytes()
    except OSError as error:
        raise _refusal(path, f"Il ne s'ouvre pas ({error.strerror}).") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"erreur ligne {error.lineno}, colonne {error.colno}"
    return f"« {error} » n'est pas un nombre JSON"


def _refusal(path: Path, why: str) -> Refusal:
    return Refusal(
        code="territory.unreadable_file",
        what=f"Le fichier {path.name} n'a pas été lu.",
        why=why,
        todo="Vérifiez le fichier, puis recommencez : rien n'a été enregistré.",
    )
