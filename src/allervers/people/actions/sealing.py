"""The sealer: chains the lines of the journal in batches, one runner at a time."""

from datetime import datetime
from typing import Final

from django.db import connection

from allervers.accounts.models import Organisation
from allervers.people.domain.sealing import Anchor, Fault, linked, verify
from allervers.people.mapping.seal_lines import to_line
from allervers.people.models import Alert, Seal
from allervers.people.queries import sealing
from allervers.people.queries.acting import Task, working

BATCH: Final = 1_000


def seal_batch(*, now: datetime, size: int = BATCH, whole: bool = False) -> int | None:
    """Seal the next lines, in one transaction. Return how many; None: another sealer is at it."""
    with working(Task.SEALING):
        if not sealing.lock_chain():
            return None
        position, digest = sealing.head()
        seals = []
        for row in sealing.ready(now, size, whole=whole):
            position, digest = position + 1, linked(digest, to_line(row))
            seals.append(Seal(position=position, read_id=row.pk, digest=digest, sealed_at=now))
        Seal.objects.bulk_create(seals)
        return len(seals)


def seal_reads(*, now: datetime, size: int = BATCH, whole: bool = False) -> int:
    """Seal all that is ready. Killed at any point, the next run goes on where it was."""
    total = 0
    while done := seal_batch(now=now, size=size, whole=whole):
        total += done
        if done < size:
            break
    return total


def head_now(*, now: datetime) -> Anchor:
    """Return the head of the chain, to be written outside."""
    with working(Task.SEALING):
        return sealing.head_anchor(now)


def verify_reads(anchors: list[Anchor], *, now: datetime) -> list[Fault]:
    """Walk the whole chain with no sealer at work; return what is wrong."""
    with working(Task.SEALING):
        sealing.wait_for_chain()
        found = verify(
            sealing.links(), sealing.checkpoints(), sealing.unsealed_lines(), anchors, now
        )
        return list(found)


def tell_broken_chain(faults: list[Fault], *, now: datetime) -> int:
    """Alert the DPOs of the host when the journal is not what was sealed. Return the faults."""
    if not faults:
        return 0
    hosts = Organisation.objects.filter(kind=Organisation.Kind.HOST, is_active=True)
    with working(Task.SEALING):
        Alert.objects.bulk_create(
            Alert(
                kind=Alert.Kind.CHAIN_BROKEN,
                organisation_id=home,
                details=str(len(faults)),
                at=now,
            )
            for home in hosts.order_by("id").values_list("id", flat=True)
        )
    return len(faults)


def let_reads_go() -> int:
    """Let go of the lines whose time is over, by the rule; return how many."""
    with working(Task.RETENTION), connection.cursor() as cursor:
        cursor.execute("SELECT people_let_reads_go()")
        return int(cursor.fetchone()[0])
