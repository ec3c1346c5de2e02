"""Writes on town agreements: asked, given, refused, recorded from paper, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.tours.actions.telling import message_to, send
from allervers.tours.actions.units import require_coordinator
from allervers.tours.models import Halt, TownAgreement, Visit
from allervers.tours.queries.planning import (
    commune_organisations,
    missing_agreements,
    planning_halt,
    with_everything,
)
from allervers.tours.queries.staff import not_found
from allervers.tours.wording.changes import answered_letter, asked_letter
from allervers.ui import french
from allervers.ui.domain.refusal import Refusal

ANSWERS = (TownAgreement.Status.GIVEN, TownAgreement.Status.REFUSED)


@dataclass(frozen=True, slots=True)
class Answered:
    """An agreement, and the announced visits to come that no agreement covers any more."""

    agreement: TownAgreement
    visits_without: list[Visit]


@transaction.atomic
def ask_agreement(
    *,
    viewer: Viewer,
    halt_id: UUID,
    valid_from: date,
    valid_until: date,
    text: str = "",
    now: datetime,
) -> TownAgreement:
    """Ask the commune where a halt stands for its agreement between two dates, both included.

    The commune's organisation here, if there is one, is written to and answers on its page;
    without one the request is kept, to be followed by `record_agreement`.
    """
    require_coordinator(viewer)
    halt = _own_halt(viewer, halt_id)
    _require_order(valid_from, valid_until)
    town = commune_organisations([halt.commune_id]).get(halt.commune_id)
    agreement = TownAgreement.objects.create(
        halt=halt,
        organisation=town,
        status=TownAgreement.Status.ASKED,
        valid_from=valid_from,
        valid_until=valid_until,
        asked_by_id=viewer.member_id,
        asked_at=now,
        request_text=text,
    )
    if town is not None:
        dates = (french.date_text(valid_from), french.date_text(valid_until))
        send([message_to(town.id, asked_letter(str(halt), *dates, text))])
    return agreement


@transaction.atomic
def answer_agreement(
    *,
    viewer: Viewer,
    agreement_id: UUID,
    gives: bool,
    text: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    now: datetime,
) -> Answered:
    """Give the town's agreement, for other dates if it prefers, or refuse it and say why.

    Only a member of the commune that was asked. The carrier is written to.
    """
    agreement = _lock_asked_of(viewer, agreement_id)
    if not gives and not text.strip():
        raise Refusal(
            code="refusal_without_reason",
            what=_("Dites pourquoi la commune refuse."),
            why=_("La coordination pourra chercher un autre lieu ou d'autres dates."),
            todo=_("Écrivez une phrase."),
        )
    agreement.valid_from = valid_from or agreement.valid_from
    agreement.valid_until = valid_until or agreement.valid_until
    _require_order(agreement.valid_from, agreement.valid_until)
    agreement.status = TownAgreement.Status.GIVEN if gives else TownAgreement.Status.REFUSED
    return _close(agreement, viewer, text, now)


@transaction.atomic
def record_agreement(
    *,
    viewer: Viewer,
    halt_id: UUID,
    status: str,
    valid_from: date,
    valid_until: date,
    source: str,
    text: str = "",
    now: datetime,
    agreement_id: UUID | None = None,
) -> Answered:
    """Record an answer received elsewhere: paper, e-mail, council decision.

    `status` is `given` or `refused`; `source` says where the answer is kept, and is required.
    With `agreement_id`, it answers that request, which was still waiting.
    """
    require_coordinator(viewer)
    halt = _own_halt(viewer, halt_id)
    _require_order(valid_from, valid_until)
    if status not in ANSWERS or not source.strip():
        raise Refusal(
            code="agreement_without_source",
            what=_("La réponse ou sa source manque."),
            why=_("Un accord recopié doit pouvoir être retrouvé : courrier, courriel, arrêté."),
            todo=_("Choisissez la réponse, et indiquez où elle est conservée."),
        )
    agreement = _waiting(halt, agreement_id) if agreement_id else TownAgreement(halt=halt)
    agreement.organisation = commune_organisations([halt.commune_id]).get(halt.commune_id)
    agreement.status, agreement.source = status, source.strip()
    agreement.valid_from, agreement.valid_until = valid_from, valid_until
    return _close(agreement, viewer, text, now)


@transaction.atomic
def withdraw_agreement(
    *, viewer: Viewer, agreement_id: UUID, text: str = "", now: datetime
) -> Answered:
    """Withdraw a request or an agreement: by the carrier of the halt, or by the town itself.

    Nothing is cancelled: the announced visits left without agreement are returned, to be moved or
    cancelled by a person.
    """
    agreement = _lock(agreement_id)
    is_carrier = viewer.has(Role.COORDINATOR) and (
        agreement.halt.carrier_id == viewer.organisation_id
    )
    if not is_carrier and not _is_of_town(viewer, agreement):
        raise not_found(_("Accord introuvable."))
    if agreement.status not in {TownAgreement.Status.ASKED, TownAgreement.Status.GIVEN}:
        raise _already(agreement)
    agreement.status = TownAgreement.Status.WITHDRAWN
    return _close(agreement, viewer, text, now)


def _own_halt(viewer: Viewer, halt_id: UUID) -> Halt:
    """Whoever shares a unit plans at the halts of its carrier, which alone deals with the town."""
    halt = planning_halt(viewer, halt_id)
    if halt.carrier_id != viewer.organisation_id:
        raise Refusal(
            code="halt-of-another",
            what=f"La halte « {halt.name} » est tenue par {halt.carrier}.",
            why="Votre organisation s'y arrête, mais seul son porteur parle avec la commune.",
            todo=f"Contactez {halt.carrier}.",
            status=403,
        )
    return halt


def published_without_agreement(halt: Halt, now: datetime) -> list[Visit]:
    """Return the announced visits to come at this halt that no agreement covers."""
    visits = Visit.objects.filter(halt=halt, status=Visit.Status.PUBLISHED, ends_at__gt=now)
    found = list(with_everything(visits).order_by("starts_at", "id"))
    missing = missing_agreements(found)
    return [visit for visit in found if visit.id in missing]


def _close(agreement: TownAgreement, viewer: Viewer, text: str, now: datetime) -> Answered:
    agreement.answered_by_id, agreement.answered_at = viewer.member_id, now
    agreement.answer_text = text
    agreement.save()
    halt = agreement.halt
    told = {halt.carrier_id, agreement.organisation_id} - {viewer.organisation_id, None}
    letter = answered_letter(
        str(halt),
        agreement.get_status_display(),
        french.date_text(agreement.valid_from),
        french.date_text(agreement.valid_until),
        text,
    )
    send([message_to(one, letter) for one in told if one is not None])
    return Answered(agreement, published_without_agreement(halt, now))


def _lock(agreement_id: UUID) -> TownAgreement:
    found = (
        TownAgreement.objects.select_for_update(of=("self",))
        .select_related("halt__commune", "organisation")
        .filter(id=agreement_id)
        .first()
    )
    if found is None:
        raise not_found(_("Accord introuvable."))
    return found


def _waiting(halt: Halt, agreement_id: UUID) -> TownAgreement:
    agreement = _lock(agreement_id)
    if agreement.halt_id != halt.id:
        raise not_found(_("Accord introuvable."))
    if agreement.status != TownAgreement.Status.ASKED:
        raise _already(agreement)
    return agreement


def _lock_asked_of(viewer: Viewer, agreement_id: UUID) -> TownAgreement:
    agreement = _lock(agreement_id)
    if not _is_of_town(viewer, agreement):
        raise not_found(_("Accord introuvable."))
    if agreement.status != TownAgreement.Status.ASKED:
        raise _already(agreement)
    return agreement


def _is_of_town(viewer: Viewer, agreement: TownAgreement) -> bool:
    """A town's agents hold the role of partner (or coordinator) in their own organisation."""
    return (
        viewer.organisation_kind == Organisation.Kind.COMMUNE
        and agreement.organisation_id == viewer.organisation_id
        and viewer.has(Role.PARTNER, Role.COORDINATOR)
    )


def _already(agreement: TownAgreement) -> Refusal:
    return Refusal(
        code="agreement_closed",
        what=_("Cet accord est déjà « %(status)s ».") % {"status": agreement.get_status_display()},
        why=_("Une réponse ne se réécrit pas : elle a pu décider d'un passage."),
        todo=_("Faites une nouvelle demande."),
        status=409,
    )


def _require_order(first: date, last: date) -> None:
    if first > last:
        raise Refusal(
            code="agreement_dates",
            what=_("La date de fin précède la date de début."),
            why=_("Un accord vaut du premier au dernier jour, compris."),
            todo=_("Corrigez les dates."),
        )
