"""Lines that wait for a seal, and the chain as it stands. Under `working(SEALING)`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from allervers.people.domain.sealing import START, Anchor, Checkpoint, Line, Link
from allervers.people.mapping.seal_lines import to_checkpoint, to_line, to_link
from allervers.people.models import FileRead, Seal, SealCheckpoint

PAGE: Final = 2_000
# Transactions of another cluster (a restored backup) have numbers that mean nothing here: no
# transaction lasts a day.
SETTLED: Final = timedelta(days=1)
BEHIND: Final = 50_000  # lines looked at behind the last seal; the nightly pass looks at all
OLDEST_RUNNING: Final = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def lock_chain() -> bool:
    """Take the chain for this transaction; False when another sealer has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('people_seal', 0))")
        return bool(cursor.fetchone()[0])


def wait_for_chain() -> None:
    """Take the chain for this transaction, once the sealer has done: to verify, it stands still."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people_seal', 0))")


def unsealed() -> QuerySet[FileRead]:
    """Return the lines without a seal."""
    sealed = Seal.objects.filter(read_id=OuterRef("pk"))
    return FileRead.objects.filter(~Exists(sealed)).order_by("transaction", "id")


def ready(now: datetime, size: int, *, whole: bool) -> list[FileRead]:
    """Return the next lines to seal: no running transaction can still add one before them."""
    lines = unsealed().filter(
        Q(transaction__lt=RawSQL(f"({OLDEST_RUNNING})", ())) | Q(at__lt=now - SETTLED)  # noqa: S611
    )
    if not whole:
        newest = Seal.objects.order_by("-position").values_list("read_id", flat=True).first() or 0
        lines = lines.filter(pk__gt=newest - BEHIND)
    return list(lines[:size])


def head() -> tuple[int, bytes]:
    """Return the position and digest of the last link; 0 and zeros before the first."""
    seal = Seal.objects.order_by("-position").first()
    checkpoint = SealCheckpoint.objects.order_by("-position").first()
    ends = [(one.position, bytes(one.digest)) for one in (seal, checkpoint) if one]
    return max(ends, default=(0, START))


def head_anchor(now: datetime) -> Anchor:
    """Return the head as it is written outside."""
    position, digest = head()
    return Anchor(now, position, digest)


def links() -> Iterator[Link]:
    """Yield the whole chain in order, a page at a time."""
    position = 0
    while page := list(Seal.objects.filter(position__gt=position).order_by("position")[:PAGE]):
        rows = FileRead.objects.in_bulk([seal.read_id for seal in page])
        yield from (to_link(seal, rows.get(seal.read_id)) for seal in page)
        position = page[-1].position


def checkpoints() -> list[Checkpoint]:
    """Return where old lines were let go."""
    return [to_checkpoint(row) for row in SealCheckpoint.objects.order_by("position")]


def unsealed_lines() -> Iterator[Line]:
    """Yield the lines without a seal."""
    return (to_line(row) for row in unsealed().iterator(PAGE))
