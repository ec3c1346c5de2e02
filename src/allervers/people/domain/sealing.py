"""The chain of seals: each digest is made of the one before and of one line of the journal.

    h(n) = SHA-256( h(n-1) ‖ canonical(line n) ),  h(0) = 32 zero bytes

To change, remove or move a line, one has to make every later digest again; the heads that were
written outside (anchors) then no longer match. Old lines that were let go by the rule leave a
checkpoint, from which the chain begins again. Threat T13.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

START: Final = bytes(32)
KEPT: Final = timedelta(days=365)  # what anchors younger than this name cannot have been let go
UNSEALED: Final = timedelta(hours=1)  # a line older than this should have been sealed


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal, as it is sealed: everything it says."""

    id: int
    transaction: int
    at: datetime
    act: str
    person: UUID | None
    organisation: UUID
    member: UUID | None
    share: UUID | None
    purpose: str
    ground: str
    sections: tuple[str, ...]
    reason: str
    count: int
    listed: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: position, the line that it names, digest; the line if found."""

    position: int
    read_id: int
    digest: bytes
    line: Line | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where the chain begins again: the last position let go, its digest, its newest line."""

    position: int
    digest: bytes
    let_go_until: datetime


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of the chain that was written outside of the database."""

    at: datetime
    position: int
    digest: bytes


class Wrong(StrEnum):
    """What a verification finds."""

    EDITED = "edited"  # a line, or its seal, no longer says what was sealed
    LINE_GONE = "line_gone"
    SEAL_GONE = "seal_gone"
    NOT_SEALED = "not_sealed"  # put in behind the sealer's back, or the sealer is stopped
    TAIL_CUT = "tail_cut"  # an anchor names a position that is no longer there
    REWRITTEN = "rewritten"  # an anchor names another digest for this position
    LET_GO_EARLY = "let_go_early"  # a checkpoint hides lines that the rule keeps


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: a position of the chain, a line of the journal."""

    what: Wrong
    position: int | None = None
    read_id: int | None = None


@dataclass(slots=True)
class Chain:
    """What was walked: digests at the positions that anchors name, the last position, faults."""

    wanted: frozenset[int]
    digests: dict[int, bytes] = field(default_factory=dict)
    last: int = 0
    lines: int = 0


def canonical(line: Line) -> bytes:
    """Return a line as bytes: the same for the same line on every machine, for ever."""
    said = {
        "v": 1,
        "id": line.id,
        "transaction": line.transaction,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "act": line.act,
        "person": str(line.person or ""),
        "organisation": str(line.organisation),
        "member": str(line.member or ""),
        "share": str(line.share or ""),
        "purpose": line.purpose,
        "ground": line.ground,
        "sections": list(line.sections),
        "reason": line.reason,
        "count": line.count,
        "listed": [str(one) for one in line.listed],
    }
    return json.dumps(said, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()


def linked(before: bytes, line: Line) -> bytes:
    """Return the digest that seals a line after another."""
    return hashlib.sha256(before + canonical(line)).digest()


def verify(
    links: Iterable[Link],
    checkpoints: Iterable[Checkpoint],
    unsealed: Iterable[Line],
    anchors: Iterable[Anchor],
    now: datetime,
) -> Iterator[Fault]:
    """Yield every fault. `links` come in order of position; `unsealed`: lines without a seal."""
    begun = {one.position: one for one in checkpoints}
    heads = tuple(anchors)
    chain = Chain(frozenset(one.position for one in heads))
    yield from _walked(links, begun, chain)
    last = max([chain.last, *begun])
    yield from _anchored(heads, begun, chain, last, now)
    for line in unsealed:
        if line.at < now - UNSEALED:
            yield Fault(Wrong.NOT_SEALED, read_id=line.id)


def _walked(
    links: Iterable[Link], begun: Mapping[int, Checkpoint], chain: Chain
) -> Iterator[Fault]:
    before, position = START, 0
    for link in links:
        if link.position != position + 1:
            start = begun.get(link.position - 1)
            if start is None:
                yield Fault(Wrong.SEAL_GONE, link.position - 1)
            before = start.digest if start else b""
        position = link.position
        if link.line is None:
            yield Fault(Wrong.LINE_GONE, position, link.read_id)
        elif before and linked(before, link.line) != link.digest:
            yield Fault(Wrong.EDITED, position, link.read_id)
        # From what is written, so that one fault does not hide the next.
        before = link.digest
        chain.lines += 1
        if position in chain.wanted:
            chain.digests[position] = link.digest
    chain.last = position


def _anchored(
    anchors: Sequence[Anchor],
    begun: Mapping[int, Checkpoint],
    chain: Chain,
    last: int,
    now: datetime,
) -> Iterator[Fault]:
    for anchor in anchors:
        start = begun.get(anchor.position)
        found = chain.digests.get(anchor.position) or (start.digest if start else None)
        if anchor.position > last:
            yield Fault(Wrong.TAIL_CUT, anchor.position)
        elif found is not None and found != anchor.digest:
            yield Fault(Wrong.REWRITTEN, anchor.position)
        elif anchor.position not in chain.digests and (
            # When it was first written outside: its line was hardly older then.
            min(one.at for one in anchors if one.position >= anchor.position) > now - KEPT
        ):
            yield Fault(Wrong.LET_GO_EARLY, anchor.position)
