"""A file of the directory, opened: which format it is in, and its rows as many times as asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from allervers.directory.domain.reading.recognition import READERS, Shape, shape_of
from allervers.directory.domain.reading.record import Cells, Draft
from allervers.directory.gateways.decoding import decode, refusal
from allervers.directory.gateways.json_rows import json_rows
from allervers.directory.gateways.table_rows import table_rows

SAMPLE: Final = 50  # rows whose columns say the format
MAX_ROWS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class DirectoryFile:
    """A file whose rows can be walked again: `drafts()` begins anew at each call."""

    format: str  # a code of DirectoryImport.Format
    count: int
    drafts: Callable[[], Iterator[Draft]]


def open_file(content: bytes) -> DirectoryFile:
    """Open a file of any format that is read; refuse it whole, with a reason, before any writing.

    Every row is parsed once here, so that a file cut short is refused before its first record.
    """
    text = decode(content)
    is_json = text.lstrip()[:1] in {"[", "{"}

    def rows() -> Iterator[Cells]:
        return json_rows(text) if is_json else table_rows(text)

    sample = list(islice(rows(), SAMPLE))
    shape = shape_of({str(name) for row in sample for name in row})
    if not sample:
        raise refusal(
            "no_rows",
            "Le fichier ne contient aucune ligne.",
            "Il n'y a que des titres de colonnes, ou une liste vide.",
            "Vérifiez que vous avez choisi le bon fichier.",
        )
    if shape is None:
        names = ", ".join(str(name)[:30] for name in list(sample[0])[:8])
        raise refusal(
            "format",
            "Ce format n'est pas reconnu.",
            f"Ses colonnes sont : {names}.",
            "Formats lus : data·inclusion, médiation numérique, liste France services.",
        )
    count = _count(rows())
    reader = READERS[shape]

    def drafts() -> Iterator[Draft]:
        read = (one for number, row in enumerate(rows(), start=1) for one in reader(number, row))
        return _beside_once(read)

    return DirectoryFile(_format(shape, is_json=is_json), count, drafts)


def _beside_once(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Leave out a structure that an answer repeats beside each of its services."""
    seen: set[str] = set()
    for draft in drafts:
        name = str(draft.fields.get("id"))
        if not draft.is_beside or name not in seen:
            yield draft
        if draft.is_beside:
            seen.add(name)


def _count(rows: Iterator[Cells]) -> int:
    count = sum(1 for _ in rows)
    if count > MAX_ROWS:
        raise refusal(
            "rows",
            "Le fichier a plus d'un million de lignes.",
            "Un annuaire national en a bien moins.",
            "Découpez-le par département.",
        )
    return count


def _format(shape: Shape, *, is_json: bool) -> str:
    if shape is Shape.V1:
        return "v1_json" if is_json else "v1_table"
    return str(shape)
