"""Rows of the journal and of its seals, as the chain knows them."""

from allervers.people.domain.sealing import Checkpoint, Line, Link
from allervers.people.models import FileRead, Seal, SealCheckpoint


def to_line(row: FileRead) -> Line:
    """Return a line as it is sealed."""
    return Line(
        id=row.pk,
        transaction=row.transaction,
        at=row.at,
        act=row.act,
        person=row.person_ref,
        organisation=row.organisation_id,
        member=row.member_id,
        share=row.share_id,
        purpose=row.purpose,
        ground=row.ground,
        sections=tuple(row.sections),
        reason=row.reason,
        count=row.count,
        listed=tuple(row.listed),
    )


def to_link(seal: Seal, row: FileRead | None) -> Link:
    """Return a seal with its line, if there is one."""
    return Link(seal.position, seal.read_id, bytes(seal.digest), to_line(row) if row else None)


def to_checkpoint(row: SealCheckpoint) -> Checkpoint:
    """Return where the chain begins again."""
    return Checkpoint(row.position, bytes(row.digest), row.let_go_until)
