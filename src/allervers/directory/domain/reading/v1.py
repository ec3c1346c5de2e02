"""data·inclusion v1 under its own names: nothing to translate."""

from collections.abc import Iterator
from typing import Final

from allervers.directory.domain.reading.record import Cells, Draft, Fields, Kind

# The API adds these to a record; they are ours to compute.
ADDED: Final = frozenset(
    ("score_qualite", "doublons", "adresse_certifiee", "distance", "structure")
)
SERVICE_MARKS: Final = frozenset(("structure_id",))


def drafts(number: int, row: Cells) -> Iterator[Draft]:
    """Yield the record of a row: a service when it names its structure; that one if it is there."""
    inner = row.get("service")  # answers of /search/services wrap the service
    cells_: Cells = inner if isinstance(inner, dict) else row
    kind = Kind.SERVICE if "structure_id" in cells_ else Kind.STRUCTURE
    fields: Fields = {name: value for name, value in cells_.items() if name not in ADDED}
    yield Draft(kind, number, fields, row)
    beside = cells_.get("structure")
    if kind is Kind.SERVICE and isinstance(beside, dict):
        held: Fields = {name: value for name, value in beside.items() if name not in ADDED}
        yield Draft(Kind.STRUCTURE, number, held, row, is_beside=True)
