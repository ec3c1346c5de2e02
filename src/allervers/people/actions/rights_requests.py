"""The rights of the person on their own file (GDPR 15 to 21): received, read again, handed out.

A copy takes two: one decides, for each thing that may concern somebody else, to hand it out or to
mask it; another, who decided none, releases it. Sources: GDPR 12(3), CRPA L311-6.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.informing import require_caseload
from allervers.people.actions.noting import heard_from
from allervers.people.actions.opening import Act, Opened, not_found, open_file
from allervers.people.domain.ground import Purpose
from allervers.people.domain.retention import later
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.request_text import sealed_details
from allervers.people.models import Entry, Person, Redaction, RightsRequest
from allervers.people.queries import rights_requests as queries
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal

Kind, State = RightsRequest.Kind, RightsRequest.State
MONTH = 1  # GDPR 12(3)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks, when, and how one knows that it is them."""

    kind: str
    received_on: date
    identity_checked: str
    details: str = ""
    medical: str = RightsRequest.Medical.DIRECT


def open_for_person(
    viewer: Viewer, person_id: UUID, act: Act = Act.OPENED, *, reason: str = ""
) -> Opened:
    """Open a file at the request of the person, under `acting(viewer)`: the reason is theirs.

    Refuses (404) whoever knows the file by a share: the person asks those who follow them.
    """
    opened = open_file(
        viewer, person_id, purpose=Purpose.PERSON_REQUEST,
        reason=reason, words=_("demande de la personne sur son dossier"), act=act,
    )  # fmt: skip
    require_caseload(opened)
    return opened


def person_for_form(*, viewer: Viewer, person_id: UUID) -> Person:
    """Open a file for the page of a form, in its own transaction."""
    with acting(viewer):
        return open_for_person(viewer, person_id).person


def receive(*, viewer: Viewer, person_id: UUID, asked: Asked, now: datetime) -> RightsRequest:
    """Write down a request, due in a month. It is a contact that comes from the person."""
    if asked.received_on > timezone.localdate(now):
        raise _not_now()
    with acting(viewer):
        opened = open_for_person(viewer, person_id, Act.WROTE)
        key, request_id = unwrapped(queries.key_row(person_id)), uuid4()
        is_copy = asked.kind == Kind.ACCESS
        made = RightsRequest.objects.create(
            id=request_id, person=opened.person, kind=asked.kind, received_on=asked.received_on,
            due_on=later(asked.received_on, MONTH), identity_checked=asked.identity_checked,
            medical=asked.medical, handled_by_id=viewer.member_id,
            sealed_details=sealed_details(key, request_id, asked.details),
            state=State.REDACTING if is_copy else State.OPEN,
        )  # fmt: skip
        if is_copy:
            _queue(made)
        heard_from(opened.person, asked.received_on)
    return made


def _queue(request: RightsRequest) -> None:
    """Put in the queue everything that was said to concern others when it was written."""
    found = Entry.objects.filter(person_id=request.person_id, concerns_others=True)
    why = Redaction.Why.SAID
    Redaction.objects.bulk_create(
        [Redaction(request=request, entry=one, why=why) for one in found.order_by("pk")]
    )


def queue_more(*, viewer: Viewer, request_id: UUID, entry_id: UUID, why: str) -> None:
    """Add to the queue something that nobody had marked."""
    with acting(viewer):
        request = redacting(viewer, request_id)
        entry = Entry.objects.filter(pk=entry_id, person_id=request.person_id).first()
        if entry is None:
            raise not_found()
        Redaction.objects.get_or_create(request=request, entry=entry, defaults={"why": why})


def decide_redaction(*, viewer: Viewer, request_id: UUID, entry_id: UUID, choice: str) -> None:
    """Decide whether one thing is handed out or masked. May be changed until all is ready."""
    with acting(viewer):
        request = redacting(viewer, request_id)
        changed = Redaction.objects.filter(request=request, entry_id=entry_id).update(
            choice=Redaction.Choice(choice), decided_by_id=viewer.member_id
        )
        if not changed:
            raise not_found()


def redacting(viewer: Viewer, request_id: UUID) -> RightsRequest:
    """Return a request being read again, by whom its file is open to; locked."""
    request = RightsRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        raise not_found()
    open_for_person(viewer, request.person_id)
    if request.state != State.REDACTING:
        raise _not_now()
    return request


def finish_redacting(*, viewer: Viewer, request_id: UUID) -> None:
    """Say that everything was decided: a second person may release the copy."""
    with acting(viewer):
        request = redacting(viewer, request_id)
        # What was written since counts too.
        known = set(queries.redactions(request_id).values_list("entry_id", flat=True))
        marked = Entry.objects.filter(person_id=request.person_id, concerns_others=True)
        new = [one for one in marked.order_by("pk") if one.pk not in known]
        why = Redaction.Why.SAID
        Redaction.objects.bulk_create([Redaction(request=request, entry=e, why=why) for e in new])
        if queries.redactions(request_id).filter(choice="").exists():
            raise _undecided()
        request.state, request.ready_at = State.READY, timezone.now()
        request.save(update_fields=["state", "ready_at"])


def redact_again(*, viewer: Viewer, request_id: UUID) -> None:
    """Send a copy back to be read again, as its second reader."""
    with acting(viewer):
        request = _ready(viewer, request_id)
        request.state, request.ready_at = State.REDACTING, None
        request.save(update_fields=["state", "ready_at"])


def release(*, viewer: Viewer, request_id: UUID, now: datetime) -> None:
    """Release the copy, as somebody who neither received the request nor decided what to mask."""
    with acting(viewer):
        request = _ready(viewer, request_id)
        decided = queries.redactions(request_id).filter(decided_by_id=viewer.member_id).exists()
        if request.handled_by_id == viewer.member_id or decided:
            raise takes_two()
        request.state, request.answered_at = State.GRANTED, now
        request.released_by_id = viewer.member_id
        request.save(update_fields=["state", "answered_at", "released_by"])


def _ready(viewer: Viewer, request_id: UUID) -> RightsRequest:
    """Return a request to release: by whom the file is open to, or its DPO, who does not read."""
    request = RightsRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        raise not_found()
    if not viewer.has(Role.DPO):
        open_for_person(viewer, request.person_id)
    if request.state != State.READY:
        raise _not_now()
    return request


def _not_now() -> Refusal:
    return Refusal(
        "not-now",
        _("Rien n’a été changé."),
        _("Cette demande n’en est plus là, ou sa date n’est pas possible."),
        _("Rouvrez la demande."),
        status=409,
    )


def _undecided() -> Refusal:
    return Refusal(
        "undecided",
        _("Il reste des choses à relire."),
        _("Chaque note qui parle d’autres personnes est à remettre ou à masquer."),
        _("Décidez de chacune, puis recommencez."),
    )


def takes_two() -> Refusal:
    """Refuse that one person does both halves."""
    return Refusal(
        "takes-two",
        _("Une seconde personne doit remettre ce dossier."),
        _("Vous l’avez préparé : on ne relit pas son propre travail."),
        _("Demandez à un collègue qui suit ce dossier, ou à votre DPO."),
        status=409,
    )
