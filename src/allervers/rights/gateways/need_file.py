"""Reads the file of expected need that `allervers scan --territory` wrote."""

import csv
from pathlib import Path

from allervers.rights.domain.need.rows import NEEDED, NeedRow, RowError, row_of
from allervers.ui.domain.refusal import Refusal


def read_need(path: Path) -> list[NeedRow]:
    """Return every line; raises Refusal for the first that cannot be read, or is there twice."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, delimiter=";")
            lacking = sorted(NEEDED - set(reader.fieldnames or ()))
            if lacking:
                raise _refusal(path, f"il n'a pas la colonne {', '.join(lacking)}")
            return _rows(path, reader)
    except OSError as error:
        raise _refusal(path, f"il ne s'ouvre pas ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise _refusal(path, "ce n'est pas un texte en UTF-8") from error


def _rows(path: Path, reader: "csv.DictReader[str]") -> list[NeedRow]:
    found: dict[str, NeedRow] = {}
    for line in reader:
        try:
            row = row_of(line)
        except RowError as error:
            raise _refusal(path, f"ligne {reader.line_num} : {error}") from error
        if row.commune in found:
            raise _refusal(path, f"ligne {reader.line_num} : {row.commune} y est déjà")
        found[row.commune] = row
    return list(found.values())


def _refusal(path: Path, why: str) -> Refusal:
    todo = "Refaites-le avec « allervers scan --territory ». Rien n'a été changé."
    return Refusal("need_file", f"« {path.name} » ne se lit pas : {why}.", "", todo)
