"""Loads invented structures and services in real communes of Hauts-de-Seine and Charente.

Nothing of them exists: names say "(inventé)", numbers are of the range kept by the regulator for
works of fiction (01 99 00 xx xx). They go through the same readers as any other file.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Final

from django.db import transaction

from allervers.directory.actions.storing import store_records
from allervers.directory.domain.reading.record import Draft
from allervers.directory.gateways.directory_file import open_file
from allervers.directory.models import Source

SOURCE: Final = "demonstration"
FOLDER: Final = Path(__file__).resolve().parent
FILES: Final = ("structures.csv", "services.csv")


@transaction.atomic
def load_directory(now: datetime) -> int:
    """Load the invented directory; return how many records are new. Twice changes nothing.

    The communes must be loaded (`load_territory`): each point is checked against its own.
    """
    Source.objects.update_or_create(
        code=SOURCE,
        defaults={"name": "Annuaire de démonstration (inventé)", "is_invented": True},
    )
    return store_records(drafts=_drafts, source=SOURCE, now=now).created


def _drafts() -> Iterator[Draft]:
    return chain.from_iterable(open_file((FOLDER / name).read_bytes()).drafts() for name in FILES)
