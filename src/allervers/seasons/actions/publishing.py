"""A plan put in the calendar of the tours, with its messages: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.hand import lock_plan
from allervers.seasons.models import PlannedVisit, Season, SeasonPlan
from allervers.seasons.queries.publishing import (
    Difference,
    difference,
    partners_of,
    undecided,
    waiting_for_towns,
)
from allervers.tours.actions.agreements import ask_agreement
from allervers.tours.actions.many import Wanted, add_visits
from allervers.tours.actions.publication import cancel_visits, publish_visits
from allervers.tours.actions.retiming import retime_visits
from allervers.tours.actions.tours import add_tour, change_tour
from allervers.tours.actions.visits import delete_visit
from allervers.tours.domain.conflicts import Conflict, Kind
from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.recurrence_draft import Calendars, VisitDraft
from allervers.tours.models import MobileUnit, Visit
from allervers.tours.queries.staff import tours_of
from allervers.ui import french
from allervers.ui.domain.refusal import Refusal

ASKED_FOR = frozenset({Kind.NO_AGREEMENT, Kind.OUTSIDE_AGREED_DATES})
"""A town that refused, or whose answer is awaited, is not asked again."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose: announce or draft only, ask the towns, why visits are cancelled."""

    announces: bool
    asks_towns: bool
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: how many visits, and how many towns were asked."""

    added: int
    announced: int
    changed: int
    cancelled: int
    asked: int


@transaction.atomic
def publish_plan(
    *,
    viewer: Viewer,
    plan_id: UUID,
    version: int,
    choices: Choices,
    calendars: Calendars,
    now: datetime,
) -> Outcome:
    """Put a plan in the calendar: it replaces what the season's last published plan put there.

    Visits are announced where the town agreed (and `choices.announces`); the others stay drafts.
    Past ones are left alone. Any conflict refuses (409) the whole, and nothing is written.
    """
    plan = lock_plan(viewer, plan_id, version)
    Season.objects.select_for_update().get(id=plan.season_id)
    found = difference(plan, now)
    _require_something(found)
    _drop(viewer, found, choices, now, plan.season)
    hours = {visit.id: Hours(row.starts, row.ends) for row, visit in found.change}
    retime_visits(viewer=viewer, hours=hours, now=now)
    added = _add(viewer, plan, found.add, calendars)
    link(plan, [*found.keep, *found.change, *zip(found.add, added, strict=True)])
    rows = undecided(found)
    waiting = waiting_for_towns(rows)
    ready = {row.id for row in rows} - waiting.keys()
    announced = _announce(viewer, plan, ready if choices.announces else set(), now)
    asked = _ask(viewer, rows, waiting, now) if choices.asks_towns else 0
    plan.published_at, plan.published_by_id = now, viewer.member_id
    plan.save(update_fields=["published_at", "published_by"])
    return Outcome(len(added), announced, len(found.change), len(found.cancelled), asked)


def _require_something(found: Difference) -> None:
    if not (found.add or found.change or found.keep or found.drop):
        raise Refusal(
            code="nothing-to-publish",
            what=_("Il n'y a aucun passage à venir à mettre dans le calendrier."),
            why=_("Le projet est vide, ou tous ses jours sont passés."),
            todo=_("Ajoutez des passages, ou changez les dates de la saison."),
            status=409,
        )


def _drop(
    viewer: Viewer, found: Difference, choices: Choices, now: datetime, season: Season
) -> None:
    for visit in found.drafts:
        delete_visit(viewer=viewer, visit_id=visit.id)
    if found.cancelled:
        cancel_visits(
            viewer=viewer,
            reason=choices.reason,
            text=choices.text,
            now=now,
            first=season.starts_on,
            last=season.ends_on,
            visit_ids=[visit.id for visit in found.cancelled],
        )


def _add(
    viewer: Viewer, plan: SeasonPlan, rows: Sequence[PlannedVisit], calendars: Calendars
) -> list[Visit]:
    if not rows:
        return []
    units = {row.unit_id: row.unit for row in rows}
    tours = {unit.id: _tour(viewer, plan.season, unit) for unit in units.values()}
    aboard = partners_of(plan.season_id)
    wanted = [
        Wanted(
            row.unit_id,
            VisitDraft(
                row.halt_id,
                row.day,
                Hours(row.starts, row.ends),
                edition_id=plan.season.edition_id,
            ),
            tuple(one.id for one in aboard.get((row.unit_id, row.day.weekday()), [])),
        )
        for row in rows
    ]
    return add_visits(viewer=viewer, tours=tours, wanted=wanted, calendars=calendars)


def _tour(viewer: Viewer, season: Season, unit: MobileUnit) -> UUID:
    """Find the unit's tour that bears the season's name, wide enough; open it otherwise."""
    found = tours_of(viewer).filter(unit=unit, name=season.name).first()
    first, last = season.starts_on, season.ends_on
    if found is None:
        values = {"unit": unit, "name": season.name, "starts_on": first, "ends_on": last}
        return add_tour(viewer=viewer, values=values).id
    if found.starts_on > first or found.ends_on < last:
        wider = {"starts_on": min(first, found.starts_on), "ends_on": max(last, found.ends_on)}
        change_tour(viewer=viewer, tour_id=found.id, values=wider)
    return found.id


def link(plan: SeasonPlan, pairs: Sequence[tuple[PlannedVisit, Visit]]) -> None:
    """Remember which visit of the calendar each planned visit became."""
    for row, visit in pairs:
        row.visit = visit
    plan.visits.update(visit=None)
    PlannedVisit.objects.bulk_update([row for row, _visit in pairs], ["visit"])


def _announce(viewer: Viewer, plan: SeasonPlan, ready: set[UUID], now: datetime) -> int:
    visits = plan.visits.filter(id__in=ready, visit__status=Visit.Status.DRAFT)
    ids = list(visits.order_by("id").values_list("visit_id", flat=True))
    if not ids:
        return 0
    return len(publish_visits(viewer=viewer, now=now, visit_ids=ids).published)


def _ask(
    viewer: Viewer, rows: Sequence[PlannedVisit], waiting: dict[UUID, Conflict], now: datetime
) -> int:
    """Ask each town once for each halt of ours, listing the dates; return how many halts."""
    by_halt: dict[UUID, list[PlannedVisit]] = {}
    for row in rows:
        conflict = waiting.get(row.id)
        is_ours = row.halt.carrier_id == viewer.organisation_id
        if conflict is not None and conflict.kind in ASKED_FOR and is_ours:
            by_halt.setdefault(row.halt_id, []).append(row)
    for halt_id, mine in by_halt.items():
        days = sorted({row.day for row in mine})
        dates = ", ".join(french.date_text(day) for day in days)
        ask_agreement(
            viewer=viewer,
            halt_id=halt_id,
            valid_from=days[0],
            valid_until=days[-1],
            text=_("Passages prévus : %(dates)s.") % {"dates": dates},
            now=now,
        )
    return len(by_halt)
