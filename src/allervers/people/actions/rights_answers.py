"""Answers to a person who asks to correct, to limit or to object: granted, or refused with why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Act, not_found
from allervers.people.actions.rights_requests import Kind, State, open_for_person
from allervers.people.domain.section import Section
from allervers.people.mapping.entry_text import sealed_entry
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.request_text import sealed_answer
from allervers.people.models import Entry, Person, RightsRequest
from allervers.people.queries import rights_requests as queries
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal

# Agreed to, an objection (GDPR 21) stops the use of the file as a limitation (18) does: it stays to
# reach the person and to prove what was done, until retention ends it or the person comes back.
LIMITS: Final = frozenset({Kind.RESTRICT, Kind.OBJECT})


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. To correct: the entry and its right text; refused: what the person says.

    `statement` stays beside the entry, or in the section: the person's own words are kept.
    """

    is_granted: bool
    text: str
    entry_id: UUID | None = None
    corrected: str = ""
    statement: str = ""
    section: Section = Section.SITUATION


def answer(*, viewer: Viewer, request_id: UUID, given: Answer, now: datetime) -> None:
    """Answer a request other than a copy, and do what was granted, in one transaction."""
    with acting(viewer):
        request = RightsRequest.objects.select_for_update().filter(pk=request_id).first()
        if request is None:
            raise not_found()
        opened = open_for_person(viewer, request.person_id, Act.WROTE)
        if request.kind == Kind.ACCESS or request.state != State.OPEN or not given.text.strip():
            raise _not_now()
        key = unwrapped(queries.key_row(request.person_id))
        if given.is_granted and request.kind == Kind.CORRECT:
            _correct(viewer, opened.person, given, key, now)
        if given.statement.strip():
            _attach(viewer, opened.person, given, key, now)
        if given.is_granted and request.kind in LIMITS:
            Person.objects.filter(pk=request.person_id).update(restricted_at=now)
        request.state = State.GRANTED if given.is_granted else State.REFUSED
        request.sealed_answer = sealed_answer(key, request.pk, given.text.strip())
        request.answered_at = now
        request.save(update_fields=["state", "sealed_answer", "answered_at"])


def _correct(viewer: Viewer, person: Person, given: Answer, key: bytes, now: datetime) -> None:
    former = _entry(person, given.entry_id)
    is_last = former is not None and not Entry.objects.filter(corrects=former).exists()
    if former is None or not is_last or not given.corrected.strip():
        raise _says_what()
    made = uuid4()
    Entry.objects.create(
        id=made, person=person, section=former.section, kind=former.kind, corrects=former,
        happened_on=former.happened_on, concerns_others=former.concerns_others,
        sealed_text=sealed_entry(key, made, given.corrected.strip()),
        author_id=viewer.member_id, created_at=now,
    )  # fmt: skip


def _entry(person: Person, entry_id: UUID | None) -> Entry | None:
    return Entry.objects.filter(pk=entry_id, person=person).first() if entry_id else None


def _attach(viewer: Viewer, person: Person, given: Answer, key: bytes, now: datetime) -> None:
    about = _entry(person, given.entry_id)
    made = uuid4()
    Entry.objects.create(
        id=made, person=person, section=about.section if about else given.section,
        kind=Entry.Kind.STATEMENT, happened_on=timezone.localdate(now), is_from_person=True,
        sealed_text=sealed_entry(key, made, given.statement.strip()),
        author_id=viewer.member_id, created_at=now,
    )  # fmt: skip


def _not_now() -> Refusal:
    return Refusal(
        "not-now",
        _("Rien n’a été changé."),
        _("Cette demande a déjà sa réponse, ou il manque votre réponse à la personne."),
        _("Rouvrez la demande."),
        status=409,
    )


def _says_what() -> Refusal:
    return Refusal(
        "nothing-corrected",
        _("Choisissez la note et écrivez le texte juste."),
        _("Une correction est une nouvelle note : l’ancienne reste, barrée."),
    )
