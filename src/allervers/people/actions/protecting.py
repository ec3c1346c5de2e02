"""Where somebody in hiding is: written by one, read by one with the agreement of another."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Act, Opened, not_found, open_file, write_file
from allervers.people.domain.section import Section
from allervers.people.mapping.file_keys import seal_for, unseal_for, unwrapped
from allervers.people.mapping.sealed import Place
from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import FileKey, ProtectedContact, ProtectedOpening
from allervers.people.queries.acting import acting
from allervers.people.queries.following import follows
from allervers.people.queries.protected import valid_opening
from allervers.ui.domain.refusal import Refusal

HOUR: Final = timedelta(hours=1)


def add_protected(*, viewer: Viewer, person_id: UUID, value: str, now: datetime) -> None:
    """Write where the person is, sealed; whoever wrote it may not read it again alone."""
    with acting(viewer):
        opened = write_file(viewer, person_id, Section.PROTECTION)
        key = unwrapped(FileKey.objects.get(person=opened.person))
        contact_id = uuid4()
        ProtectedContact.objects.create(
            id=contact_id, person=opened.person, created_by_id=viewer.member_id, created_at=now,
            sealed_value=seal_for(key, value, protected_place(contact_id)),
        )  # fmt: skip


def protected_place(contact_id: UUID) -> Place:
    """Return where a protected contact rests."""
    return Place("people_protectedcontact", "sealed_value", contact_id)


def ask_to_read(*, viewer: Viewer, person_id: UUID, reason: str, now: datetime) -> None:
    """Ask another professional for their agreement; asked again, the first demand stands."""
    with acting(viewer):
        opened = write_file(viewer, person_id, Section.PROTECTION)
        waiting = ProtectedOpening.objects.filter(
            person=opened.person, asked_by_id=viewer.member_id, agreed_at=None, refused_at=None
        )
        if not waiting.exists():
            row_id, key = uuid4(), unwrapped(FileKey.objects.get(person=opened.person))
            ProtectedOpening.objects.create(
                id=row_id, person=opened.person, asked_by_id=viewer.member_id, asked_at=now,
                **sealed_values(ProtectedOpening, row_id, {"reason": reason}, key),
            )  # fmt: skip


def answer_opening(
    *, viewer: Viewer, person_id: UUID, opening_id: UUID, agrees: bool, now: datetime
) -> None:
    """Agree to a demand of somebody else, for an hour, or refuse it. Raises Refusal (404)."""
    with acting(viewer):
        write_file(viewer, person_id, Section.PROTECTION)
        if not follows(viewer, person_id):  # not by a share, nor by breaking the glass
            raise not_found()
        waiting = ProtectedOpening.objects.filter(
            pk=opening_id, person_id=person_id, agreed_at=None, refused_at=None
        ).exclude(asked_by_id=viewer.member_id)
        values = (
            {"agreed_by_id": viewer.member_id, "agreed_at": now, "ends_at": now + HOUR}
            if agrees
            else {"refused_at": now}
        )
        if not waiting.update(**values):
            raise not_found()


def read_protected(
    viewer: Viewer, person_id: UUID, now: datetime, *, reason: str = ""
) -> tuple[Opened, ProtectedOpening, list[tuple[UUID, str]]]:
    """Read where the person is, each text with its id, under `acting(viewer)`; a line is written.

    `reason`: typed, for an archive. Raises Refusal: 404; 403 `needs-two` without the agreement of
    another, or after the hour.
    """
    opened = open_file(viewer, person_id, act=Act.PROTECTED, reason=reason)
    if not opened.shows(Section.PROTECTION):
        raise not_found()
    opening = valid_opening(viewer.member_id, person_id, now)
    if opening is None:
        raise needs_two()
    key = unwrapped(FileKey.objects.get(person_id=person_id))
    kept = ProtectedContact.objects.filter(person_id=person_id, is_current=True)
    texts = [
        (one.pk, unseal_for(key, bytes(one.sealed_value), protected_place(one.pk)))
        for one in kept.order_by("-created_at", "pk")
    ]
    return opened, opening, texts


def retire_protected(*, viewer: Viewer, person_id: UUID, contact_id: UUID, now: datetime) -> None:
    """Say that an address holds no more, by somebody to whom it is open. It stays sealed.

    Raises Refusal: 404; 403 `needs-two` as for reading it.
    """
    with acting(viewer):
        write_file(viewer, person_id, Section.PROTECTION)
        if valid_opening(viewer.member_id, person_id, now) is None:
            raise needs_two()
        kept = ProtectedContact.objects.filter(pk=contact_id, person_id=person_id, is_current=True)
        if not kept.update(is_current=False):
            raise not_found()


def needs_two() -> Refusal:
    """Say that nobody opens a protected contact alone."""
    return Refusal(
        code="needs-two",
        what=_("Le contact protégé reste fermé."),
        why=_("Il s’ouvre à deux : une autre personne qui suit ce dossier doit donner son accord, "
              "et il vaut une heure."),
        todo=_("Demandez l’accord depuis la page « Contact protégé » du dossier."),
        status=403,
    )  # fmt: skip
