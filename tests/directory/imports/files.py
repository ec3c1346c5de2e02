"""Invented files of the directory: records of v1, and how to take them in."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Final

from allervers.directory.actions.taking_in import keep_file, take_in
from allervers.directory.gateways.directory_file import open_file
from allervers.directory.models import DirectoryImport

NOW: Final = datetime(2026, 11, 21, 10, tzinfo=UTC)
Row = dict[str, object]


def structure(**more: object) -> Row:
    """Return an invented structure of Valombre."""
    return {
        "id": "essai--1",
        "source": "essai",
        "nom": "Maison inventée",
        "date_maj": "2026-10-01",
        "commune": "Valombre",
        "code_postal": "99100",
        "code_insee": "99001",
        "adresse": "1 rue Inventée",
        "latitude": 46.601,
        "longitude": 1.101,
        "telephone": "01 99 00 12 34",
        **more,
    }


def service(**more: object) -> Row:
    """Return an invented service of that structure, at its place."""
    return {
        "id": "essai--s1",
        "structure_id": "essai--1",
        "source": "essai",
        "nom": "Aide inventée",
        "description": "Une aide inventée, pour les tests seulement.",
        "date_maj": "2026-10-01",
        "thematiques": ["sante--acces-aux-soins"],
        "publics": ["tous-publics"],
        "modes_accueil": ["en-presentiel"],
        **more,
    }


def as_json(*rows: Row) -> bytes:
    """Return rows as a JSON list."""
    return json.dumps(rows, ensure_ascii=False).encode()


def as_csv(*rows: Row, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Return rows as a CSV; lists are joined by commas."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(names)
    for row in rows:
        cells = [row.get(name, "") for name in names]
        writer.writerow([",".join(c) if isinstance(c, list) else c for c in cells])
    return out.getvalue().encode(encoding)


def take(
    content: bytes,
    *,
    source: str = "essai",
    is_complete: bool = False,
    accepts_many_gone: bool = False,
    now: datetime = NOW,
) -> DirectoryImport:
    """Take a file in as the command does; return its report."""
    kept = keep_file(
        file_name="essai.json", content=content, source=source, is_complete=is_complete,
        accepts_many_gone=accepts_many_gone, now=now,
    )  # fmt: skip
    return take_in(import_id=kept.id, opener=open_file, now=now)


def figures(taken: DirectoryImport) -> tuple[int, ...]:
    """Return (read, created, changed, unchanged, refused, gone, warned)."""
    return (
        taken.read, taken.created, taken.changed, taken.unchanged,
        taken.refused, taken.gone, taken.warned,
    )  # fmt: skip


def why(taken: DirectoryImport, outcome: str = "refused") -> str:
    """Return the sentences of the rows of one outcome."""
    rows = taken.rows.filter(outcome=outcome).order_by("number", "id")
    return " ".join(
        f"{one['what']} {one['why']} {one['todo']}" for row in rows for one in row.detail
    )
