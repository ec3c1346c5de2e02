"""What stands in the way of a visit, said before anything is saved.

Blocking: the visit cannot be saved as it is. Warning: it can be saved as a draft; a person decides.
A missing agreement is a warning here, since drafts are what towns are asked about; publication
refuses it (`agreement_conflict`).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Final

from allervers.tours.domain.conflicts_facts import (
    AGREEMENT_KINDS,
    Aboard,
    Agreement,
    Away,
    Conflict,
    Kind,
    Place,
    Planned,
    Severity,
    Unit,
)
from allervers.tours.domain.recurrence import DayCalendar, Occurrence, SkipReason

__all__ = [
    "AGREEMENT_KINDS",
    "Aboard",
    "Agreement",
    "Away",
    "Conflict",
    "Kind",
    "Place",
    "Planned",
    "Severity",
    "Unit",
    "agreement_conflict",
    "conflicts",
    "drive_minutes",
    "great_circle_km",
    "unknown_school_days",
]

EARTH_RADIUS_KM: Final = 6371.0
ROAD_FACTOR: Final = 1.3  # a road is longer than the straight line
SPEED_KM_H: Final = 40.0  # a heavy unit in town and on small roads
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def conflicts(
    candidates: Sequence[Planned],
    existing: Iterable[Planned],
    agreements: Sequence[Agreement],
    absences: Sequence[Away],
    *,
    tour: tuple[date, date],
    calendar: DayCalendar,
) -> list[Conflict]:
    """Return every conflict of the candidates, by date, then in the order of `Kind`.

    `existing` holds the visits that take place (neither cancelled nor moved), of the same unit and
    of the same crew; a candidate never collides with its own stored row. Candidates are also
    compared with each other.
    """
    by_day: dict[date, list[Planned]] = {}
    for one in existing:
        by_day.setdefault(one.day, []).append(one)
    found: list[Conflict] = []
    for candidate in candidates:
        others = by_day.setdefault(candidate.day, [])
        found += _of_time(candidate, [one for one in others if not _is_same(one, candidate)])
        found += _of_agreement(candidate, agreements)
        found += _of_people(candidate, absences)
        found += _of_place(candidate)
        found += _of_day(candidate, tour, calendar)
        others.append(candidate)
    ranks = list(Kind)
    return sorted(found, key=lambda one: (one.day, ranks.index(one.kind)))


def unknown_school_days(dates: Iterable[Occurrence]) -> list[Conflict]:
    """Return a warning for each date whose school calendar is not published."""
    return [
        Conflict(Kind.SCHOOL_YEAR_UNKNOWN, one.day)
        for one in dates
        if one.skipped is SkipReason.UNKNOWN_SCHOOL_YEAR
    ]


def agreement_conflict(place: Place, day: date, agreements: Iterable[Agreement]) -> Conflict | None:
    """Say what the town answered for this day; None when it agreed or need not be asked.

    The last answer given wins: a town may agree after refusing, or the other way round.
    """
    if not place.needs_agreement:
        return None
    of_place = [one for one in agreements if one.place_id == place.id]
    answers = [
        one
        for one in of_place
        if one.first <= day <= one.last and one.status in {"given", "refused"}
    ]
    if answers:
        last = max(answers, key=lambda one: one.answered_at or _NEVER)
        refused = last.status == "refused"
        return Conflict(Kind.AGREEMENT_REFUSED, day, place.name) if refused else None
    if any(one.status == "asked" and one.first <= day <= one.last for one in of_place):
        return Conflict(Kind.AGREEMENT_AWAITED, day, place.name)
    given = [one for one in of_place if one.status == "given"]
    if given:
        near = min(given, key=lambda one: min(abs(day - one.first), abs(day - one.last)))
        return Conflict(
            Kind.OUTSIDE_AGREED_DATES, day, place.name, first=near.first, last=near.last
        )
    return Conflict(Kind.NO_AGREEMENT, day, place.name)


def drive_minutes(one: Place, other: Place) -> int | None:
    """Return the minutes needed between two halts, or None when a position is not known.

    Great circle × 1.3 at 40 km/h: an order of magnitude, good for a warning and nothing more.
    """
    if one.point is None or other.point is None or one.id == other.id:
        return None
    kilometres = great_circle_km(one.point, other.point) * ROAD_FACTOR
    return ceil(kilometres / SPEED_KM_H * 60)


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two points of the Earth taken as a sphere (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def _is_same(one: Planned, other: Planned) -> bool:
    return one.visit_id is not None and one.visit_id == other.visit_id


def _of_time(candidate: Planned, others: Sequence[Planned]) -> list[Conflict]:
    found = []
    crew = {one.member_id: one.name for one in candidate.aboard if one.member_id}
    for other in others:
        overlap = other.starts_at < candidate.ends_at and candidate.starts_at < other.ends_at
        if other.unit.id == candidate.unit.id:
            if overlap:
                found.append(Conflict(Kind.UNIT_ELSEWHERE, candidate.day, other=other))
            else:
                found += _of_drive(candidate, other)
        elif overlap:
            twice = [one.member_id for one in other.aboard if one.member_id in crew]
            found += [
                Conflict(Kind.CREW_ELSEWHERE, candidate.day, crew[member], other=other)
                for member in twice
            ]
    return found


def _of_drive(candidate: Planned, other: Planned) -> list[Conflict]:
    needed = drive_minutes(candidate.place, other.place)
    gap = max(candidate.starts_at - other.ends_at, other.starts_at - candidate.ends_at)
    available = int(gap.total_seconds() // 60)
    if needed is None or needed <= available:
        return []
    return [
        Conflict(
            Kind.NO_TIME_TO_DRIVE,
            candidate.day,
            other=other,
            needed=needed,
            available=available,
        )
    ]


def _of_agreement(candidate: Planned, agreements: Sequence[Agreement]) -> list[Conflict]:
    found = agreement_conflict(candidate.place, candidate.day, agreements)
    return [] if found is None else [found]


def _of_people(candidate: Planned, absences: Sequence[Away]) -> list[Conflict]:
    found = []
    today = [one for one in absences if one.first <= candidate.day <= one.last]
    for person in candidate.aboard:
        is_crew = person.member_id is not None
        if person.has_declined:
            found.append(Conflict(Kind.PARTNER_DECLINED, candidate.day, person.name))
        elif any(_is_away(person, away) for away in today):
            kind = Kind.CREW_ABSENT if is_crew else Kind.PARTNER_ABSENT
            found.append(Conflict(kind, candidate.day, person.name))
    return found


def _is_away(person: Aboard, away: Away) -> bool:
    """An absence of the organisation takes its members too; one member's takes only them."""
    if away.member_id is not None:
        return away.member_id == person.member_id
    return away.organisation_id == person.organisation_id


def _of_place(candidate: Planned) -> list[Conflict]:
    unit, place = candidate.unit, candidate.place
    found = []
    for needed, available in (
        (unit.length_m, place.pitch_length_m),
        (unit.width_m, place.pitch_width_m),
    ):
        if needed is not None and available is not None and needed > available:
            found.append(
                Conflict(
                    Kind.PITCH_TOO_SMALL,
                    candidate.day,
                    place.name,
                    needed=needed,
                    available=available,
                )
            )
            break
    if unit.needs_power and place.has_power is False:
        found.append(Conflict(Kind.NO_POWER, candidate.day, place.name))
    return found


def _of_day(candidate: Planned, tour: tuple[date, date], calendar: DayCalendar) -> list[Conflict]:
    found = []
    if not tour[0] <= candidate.day <= tour[1]:
        found.append(Conflict(Kind.OUTSIDE_TOUR, candidate.day, first=tour[0], last=tour[1]))
    if name := calendar.public_holiday(candidate.day):
        found.append(Conflict(Kind.PUBLIC_HOLIDAY, candidate.day, name))
    return found
