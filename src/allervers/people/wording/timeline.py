"""Entries as they are shown: their day, their kind, their author, their text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allervers.people.mapping.entry_text import Noted, noted
from allervers.people.models import Entry
from allervers.people.wording.files import section_name
from allervers.people.wording.labels import label
from allervers.ui import french


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry on a page. `text`: None when what is kept does not open any more."""

    id: UUID
    section: str
    title: str
    author: str
    text: str | None
    is_from_person: bool
    is_struck: bool
    is_correction: bool

    @property
    def is_lost(self) -> bool:
        """Whether the text does not open any more."""
        return self.text is None


def shown_entries(
    entries: Sequence[Entry | Noted], texts: Mapping[UUID, str | None]
) -> list[Shown]:
    """Return entries as they are shown."""
    rows = [one if isinstance(one, Noted) else noted(one) for one in entries]
    language = get_language()
    return [_shown(one, texts[one.pk], language) for one in rows]


@lru_cache(maxsize=8)
def _author(_language: str | None) -> str:
    return _("%(name)s, %(where)s")


def _shown(entry: Noted, text: str | None, language: str | None) -> Shown:
    kind = label(entry.kind, Entry.Kind, language)
    return Shown(
        id=entry.pk,
        section=section_name(entry.section, language),
        title=f"{french.date_text(entry.happened_on, language).capitalize()}\u00a0: {kind}",
        author=_author(language) % {"name": entry.author, "where": entry.organisation},
        text=text,
        is_from_person=entry.is_from_person,
        is_struck=entry.struck_by is not None,
        is_correction=entry.corrects_id is not None,
    )
