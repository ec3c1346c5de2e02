"""Rows of a season turned into what the domain plans."""

from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allervers.seasons.domain.facts import (
    Aboard,
    Given,
    HaltFacts,
    Seen,
    Span,
    Supposed,
    UnitFacts,
)
from allervers.seasons.domain.need import AUDIENCES
from allervers.seasons.domain.travel import PROFILES, Point
from allervers.seasons.domain.windows import Window
from allervers.seasons.models import Season, SeasonHalt, SeasonUnit
from allervers.tours.domain.recurrence import DayCalendar, UnknownSchoolYear
from allervers.tours.models import Halt, Visit


class SchoolDays:
    """What a place says of a day, an unpublished school year being None."""

    def __init__(self, calendar: DayCalendar) -> None:
        self.calendar = calendar

    def public_holiday(self, day: date) -> str | None:
        """Return the French name of the public holiday, or None."""
        return self.calendar.public_holiday(day)

    def school_holiday(self, day: date) -> bool | None:
        """Whether schools are closed for holidays; None when nobody has published it."""
        try:
            return self.calendar.is_school_holiday(day)
        except UnknownSchoolYear:
            return None


def to_unit(row: SeasonUnit, season: Season) -> UnitFacts:
    """Return a unit whose depot is known; its equipment is offered with its crew's skills."""
    unit = row.unit
    limits = [one for one in (row.km_a_day, unit.range_km) if one is not None]
    return UnitFacts(
        id=str(unit.id),
        name=unit.name,
        point=point_of(unit.depot_latitude, unit.depot_longitude),
        profile=PROFILES[unit.kind],
        weekdays=tuple(row.weekdays),
        leaves=row.leaves_at,
        back=row.back_by,
        off_days=tuple(row.off_days),
        offers=(*row.offers, *unit.equipment),
        aboard=tuple(to_aboard(one, season) for one in row.told_aboard),  # type: ignore[attr-defined]
        seats=unit.seats,
        crew=row.crew,
        km_a_day=min(limits) if limits else None,
        km_in_all=row.km_in_all,
        hours_in_all=row.hours_in_all,
        length_m=unit.pitch_length_m,
        width_m=unit.pitch_width_m,
        needs_power=unit.needs_power,
    )


def to_halt(season: Season, row: SeasonHalt, agreed: tuple[Span, ...]) -> HaltFacts:
    """Return a halt at a checked position."""
    halt = row.halt
    minutes = row.visit_minutes or season.visit_minutes
    return HaltFacts(
        id=str(halt.id),
        name=str(halt),
        commune=halt.commune_id,
        departement=halt.commune.departement_id,
        point=point_of(halt.latitude, halt.longitude),
        weekdays=tuple(row.weekdays),
        opens=row.opens,
        closes=row.closes,
        agreed=agreed,
        minutes=minutes,
        longest=max(minutes, season.longest_minutes),
        needs=tuple(row.needs),
        at_most=row.at_most,
        length_m=halt.pitch_length_m,
        width_m=halt.pitch_width_m,
        has_power=halt.has_power,
        audiences=tuple(row.audiences),
        more=tuple(map(to_window, row.told_windows)),  # type: ignore[attr-defined]
    )


def given_point(halt: Halt) -> tuple[float | None, float | None]:
    """Return where an announced visit is; at the town hall when nobody placed its halt."""
    if halt.latitude is not None:
        return halt.latitude, halt.longitude
    return halt.commune.latitude, halt.commune.longitude


def given_halt(halt: Halt) -> HaltFacts:
    """Return a halt that only holds announced visits, somewhere (`given_point`)."""
    base = SeasonHalt(halt=halt)
    return HaltFacts(
        id=str(halt.id),
        name=str(halt),
        commune=halt.commune_id,
        departement=halt.commune.departement_id,
        point=point_of(*given_point(halt)),
        weekdays=(),
        opens=base.opens,
        closes=base.closes,
        agreed=(),
        minutes=1,
        longest=1,
        is_only_given=True,
    )


def to_given(visit: Visit, zone: ZoneInfo) -> Given:
    """Return an announced visit at the hours that clocks show there."""
    starts = visit.starts_at.astimezone(zone)
    start = starts.hour * 60 + starts.minute
    lasts = int((visit.ends_at - visit.starts_at).total_seconds() // 60)
    return Given(str(visit.unit_id), str(visit.halt_id), starts.date(), start, lasts)


def to_window(told: dict[str, Any]) -> Window:
    """Return other hours, as `queries.told` tells them."""
    opens, closes = (time.fromisoformat(told[name]) for name in ("opens", "closes"))
    return Window(tuple(told["weekdays"]), opens, closes)


def to_aboard(told: dict[str, Any], season: Season) -> Aboard:
    """Return a partner aboard, but for the days of the season when its organisation is away."""
    away: set[date] = set()
    for one in told["away"]:
        first = max(date.fromisoformat(one["first"]), season.starts_on)
        last = min(date.fromisoformat(one["last"]), season.ends_on)
        away |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return Aboard(told["name"], tuple(told["weekdays"]), tuple(sorted(away)))


def to_seen(told: dict[str, Any]) -> Seen:
    """Return what showing a partner is worth."""
    return Seen(told["name"], told["people"])


def to_supposed(season: Season) -> Supposed:
    """Return the rules of a season."""
    return Supposed(
        season.every_days,
        season.within_days,
        season.at_least,
        season.at_most,
        season.people_per_km,
        season.floor_people,
        season.floor_visits,
        season.kerb_exposure,
        season.decay_m,
        season.radius_m,
        season.speed_kmh,
    )


def to_weights(season: Season) -> dict[str, float]:
    """Return what somebody of each audience counts for, but those who are not counted."""
    found = {name: getattr(season, f"{name}_weight") for name in AUDIENCES}
    return {name: weight for name, weight in found.items() if weight}


def point_of(latitude: float | None, longitude: float | None) -> Point:
    """Return a point whose two numbers are known."""
    if latitude is None or longitude is None:
        raise ValueError("a position was expected")
    return latitude, longitude
