"""What a partner reads by a link: the shared sections. Under `visiting(share_id)`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import JSONObject

from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import decision_by_link
from allervers.people.mapping.entry_text import entry_texts
from allervers.people.mapping.sealed_words import open_parts
from allervers.people.models import ContactPoint, Entry, FileKey, Identity, Share


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the link opens now; each part is empty where its section is not open."""

    share: Share
    sections: frozenset[Section]
    identity: Identity | None
    contacts: Sequence[Mapping[str, Any]]
    entries: Sequence[Entry]
    texts: Mapping[UUID, str | None]


def sheet_by_link(share_id: UUID, now: datetime) -> Sheet | None:
    """Read what a link opens, decided anew; None when nothing of it opens."""
    found = decision_by_link(share_id, now)
    if found is None or not found[1].sections:
        return None
    share, sections = found[0], found[1].sections
    entries = list(_entries(share.person_id, sections))
    key = FileKey.objects.get(pk=share.person_id)
    return Sheet(
        share=share,
        sections=sections,
        identity=_identity(share.person_id, sections),
        contacts=open_parts(_contacts(share.person_id, sections), ContactPoint, key),
        entries=entries,
        texts=entry_texts(key, entries),
    )


def _identity(person_id: UUID, sections: Collection[Section]) -> Identity | None:
    if Section.IDENTITY not in sections:
        return None
    return Identity.objects.filter(pk=person_id).first()


def _contacts(person_id: UUID, sections: Collection[Section]) -> Sequence[Mapping[str, Any]]:
    if Section.CONTACT not in sections:
        return ()
    row = JSONObject(
        id="pk", kind="kind", value="value", channels="safe_channels", since="safe_from",
        until="safe_until", days="safe_days", caution="caution",
    )  # fmt: skip
    current = ContactPoint.objects.filter(person_id=person_id, is_current=True)
    return list(current.order_by("-created_at", "pk").values_list(row, flat=True))


def _entries(person_id: UUID, sections: Collection[Section]) -> Sequence[Entry]:
    """Return the last notes of the open sections; a correction hides what it corrects."""
    found = Entry.objects.filter(
        person_id=person_id, section__in=sections, corrected_by__isnull=True
    )
    shown = found.select_related("author__user", "author__organisation", "corrected_by")
    return list(shown.order_by("-happened_on", "-created_at", "pk")[:100])
