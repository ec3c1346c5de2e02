"""One line in the journal for each read and act, in the same transaction.

The line is written before the page is; if it cannot be, nothing is shown. PostgreSQL stamps it
with its hour and its transaction, counts it (limits of volume) and refuses to change it; the sealer
chains it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.mapping.read_reasons import kept_reason
from allervers.people.models import FileRead
from allervers.ui.prepared import ran

REASON_LENGTH: Final = 300
# Its hour and its transaction are the database's.
LINE: Final = """
INSERT INTO "people_fileread" (act, person_ref, organisation_id, member_id, purpose, ground,
                               sections, reason, count, listed)
VALUES (%(act)s, %(person)s::uuid, %(organisation)s::uuid, %(member)s::uuid, %(purpose)s,
        %(ground)s, %(sections)s::text[], %(reason)s, %(count)s::int, %(listed)s::uuid[])
"""
REASON: Final = """
INSERT INTO "people_readreason" (id, member_id, organisation_id, person_ref, text)
VALUES (%(id)s::uuid, %(member)s::uuid, %(organisation)s::uuid, %(person)s::uuid, %(text)s)
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """What was read or done: of which file (None: a list), on what ground, in which sections.

    `typed`: why, in somebody's words, sealed apart; `reason`: why, in the site's own words.
    Of a list or a search, `listed` names the files shown: each counts in the limits of volume.
    """

    act: FileRead.Act
    purpose: Purpose
    ground: str
    person_id: UUID | None = None
    sections: Collection[Section] = ()
    reason: str = ""
    typed: str = ""
    count: int = 1
    listed: Collection[UUID] = ()


def record(viewer: Viewer, organisation_id: UUID, touched: Touched) -> None:
    """Write the line of a member, at the hour of the database.

    `organisation_id`: the file's, or the viewer's for a list.
    """
    whose = {
        "person": touched.person_id,
        "organisation": organisation_id,
        "member": viewer.member_id,
    }
    ran(
        LINE,
        {
            **whose,
            "act": touched.act.value,
            "purpose": touched.purpose.value,
            "ground": touched.ground,
            "sections": sorted(one.value for one in touched.sections),
            "reason": _reason(touched, whose),
            "count": touched.count,
            "listed": list(touched.listed),
        },
    )


def _reason(touched: Touched, whose: Mapping[str, UUID | None]) -> str:
    """Return what the line says of why: the site's words, or the name of what somebody typed."""
    typed = touched.typed.strip()
    if not typed:
        return touched.reason[:REASON_LENGTH]
    kept = kept_reason(typed)
    ran(REASON, {**whose, "id": kept.id, "text": kept.text})
    return kept.said
