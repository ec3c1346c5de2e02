"""Wrap the keys of files with another key of the host: what they sealed is not touched.

Each batch is one transaction, and each row says which key wrapped it: killed at any point, some
rows are under the former key and the others under the new one, all open, and starting again goes
on from there. A new wrap is opened, and compared, before it replaces the other (threat T23).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from allervers.people.actions.sealing_words import turn_words
from allervers.people.mapping.file_keys import seal_by_host, unseal_by_host, unwrapped, wrapped
from allervers.people.mapping.sealed import SealError, key_named
from allervers.people.models import Concern, FileKey
from allervers.people.queries.acting import Task, working
from allervers.people.queries.host_keys import concern_place

BATCH: Final = 200
FIRST: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Turned:
    """What one batch did: values now under the new key; why others do not open; where it ended."""

    done: int
    problems: tuple[str, ...] = ()
    last: UUID | None = None  # None: there is no more


def turn_all(to: str, size: int = BATCH) -> Iterator[Turned]:
    """Put everything under the host's key `to`, batch after batch. Idempotent, resumable."""
    for turn in (wrap_again, seal_again):
        last: UUID | None = FIRST
        while last is not None:
            turned = turn(to=to, after=last, size=size)
            last = turned.last
            yield turned
    for sealed in turn_words(to, size):
        yield Turned(sealed.done, sealed.problems)


def wrap_again(*, to: str, after: UUID, size: int) -> Turned:
    """Wrap with `to` the next keys of files that another key wraps, in one transaction."""
    problems: list[str] = []
    with transaction.atomic(), working(Task.KEYS):
        rows = list(
            FileKey.objects.select_for_update()
            .filter(pk__gt=after)
            .exclude(host_key=to)
            .order_by("pk")[:size]
        )
        for row in rows:
            try:
                _wrap_one(row, to)
            except SealError as error:
                problems.append(f"{row.pk}: {error}")
    last = rows[-1].pk if len(rows) == size else None
    return Turned(len(rows) - len(problems), tuple(problems), last)


def _wrap_one(row: FileKey, to: str) -> None:
    key = unwrapped(row)
    again = wrapped(key, row.person_id, to)
    if unwrapped(again) != key:
        raise SealError("The new wrap does not open to the same key: nothing was changed.")
    row.host_key, row.wrapped = again.host_key, again.wrapped
    row.save(update_fields=["host_key", "wrapped"])


def seal_again(*, to: str, after: UUID, size: int) -> Turned:
    """Seal with `to` the next concerns that another key seals, in one transaction."""
    problems: list[str] = []
    with transaction.atomic(), working(Task.KEYS):
        found = Concern.objects.select_for_update().filter(pk__gt=after).order_by("pk")
        rows = list(found[:size])
        done = 0
        for row in rows:
            try:
                done += _seal_one(row, to)
            except SealError as error:
                problems.append(f"{row.pk}: {error}")
    last = rows[-1].pk if len(rows) == size else None
    return Turned(done, tuple(problems), last)


def _seal_one(row: Concern, to: str) -> bool:
    place = concern_place(row)
    if key_named(bytes(row.sealed_text), place) == to:
        return False
    text = unseal_by_host(bytes(row.sealed_text), place)
    again = seal_by_host(text, place, to)
    if unseal_by_host(again, place) != text:
        raise SealError("The new seal does not open to the same text: nothing was changed.")
    row.sealed_text = again
    row.save(update_fields=["sealed_text"])
    return True
