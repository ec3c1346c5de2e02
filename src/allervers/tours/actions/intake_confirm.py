"""Confirm proposals: halts are found or made, series saved, their visits drafted."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.agreements import record_agreement
from allervers.tours.actions.intake import remember_tour
from allervers.tours.actions.intake_rows import hours_of
from allervers.tours.actions.series import save_series
from allervers.tours.actions.tours import add_tour
from allervers.tours.actions.units import add_unit, free_slug, require_coordinator
from allervers.tours.domain.recurrence import Recurrence, SchoolTime
from allervers.tours.domain.recurrence_draft import Calendars, SeriesDraft
from allervers.tours.models import Halt, MobileUnit, Proposal, Tour, TownAgreement
from allervers.tours.queries.intake import import_of, own_units, proposal_of, ready_of
from allervers.tours.queries.staff import tour_of
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class NewTour:
    """A tour to open for what is confirmed; without `unit_id`, a unit of this name is made."""

    name: str
    starts_on: date
    ends_on: date
    unit_id: UUID | None = None
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the coordinator states: `agreement_source` says where the towns' agreements are kept."""

    agreement_source: str = ""


@dataclass(slots=True)
class Confirmed:
    """What confirming did; `refused` are proposals that stay, each with its reason."""

    count: int = 0
    visits: int = 0
    refused: list[tuple[Proposal, Refusal]] = field(default_factory=list)


@transaction.atomic
def choose_tour(*, viewer: Viewer, import_id: UUID, choice: UUID | NewTour) -> Tour:
    """Say which tour the proposals of an import go to: one that exists, or a new one."""
    require_coordinator(viewer)
    import_of(viewer, import_id)
    tour = tour_of(viewer, choice) if isinstance(choice, UUID) else _open(viewer, choice)
    remember_tour(viewer=viewer, import_id=import_id, tour_id=tour.id)
    return tour


def _open(viewer: Viewer, new: NewTour) -> Tour:
    unit = own_units(viewer).filter(id=new.unit_id).first() if new.unit_id else None
    if unit is None:
        unit = own_units(viewer).filter(name=new.unit_name).first()
    if unit is None:
        made = {"name": new.unit_name, "kind": MobileUnit.Kind.BUS}
        unit = add_unit(viewer=viewer, values=made)
    values = {"unit": unit, "name": new.name, "starts_on": new.starts_on, "ends_on": new.ends_on}
    return add_tour(viewer=viewer, values=values)


@transaction.atomic
def confirm_proposal(
    *,
    viewer: Viewer,
    proposal_id: UUID,
    tour_id: UUID,
    calendars: Calendars,
    now: datetime,
    terms: Terms | None = None,
) -> int:
    """Make of one proposal a halt and a series; return the number of visits drafted.

    Refused (409) when it has a question left, is already confirmed, or when a date is blocked.
    """
    require_coordinator(viewer)
    proposal = proposal_of(viewer, proposal_id, lock=True)
    _require_ready(proposal)
    tour = tour_of(viewer, tour_id)
    halt = _halt(viewer, proposal)
    if terms and terms.agreement_source:
        _agree(viewer, halt, tour, terms.agreement_source, now)
    draft = SeriesDraft(
        halt.id,
        _recurrence(proposal.reading, tour),
        _hours(proposal),
        by_appointment=proposal.reading["by_appointment"],
        source=_source(proposal),
    )
    saved = save_series(viewer=viewer, tour_id=tour.id, draft=draft, calendars=calendars, now=now)
    proposal.status, proposal.series = Proposal.Status.CONFIRMED, saved.series
    proposal.save(update_fields=["status", "series"])
    return saved.created


def confirm_ready(
    *,
    viewer: Viewer,
    import_id: UUID,
    tour_id: UUID,
    calendars: Calendars,
    now: datetime,
    terms: Terms | None = None,
) -> Confirmed:
    """Confirm every proposal that has no question left; each is confirmed whole or not at all."""
    require_coordinator(viewer)
    done = Confirmed()
    for proposal in ready_of(import_of(viewer, import_id)):
        try:
            done.visits += confirm_proposal(
                viewer=viewer,
                proposal_id=proposal.id,
                tour_id=tour_id,
                calendars=calendars,
                now=now,
                terms=terms,
            )
        except Refusal as refusal:
            done.refused.append((proposal, refusal))
        else:
            done.count += 1
    return done


def _require_ready(proposal: Proposal) -> None:
    if proposal.status == Proposal.Status.WAITING and not proposal.questions:
        return
    why = (
        _("Une question attend encore sa réponse.")
        if proposal.status == Proposal.Status.WAITING
        else _("Elle est %(status)s.") % {"status": proposal.get_status_display()}
    )
    raise Refusal(
        "proposal_not_ready",
        _("Cette proposition ne peut pas être confirmée."),
        why,
        _("Ouvrez-la pour voir ce qui manque."),
        409,
    )


def _halt(viewer: Viewer, proposal: Proposal) -> Halt:
    """Find the halt of this name in this commune, or make it. A better point is never lost."""
    reading = proposal.reading
    name = (reading["place"] or reading["commune_name"])[:120]
    halt, made = Halt.objects.select_for_update().get_or_create(
        carrier_id=viewer.organisation_id,
        commune_id=reading["commune"],
        name=name,
        defaults={
            "slug": free_slug(Halt, f"{reading['commune_name']} {name}", 120),
            "address": reading["address"],
            "directions": reading["directions"],
            "latitude": reading["latitude"],
            "longitude": reading["longitude"],
            "point_status": reading["point_status"],
            "source": _source(proposal),
        },
    )
    if not made and not halt.is_active:
        halt.is_active = True
        halt.save(update_fields=["is_active"])
    return halt


def _agree(viewer: Viewer, halt: Halt, tour: Tour, source: str, now: datetime) -> None:
    """Record, once, that the town already agreed, with where its agreement is kept."""
    covers = TownAgreement.objects.filter(
        halt=halt,
        status=TownAgreement.Status.GIVEN,
        valid_from__lte=tour.starts_on,
        valid_until__gte=tour.ends_on,
    )
    if not covers.exists():
        record_agreement(
            viewer=viewer,
            halt_id=halt.id,
            status="given",
            valid_from=tour.starts_on,
            valid_until=tour.ends_on,
            source=source,
            now=now,
        )


def _recurrence(reading: dict[str, Any], tour: Tour) -> Recurrence:
    anchor = date.fromisoformat(reading["anchor"]) if reading["anchor"] else tour.starts_on
    until = date.fromisoformat(reading["until"]) if reading["until"] else None
    return Recurrence(
        rrule=reading["rrule"],
        anchor=anchor,
        until=until,
        skips_public_holidays=reading["skips_public_holidays"],
        school_time=SchoolTime(reading["school_time"]),
    )


def _hours(proposal: Proposal) -> Any:
    hours = hours_of(proposal.reading)
    if hours is None:
        raise Refusal(
            "proposal_without_hours",
            _("Les horaires manquent."),
            _("Personne ne les a encore donnés."),
            _("Ouvrez la proposition et écrivez-les."),
            409,
        )
    return hours


def _source(proposal: Proposal) -> str:
    taken = proposal.taken_from
    name = taken.file_name or taken.get_source_display()
    return f"{name}, ligne {proposal.row}, importé le {taken.taken_in_at:%d/%m/%Y}"[:200]
