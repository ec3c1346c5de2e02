"""Rows of the calendar turned into what the domain decides on, and back."""

from allervers.tours.domain.conflicts import Aboard, Agreement, Away, Place, Planned, Unit
from allervers.tours.domain.recurrence import Hours, Recurrence, SchoolTime
from allervers.tours.domain.recurrence_draft import SeriesDraft
from allervers.tours.domain.timing import Span, hours_of
from allervers.tours.models import Absence, Halt, MobileUnit, Series, TownAgreement, Visit


def to_place(halt: Halt) -> Place:
    """Return a halt as a place; only a checked point counts. Needs the commune."""
    point = None
    is_checked = halt.point_status == Halt.PointStatus.CHECKED
    if is_checked and halt.latitude is not None and halt.longitude is not None:
        point = (halt.latitude, halt.longitude)
    return Place(
        halt.id,
        str(halt),
        point,
        halt.needs_agreement,
        halt.pitch_length_m,
        halt.pitch_width_m,
        halt.has_power,
    )


def to_unit(unit: MobileUnit) -> Unit:
    """Return what a unit needs."""
    return Unit(unit.id, unit.name, unit.pitch_length_m, unit.pitch_width_m, unit.needs_power)


def to_span(visit: Visit) -> Span:
    """Return the instants of a visit."""
    return Span(visit.starts_at, visit.ends_at, visit.pause_starts_at, visit.pause_ends_at)


def to_visit_hours(visit: Visit) -> Hours:
    """Return the local hours of a visit."""
    return hours_of(to_span(visit))


def to_aboard(visit: Visit) -> tuple[Aboard, ...]:
    """Return who is on board; reads crew and partners, prefetched by the caller."""
    crew = [
        Aboard(one.member.organisation_id, one.member.user.name, one.member_id)
        for one in visit.crew.all()
    ]
    partners = [
        Aboard(one.organisation_id, one.organisation.name, None, one.is_declined)
        for one in visit.partners.all()
    ]
    return (*crew, *partners)


def to_planned(visit: Visit) -> Planned:
    """Return a stored visit; needs unit, halt and its commune, crew and partners."""
    return Planned(
        to_unit(visit.unit),
        to_place(visit.halt),
        visit.starts_at,
        visit.ends_at,
        to_aboard(visit),
        visit.id,
    )


def to_agreement(row: TownAgreement) -> Agreement:
    """Return a town's answer."""
    return Agreement(row.halt_id, row.status, row.valid_from, row.valid_until, row.answered_at)


def to_away(row: Absence) -> Away:
    """Return an absence."""
    return Away(row.organisation_id, row.starts_on, row.ends_on, row.member_id)


def to_recurrence(series: Series) -> Recurrence:
    """Return the rule of a series and its exceptions."""
    return Recurrence(
        series.rrule,
        series.anchor,
        series.until,
        frozenset(series.exdates),
        frozenset(series.rdates),
        series.skips_public_holidays,
        SchoolTime(series.school_time),
    )


def to_hours(series: Series) -> Hours:
    """Return the local hours of a series."""
    return Hours(series.starts, series.ends, series.pause_starts, series.pause_ends)


def to_draft(series: Series) -> SeriesDraft:
    """Return a stored series as it was filled in."""
    return SeriesDraft(
        series.halt_id,
        to_recurrence(series),
        to_hours(series),
        series.by_appointment,
        series.source,
    )


def fill_series(series: Series, draft: SeriesDraft) -> None:
    """Copy a draft onto a row, without saving it. An empty source keeps the one there was."""
    rule, hours = draft.recurrence, draft.hours
    series.halt_id = draft.halt_id
    series.rrule, series.anchor, series.until = rule.rrule, rule.anchor, rule.until
    series.exdates, series.rdates = sorted(rule.exdates), sorted(rule.rdates)
    series.skips_public_holidays = rule.skips_public_holidays
    series.school_time = rule.school_time.value
    series.starts, series.ends = hours.starts, hours.ends
    series.pause_starts, series.pause_ends = hours.pause_starts, hours.pause_ends
    series.by_appointment = draft.by_appointment
    series.source = draft.source or series.source


def fill_span(visit: Visit, span: Span) -> None:
    """Copy instants onto a row, without saving it."""
    visit.starts_at, visit.ends_at = span.starts_at, span.ends_at
    visit.pause_starts_at, visit.pause_ends_at = span.pause_starts_at, span.pause_ends_at
