"""Corrections laid over what a source says, and where the source has changed its mind since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from allervers.directory.domain.reading.record import Fields, Kind, Record
from allervers.directory.models import Correction

ABSENT: Final = ""  # how an absent value is written in a correction


Entry = tuple[datetime, Kind, str]


def entry(one: Correction) -> Entry:
    """Return when a correction was made, and of which record."""
    if one.structure_id:
        return one.corrected_at, Kind.STRUCTURE, one.structure_id
    return one.corrected_at, Kind.SERVICE, str(one.service_id)


class Overlay:
    """The corrections of one batch of records."""

    def __init__(self, kind: Kind, records: Iterable[Record]) -> None:
        ids = [record.id for record in records]
        of = Q(structure__in=ids) if kind is Kind.STRUCTURE else Q(service__in=ids)
        self._by_id: dict[str, list[Correction]] = defaultdict(list)
        for one in Correction.objects.filter(of).order_by("field"):
            self._by_id[str(one.structure_id or one.service_id)].append(one)

    def over(self, record: Record) -> Fields:
        """Return the fields with what was corrected here."""
        return corrected(record.fields, self._by_id.get(record.id, ()))

    def entries(self) -> dict[UUID, Entry]:
        """Return the corrections laid over, to be compared with those of the end."""
        return {one.id: entry(one) for each in self._by_id.values() for one in each}

    def disagreements(self, records: Iterable[Record], now: datetime) -> list[Correction]:
        """Return the corrections whose disagreement with the source begins, changes or ends."""
        touched: list[Correction] = []
        for record in records:
            for one in self._by_id.get(record.id, ()):
                if weigh(one, record.fields.get(one.field, ABSENT), now):
                    touched.append(one)  # noqa: PERF401 - weighing writes
        return touched


def corrected(fields: Fields, corrections: Iterable[Correction]) -> Fields:
    """Return a copy of the fields with the corrections; an emptied one is absent."""
    done = dict(fields)
    for one in corrections:
        if one.value in (ABSENT, None, []):
            done.pop(one.field, None)
        else:
            done[one.field] = one.value
    return done


def weigh(correction: Correction, said: object, now: datetime) -> bool:
    """Note what the source says now when it changed and differs from ours; tell if that is new."""
    quiet = said in (correction.source_value, correction.value)
    disagreement = None if quiet else said
    if correction.disagreement == disagreement:
        return False
    correction.disagreement = disagreement
    correction.disagrees_since = None if quiet else now
    return True


def save_disagreements(touched: list[Correction]) -> None:
    """Save what `weigh` noted."""
    Correction.objects.bulk_update(touched, ["disagreement", "disagrees_since"], batch_size=500)
