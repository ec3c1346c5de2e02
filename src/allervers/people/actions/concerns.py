"""A concern: sent by anybody of the team, read by one professional, never read back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, connection
from django.db.utils import ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.share_mail import REMIND_CONCERN_JOB, TELL_CONCERN_JOB
from allervers.people.mapping.concern_text import concern_text, sealed_concern
from allervers.people.models import Concern, Person
from allervers.people.queries.acting import acting
from allervers.people.queries.concerns import concern_for
from allervers.ui.domain.refusal import Refusal

UNOPENED: Final = timedelta(hours=48)  # then its recipient and a DPO are told
SEND: Final = "SELECT people_send_concern(%s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: of whom, what, to whom; `pseudonym` of a file, if one knows it."""

    recipient_id: UUID
    about: str
    text: str
    pseudonym: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A concern, of whom it speaks and what it tells, for its recipient only."""

    concern: Concern
    about: str
    text: str


def send_concern(*, viewer: Viewer, told: Told) -> None:
    """Send a concern. Whether the pseudonym names a file changes nothing that its sender sees.

    PostgreSQL chooses who keeps it: the referent of that file, else the professional chosen here,
    who must be approved and of an organisation one works with (`no_recipient` otherwise).
    """
    concern_id = uuid4()
    sealed = sealed_concern(told.about, told.text, concern_id)
    values = (concern_id, told.recipient_id, told.pseudonym, "", sealed, told.is_urgent)
    try:
        with acting(viewer), connection.cursor() as cursor:
            cursor.execute(SEND, values)
            app.configure_task(TELL_CONCERN_JOB).defer(concern_id=str(concern_id))
            later = app.configure_task(REMIND_CONCERN_JOB, schedule_at=timezone.now() + UNOPENED)
            later.defer(concern_id=str(concern_id))
    except (ProgrammingError, IntegrityError) as error:
        raise _no_recipient() from error


def open_concern(*, viewer: Viewer, concern_id: UUID, now: datetime) -> Opened:
    """Open a concern that was sent to one; the first time, its sender is told that it arrived."""
    with acting(viewer):
        concern = concern_for(viewer, concern_id)
        if concern is None:
            raise no_concern()
        if concern.received_at is None:
            Concern.objects.filter(pk=concern_id, received_at=None).update(received_at=now)
        return Opened(concern, *concern_text(concern))


def attach_concern(*, viewer: Viewer, concern_id: UUID, person_id: UUID | None) -> None:
    """Join a concern to a file that is open to one, or take it off. Its sender is never told."""
    with acting(viewer):
        if concern_for(viewer, concern_id) is None:
            raise no_concern()
        if person_id is not None and not Person.objects.filter(pk=person_id).exists():
            raise Refusal(
                code="file_not_open",
                what=_("Ce dossier n’est pas dans votre file active."),
                why=_("Un fait préoccupant ne se joint qu’à un dossier que vous suivez."),
                todo=_("Choisissez dans la liste, ou gardez-le à part."),
            )
        Concern.objects.filter(pk=concern_id).update(person_id=person_id)


def no_concern() -> Refusal:
    """Answer for a concern that is not addressed to the viewer, its sender included."""
    return Refusal(
        code="not-found",
        what=_("Fait préoccupant introuvable."),
        why=_("Il n’existe pas, ou il ne vous est pas adressé."),
        todo=_("Un texte envoyé ne se relit pas, même par qui l’a écrit."),
        status=404,
    )


def _no_recipient() -> Refusal:
    return Refusal(
        code="no_recipient",
        what=_("Cette personne ne peut pas recevoir de fait préoccupant."),
        why=_(
            "Seuls le peuvent les professionnels approuvés des organismes avec qui vous travaillez."
        ),
        todo=_("Choisissez dans la liste. En cas de danger immédiat, appelez le 17 ou le 119."),
    )
