"""The page of a file put into words: one block for each open section."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from allervers.people.domain.access import Decision, Reason
from allervers.people.domain.age import is_minor
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.mapping.entry_text import Noted, entry_texts
from allervers.people.mapping.sealed_words import shown_words
from allervers.people.models import Person
from allervers.people.wording.contacts import Reach, reach_of
from allervers.people.wording.files import (
    PURPOSES,
    Mate,
    Speaker,
    head_of,
    identity_rows,
    is_referent,
    mate_of,
    section_list,
    section_name,
    speaker_of,
)
from allervers.people.wording.timeline import Shown, shown_entries


@dataclass(slots=True)
class Block:
    """One open section: what it holds besides notes, and its last notes."""

    code: str
    title: str
    rows: Sequence[tuple[str, str]] = ()
    reaches: Sequence[Reach] = ()
    mates: Sequence[Mate] = ()
    speakers: Sequence[Speaker] = ()
    notes: list[Shown] = field(default_factory=list)


def blocks_of(
    decision: Decision,
    purpose: Purpose,
    sheet: Any,
    entries: Sequence[Noted],
    person: Person,
    kept: Collection[Section],
    name: str,
    now: datetime,
    me: UUID,
) -> dict[str, Any]:
    """Return what the template of a file shows to a member, at a local time."""
    day = now.date()
    texts = entry_texts(sheet, entries)
    notes: dict[str, list[Shown]] = defaultdict(list)
    for entry, shown in zip(entries, shown_entries(entries, texts), strict=True):
        notes[entry.section].append(shown)
    language = get_language()
    blocks = [
        Block(one.value, section_name(one.value, language), notes=notes[one.value])
        for one in Section
        if one in kept
    ]
    for block in blocks:
        _fill(block, sheet, person, now)
    return {
        "head": head_of(sheet, person, name),
        "blocks": blocks,
        "announced": section_list(decision.announced),
        "purpose": PURPOSES[purpose.value],
        "is_active": person.state == Person.State.ACTIVE,
        "state_reason": shown_words(person, "state_reason"),
        "is_minor": Section.IDENTITY in kept and _is_minor(person, day),
        "is_referent": is_referent(sheet, me),
        "is_followed": decision.reason is Reason.CASELOAD,
        "agreed": len(sheet.agreed),
        "may_write": bool(decision.writable) and not decision.must_say_why,
    }


def _is_minor(person: Person, day: date) -> bool:
    """Whether the person is known to be under 18."""
    identity = getattr(person, "identity", None)
    return identity is not None and bool(
        is_minor(identity.born_on, identity.age, identity.age_said_on, day)
    )


def _fill(block: Block, sheet: Any, person: Person, now: datetime) -> None:
    """Put in a block what is not a note."""
    if block.code == Section.IDENTITY:
        block.rows = identity_rows(getattr(person, "identity", None), now.date())
        block.speakers = [speaker_of(row) for row in sheet.speakers]
    elif block.code == Section.CONTACT:
        block.reaches = [reach_of(row, now) for row in sheet.contacts]
    elif block.code == Section.SITUATION:
        block.mates = [mate_of(row) for row in sheet.mates]
