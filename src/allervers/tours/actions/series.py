"""Writes on series: visits that repeat, drafted until the end of their tour.

Screens show `preview_series` first, then call `save_series` with the same draft.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.viewer import Viewer
from allervers.tours import mapping
from allervers.tours.actions.guards import require_no_blocking, unit_in_one_place
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.domain.conflicts import Conflict, Planned, unknown_school_days
from allervers.tours.domain.recurrence import DayCalendar, Occurrence, occurrences
from allervers.tours.domain.recurrence_draft import Calendars, SeriesDraft
from allervers.tours.domain.timing import Span, day_of, span_of
from allervers.tours.models import Halt, Series, Tour, Visit
from allervers.tours.queries.planning import (
    conflicts_of,
    planning_halt,
    tour_dates,
    with_everything,
)
from allervers.tours.queries.staff import series_of, tour_of
from allervers.ui.domain.refusal import Refusal

# The fields of a draft that follow its series.
FOLLOWED: Final = ("halt", "by_appointment", *Span._fields, "updated_at")


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would do. `dates` holds skipped dates too, with their reason.

    `kept` are visits to come that saving leaves as they are: announced, cancelled, moved, changed
    by hand, or with people on board on a date that the series no longer has.
    """

    dates: list[Occurrence]
    conflicts: list[Conflict]
    kept: list[Visit] = field(default_factory=list)

    @property
    def days(self) -> list[date]:
        """The dates that would have a visit."""
        return [one.day for one in self.dates if one.skipped is None]

    @property
    def is_blocked(self) -> bool:
        """Whether saving would be refused."""
        return any(one.severity == "blocking" for one in self.conflicts)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: how many drafts were made, changed and removed, and what was left alone."""

    series: Series
    created: int
    changed: int
    deleted: int
    preview: Preview


@dataclass(slots=True)
class _Plan:
    """The visits of a series sorted out against its new dates."""

    days: dict[date, Span]
    tour: Tour
    halt: Halt
    now: datetime
    change: list[Visit] = field(default_factory=list)
    drop: list[Visit] = field(default_factory=list)
    kept: list[Visit] = field(default_factory=list)

    @property
    def create(self) -> list[date]:
        """The dates that have no visit yet."""
        known = {one.recurrence_date for one in (*self.change, *self.kept)}
        return [day for day in self.days if day not in known]


def preview_series(
    *,
    viewer: Viewer,
    tour_id: UUID,
    draft: SeriesDraft,
    calendars: Calendars,
    now: datetime,
    series_id: UUID | None = None,
) -> Preview:
    """Say which dates a series would have and what stands in their way; writes nothing.

    `calendars` is `gateways.day_calendar.calendar_of_commune`. With `series_id`, the series is
    being changed and does not collide with itself. Only dates from `now` to the end of the tour
    count. Raises `Refusal` (404) for another organisation's tour or halt, (422) for a rule that is
    not understood.
    """
    require_coordinator(viewer)
    tour, halt = tour_of(viewer, tour_id), planning_halt(viewer, draft.halt_id)
    series = series_of(viewer, series_id) if series_id else None
    calendar = calendars(halt.commune_id)
    dates = _dates(tour, draft, calendar, now)
    plan = _plan(tour, halt, draft, dates, series, now)
    return _preview(plan, dates, calendar)


@transaction.atomic
def save_series(
    *,
    viewer: Viewer,
    tour_id: UUID,
    draft: SeriesDraft,
    calendars: Calendars,
    now: datetime,
    series_id: UUID | None = None,
    seen: str = "",
) -> Saved:
    """Create a series, or change one, and draft its visits from `now` to the end of its tour.

    Changing it moves, makes and removes future drafts that nobody touched; past, announced, moved,
    cancelled and hand-made ones stay (`preview.kept`). `seen` is the `updated_at` that the page
    showed, in ISO format. Raises `Refusal` (409) when a date is blocked or the row changed
    meanwhile: then nothing is written.
    """
    require_coordinator(viewer)
    tour, halt = tour_of(viewer, tour_id), planning_halt(viewer, draft.halt_id)
    before = _lock(viewer, series_id, tour, seen) if series_id else None
    calendar = calendars(halt.commune_id)
    dates = _dates(tour, draft, calendar, now)
    plan = _plan(tour, halt, draft, dates, before, now)
    preview = _preview(plan, dates, calendar)
    require_no_blocking(preview.conflicts)
    series = before or Series(tour=tour)
    mapping.fill_series(series, draft)
    series.save()
    with unit_in_one_place(tour.unit, list(plan.days.values())):
        _write(series, plan, draft)
    return Saved(series, len(plan.create), len(plan.change), len(plan.drop), preview)


@transaction.atomic
def delete_series(*, viewer: Viewer, series_id: UUID, now: datetime, seen: str = "") -> int:
    """Delete a series and its future drafts; return how many drafts went with it.

    Past visits stay, without a series. Refused while announced visits are still to come: people
    have them in their calendars, they must be cancelled, with a reason.
    """
    require_coordinator(viewer)
    series = series_of(viewer, series_id)
    series = _lock(viewer, series_id, series.tour, seen)
    future = Visit.objects.filter(series=series, starts_at__gt=now)
    announced = future.filter(status=Visit.Status.PUBLISHED).count()
    if announced:
        raise Refusal(
            code="series_announced",
            what=_("Cette répétition ne peut pas être supprimée."),
            why=ngettext(
                "Elle a encore %(count)s passage annoncé.",
                "Elle a encore %(count)s passages annoncés.",
                announced,
            )
            % {"count": announced},
            todo=_("Annulez-les d'abord : chacun en sera prévenu."),
            status=409,
        )
    _all, rows = future.filter(status=Visit.Status.DRAFT).delete()
    series.delete()
    return rows.get("tours.Visit", 0)


def _lock(viewer: Viewer, series_id: UUID, tour: Tour, seen: str) -> Series:
    found = series_of(viewer, series_id)
    if found.tour_id != tour.id:
        raise Refusal(
            code="series_of_another_tour",
            what=_("Cette répétition est dans une autre tournée."),
            why=_("Ses passages ont été préparés avec l'unité de sa tournée."),
            todo=_("Créez-en une dans cette tournée."),
        )
    series = Series.objects.select_for_update(of=("self",)).get(id=series_id)
    require_seen(series.updated_at, seen)
    return series


def _dates(
    tour: Tour, draft: SeriesDraft, calendar: DayCalendar, now: datetime
) -> list[Occurrence]:
    """Return the dates from now to the end of the tour; one of today counts until it begins."""
    first = max(tour.starts_on, day_of(now))
    found = occurrences(draft.recurrence, first, tour.ends_on, calendar)
    return [one for one in found if span_of(one.day, draft.hours).starts_at > now]


def _plan(
    tour: Tour,
    halt: Halt,
    draft: SeriesDraft,
    dates: list[Occurrence],
    before: Series | None,
    now: datetime,
) -> _Plan:
    days = {one.day: span_of(one.day, draft.hours) for one in dates if one.skipped is None}
    plan = _Plan(days, tour, halt, now)
    for visit in _visits_of(before):
        if visit.starts_at <= now or _is_touched(visit, before):
            plan.kept.append(visit)
        elif visit.recurrence_date in days:
            plan.change.append(visit)
        elif visit.crew.all() or visit.partners.all() or visit.public_note:
            plan.kept.append(visit)
        else:
            plan.drop.append(visit)
    return plan


def _visits_of(series: Series | None) -> list[Visit]:
    if series is None:
        return []
    return list(with_everything(Visit.objects.filter(series=series)).order_by("starts_at", "id"))


def _is_touched(visit: Visit, series: Series | None) -> bool:
    """A draft still as the series made it may follow the series; anything else may not."""
    if series is None or visit.recurrence_date is None or visit.status != Visit.Status.DRAFT:
        return True
    made = span_of(visit.recurrence_date, mapping.to_hours(series))
    return (
        visit.halt_id != series.halt_id
        or mapping.to_span(visit) != made
        or visit.by_appointment != series.by_appointment
    )


def _preview(plan: _Plan, dates: list[Occurrence], calendar: DayCalendar) -> Preview:
    candidates = [_candidate(plan, day) for day in plan.create]
    candidates += [
        _candidate(plan, one.recurrence_date, one) for one in plan.change if one.recurrence_date
    ]
    gone = frozenset(one.id for one in plan.drop)
    found = conflicts_of(candidates, tour=tour_dates(plan.tour), calendar=calendar, without=gone)
    found += unknown_school_days(dates)
    kept = [one for one in plan.kept if one.starts_at > plan.now]
    return Preview(dates, sorted(found, key=lambda one: one.day), kept)


def _candidate(plan: _Plan, day: date, visit: Visit | None = None) -> Planned:
    span = plan.days[day]
    return Planned(
        mapping.to_unit(plan.tour.unit),
        mapping.to_place(plan.halt),
        span.starts_at,
        span.ends_at,
        mapping.to_aboard(visit) if visit else (),
        visit.id if visit else None,
    )


def _write(series: Series, plan: _Plan, draft: SeriesDraft) -> None:
    Visit.objects.filter(id__in=[one.id for one in plan.drop]).delete()
    for visit in plan.change:
        if visit.recurrence_date is not None:
            _follow(visit, plan.days[visit.recurrence_date], plan.halt, draft)
    Visit.objects.bulk_update(plan.change, FOLLOWED)
    Visit.objects.bulk_create(
        [_new(series, plan.tour, plan.halt, day, plan.days[day], draft) for day in plan.create]
    )


def _follow(visit: Visit, span: Span, halt: Halt, draft: SeriesDraft) -> None:
    mapping.fill_span(visit, span)
    visit.halt, visit.by_appointment = halt, draft.by_appointment
    visit.updated_at = timezone.now()  # what auto_now does for one row


def _new(
    series: Series, tour: Tour, halt: Halt, day: date, span: Span, draft: SeriesDraft
) -> Visit:
    visit = Visit(
        unit=tour.unit,
        halt=halt,
        tour=tour,
        series=series,
        recurrence_date=day,
        by_appointment=draft.by_appointment,
    )
    mapping.fill_span(visit, span)
    return visit
