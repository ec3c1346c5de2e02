"""Notes in a file: added, corrected by another note, never rewritten."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened, not_found, write_file
from allervers.people.domain.section import Section
from allervers.people.mapping.entry_text import sealed_entry
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.models import Entry, FileKey, Person
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted. `submission`: drawn with the form, so that sent twice it is one note."""

    submission: UUID
    section: Section
    kind: str
    happened_on: date
    text: str
    is_from_person: bool = False
    concerns_others: bool = False


def add_entry(*, viewer: Viewer, person_id: UUID, note: Note, now: datetime) -> Entry:
    """Add a note to a section that is open. Raises Refusal (404, 409)."""
    with acting(viewer):
        opened = write_file(viewer, person_id, note.section)
        return _saved(viewer, opened, note, now)


def correct_entry(
    *, viewer: Viewer, person_id: UUID, entry_id: UUID, note: Note, now: datetime
) -> Entry:
    """Correct a note by another, once; the former stays, struck out. Raises Refusal (404, 409)."""
    with acting(viewer):
        opened = write_file(viewer, person_id, note.section)
        former = Entry.objects.filter(
            pk=entry_id, person_id=person_id, section=note.section
        ).first()
        if former is None:
            raise not_found()
        if Entry.objects.filter(corrects=former).exclude(pk=note.submission).exists():
            raise already_corrected()
        return _saved(viewer, opened, note, now, corrects=former)


def _saved(
    viewer: Viewer, opened: Opened, note: Note, now: datetime, corrects: Entry | None = None
) -> Entry:
    person = opened.person
    before = Entry.objects.filter(
        pk=note.submission, person=person, author_id=viewer.member_id
    ).first()
    if before is not None:
        return before
    key = unwrapped(FileKey.objects.get(person=person))
    try:
        with transaction.atomic():
            made = Entry.objects.create(
                id=note.submission, person=person, section=note.section, kind=note.kind,
                happened_on=note.happened_on, is_from_person=note.is_from_person,
                concerns_others=note.concerns_others, author_id=viewer.member_id, created_at=now,
                sealed_text=sealed_entry(key, note.submission, note.text), corrects=corrects,
            )  # fmt: skip
    except IntegrityError as error:
        raise already_corrected() from error
    if note.is_from_person:
        heard_from(person, note.happened_on)
    return made


def heard_from(person: Person, day: date) -> None:
    """Move the day of the last contact that came from the person, forward only.

    Retention counts from it (CNIL, délib. 2021-028): what an agent does never moves it.
    """
    Person.objects.filter(pk=person.pk, last_contact_on__lt=day).update(last_contact_on=day)


def already_corrected() -> Refusal:
    """Say that somebody was faster."""
    return Refusal(
        code="already-corrected",
        what=_("Cette note a déjà été corrigée, ou enregistrée."),
        todo=_("Revenez au fil du dossier pour voir ce qui y est."),
        status=409,
    )
