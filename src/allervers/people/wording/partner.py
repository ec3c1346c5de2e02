"""What a link opens, put into words: one block for each shared section. In French, as typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allervers.people.domain.section import Section
from allervers.people.queries.partner_reading import Sheet
from allervers.people.wording.contacts import Reach, reach_of
from allervers.people.wording.files import identity_rows, section_name
from allervers.people.wording.timeline import Shown, shown_entries


@dataclass(frozen=True, slots=True)
class Block:
    """One shared section."""

    title: str
    rows: Sequence[tuple[str, str]]
    reaches: Sequence[Reach]
    notes: Sequence[Shown]


def partner_blocks(sheet: Sheet, now: datetime) -> list[Block]:
    """Return the blocks of the page at a local time, in the order of a file."""
    return [_block(sheet, one, now) for one in Section if one in sheet.sections]


def _block(sheet: Sheet, section: Section, now: datetime) -> Block:
    entries = [one for one in sheet.entries if one.section == section]
    return Block(
        title=section_name(section.value),
        rows=identity_rows(sheet.identity, now.date()) if section is Section.IDENTITY else (),
        reaches=[reach_of(one, now) for one in sheet.contacts]
        if section is Section.CONTACT
        else (),
        notes=shown_entries(entries, sheet.texts),
    )
