"""A season in the planner's own format (docs/reference/planner-format.md).

Ids of units and halts are theirs here. An announced visit opens the day of its unit, even a day
off, and the problem keeps it where it stands; nothing new is opened before today.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Final

from allervers.seasons.domain.audiences import APART, Group, people_in, reaching, told_apart
from allervers.seasons.domain.facts import Given, HaltFacts, SeasonFacts, UnitFacts, same_words
from allervers.seasons.domain.need import NeedPoint, supposed_at
from allervers.seasons.domain.pitch import needed_at, offered_by
from allervers.seasons.domain.travel import DETOUR, great_circle_km, minutes_at, speed_of

FORMAT: Final = "aller-vers-problem/1"
LAST_MINUTE: Final = 23 * 60 + 59
Json = dict[str, object]


def problem_json(facts: SeasonFacts) -> Json:
    """Return the problem; it may still hold faults, which the planner names."""
    days = sorted({*facts.days, *(one.day for one in facts.given)})
    return {
        "format": FORMAT,
        "calendar": {
            "days": [day.isoformat() for day in days],
            "periods": {
                closed_in(departement): [
                    {"from": day.isoformat(), "until": day.isoformat()} for day in closed
                ]
                for departement, closed in closings(facts, days).items()
            },
        },
        "travel": travel_of(facts),
        "units": [unit_of(facts, rank, days) for rank in range(len(facts.units))],
        "halts": [halt_of(facts, halt) for halt in facts.halts],
        "demand": demand_of(facts),
        "rewards": [*floors(facts), *partners_seen(facts)],
        "people_per_km": facts.supposed.people_per_km,
        "locked": [locked_of(one) for one in facts.given],
    }


def closed_in(departement: str) -> str:
    """Name the days on which the halts of a département are closed."""
    return f"fermé {departement}"


def closings(facts: SeasonFacts, days: Iterable[date]) -> Mapping[str, list[date]]:
    """Return, by département, the days without a new visit: closed, past, or not of the season."""
    never = {day for day in days if day < facts.today} | (set(days) - set(facts.days))
    codes = sorted({halt.departement for halt in facts.halts})
    return {code: sorted(never | set(facts.closed.get(code, ()))) for code in codes}


def travel_of(facts: SeasonFacts) -> Json:
    """Return tables when a network told them; else points, which the planner flags."""
    places = [*(one.id for one in facts.units), *(one.id for one in facts.halts)]
    profiles = sorted({unit.profile for unit in facts.units})
    if facts.table is not None and not facts.table.is_estimated:
        return {"places": places, "km": facts.table.km, "minutes": facts.table.minutes}
    return {
        "places": places,
        "points": [list(one) for one in facts.places()],
        "speeds": {name: speed_of(name, facts.supposed.speed_kmh) for name in profiles},
    }


def unit_of(facts: SeasonFacts, rank: int, days: list[date]) -> Json:
    """Return one unit."""
    unit = facts.units[rank]
    season = set(facts.days)
    off = sorted({*unit.off_days, *(day for day in days if day not in season)})
    regular: Json = {
        "weekdays": sorted(unit.weekdays),
        "from": facts.today.isoformat(),
        "except": [day.isoformat() for day in off],
        **hours(minute(unit.leaves), minute(unit.back)),
    }
    limits = {"km_a_day": unit.km_a_day, "km": unit.km_in_all}
    limits["minutes"] = None if unit.hours_in_all is None else unit.hours_in_all * 60
    found: Json = {
        "id": unit.id,
        "depot": unit.id,
        "profile": unit.profile,
        "shifts": [regular, *forced_shifts(facts, rank)],
        "offers": sorted({*map(same_words, unit.offers), *offered_by(unit, facts.halts)}),
        "aboard": [
            {
                "who": same_words(one.who),
                "weekdays": sorted(one.weekdays),
                "except": [day.isoformat() for day in one.away],
            }
            for one in unit.aboard
        ],
        "limits": {name: limit for name, limit in limits.items() if limit is not None},
    }
    if unit.crew is not None and unit.seats is not None:
        found |= {"crew": unit.crew, "seats": unit.seats}
    return found


def forced_shifts(facts: SeasonFacts, rank: int) -> list[Json]:
    """Return the hours of a unit on the days of its announced visits: wide enough to hold them."""
    unit = facts.units[rank]
    rows = {halt.id: row for row, halt in enumerate(facts.halts, len(facts.units))}
    by_day: dict[date, list[Given]] = {}
    for one in facts.given:
        if one.unit == unit.id:
            by_day.setdefault(one.day, []).append(one)
    shifts = []
    for day, visits in sorted(by_day.items()):
        first, last = min(visits, key=lambda one: one.start), max(visits, key=lambda one: one.start)
        starts = first.start - minutes_between(facts, unit, rank, rows[first.halt])
        ends = last.start + last.minutes + minutes_between(facts, unit, rows[last.halt], rank)
        if rolls_on(unit, day) and day >= facts.today:
            starts, ends = min(starts, minute(unit.leaves)), max(ends, minute(unit.back))
        span = hours(max(0, starts), min(LAST_MINUTE, ends))
        shifts.append({"days": [day.isoformat()], **span})
    return shifts


def rolls_on(unit: UnitFacts, day: date) -> bool:
    """Whether a unit works on a day."""
    return day.weekday() in unit.weekdays and day not in unit.off_days


def minutes_between(facts: SeasonFacts, unit: UnitFacts, one: int, other: int) -> int:
    """Return the minutes of a trip between two rows; one more where they are estimated.

    The planner rounds its own estimate up: ours may differ by a hair.
    """
    if facts.table is not None and not facts.table.is_estimated:
        return facts.table.minutes[unit.profile][one][other]
    places = facts.places()
    km = DETOUR * great_circle_km(places[one], places[other])
    return minutes_at(km, speed_of(unit.profile, facts.supposed.speed_kmh)) + 1


def halt_of(facts: SeasonFacts, halt: HaltFacts) -> Json:
    """Return one halt: open on the days that its town agreed to, but for those closed there."""
    first, last = (facts.days[0], facts.days[-1]) if facts.days else (facts.today, facts.today)
    openings = [
        {
            "weekdays": sorted(window.weekdays),
            "from": max(span.first, first).isoformat(),
            "until": min(span.last, last).isoformat(),
            "not_during": [closed_in(halt.departement)],
            "opens": clock(minute(window.opens)),
            "closes": clock(minute(window.closes)),
        }
        for window in halt.windows()
        for span in halt.agreed
        if span.first <= last and span.last >= first
    ]
    return {
        "id": halt.id,
        "place": halt.id,
        "commune": halt.commune,
        "minutes": halt.minutes,
        "longest": halt.longest,
        "openings": openings,
        "needs": sorted({*map(same_words, halt.needs), *needed_at(halt)}),
        "returns": {} if halt.is_only_given else returns_of(facts, halt),
    }


def returns_of(facts: SeasonFacts, halt: HaltFacts) -> Json:
    """Return how a halt is visited again; what was announced already counts, and stays."""
    supposed = facts.supposed
    limits = [one for one in (supposed.at_most, halt.at_most) if one is not None]
    announced = sum(one.halt == halt.id for one in facts.given)
    found: Json = {"every": supposed.every, "at_least": supposed.at_least}
    if supposed.within is not None:
        found["within"] = supposed.within
    if limits:
        found["at_most"] = max(min(limits), announced)
        found["at_least"] = min(supposed.at_least, max(min(limits), announced))
    return found


def demand_of(facts: SeasonFacts) -> Json:
    """Return the points that a halt reaches, with the people still to reach there, by group."""
    groups = facts.groups()
    names = [one.name for one in groups]
    if facts.reserved():
        return demand_apart(facts, names)
    reached = {point for _halt, point, _exposure in facts.exposures}
    points = [point_of(one, groups) for one in facts.points if one.id in reached]
    known = {one["id"] for one in points if one["people"]}
    return {
        "audiences": names,
        "points": [one for one in points if one["id"] in known],
        "exposures": [list(one) for one in facts.exposures if one[1] in known],
    }


def point_of(point: NeedPoint, groups: list[Group]) -> Json:
    """Return a point with the weighted people of each group that is known there."""
    people = {one.name: (people_in(point, one), one.weight) for one in groups}
    told = {name: weight * sum(some) / 2 for name, (some, weight) in people.items() if some}
    return {"id": point.id, "people": told, "covered": point.covered}


def demand_apart(facts: SeasonFacts, names: list[str]) -> Json:
    """Return the same with a point for each group: some halts do not reach all of them."""
    groups = facts.groups()
    reaches = reaching({halt.id: halt.audiences for halt in facts.halts})
    points = {one.id: told_apart([one], groups) for one in facts.points}
    exposed = [
        [halt, one.id, value]
        for halt, point, value in facts.exposures
        for one in points[point]
        if reaches(halt, one.id)
    ]
    reached = {one[1] for one in exposed}
    return {
        "audiences": names,
        "points": [
            {
                "id": one.id,
                "people": {one.id.rpartition(APART)[2]: supposed_at(one)},
                "covered": one.covered,
            }
            for some in points.values()
            for one in some
            if one.id in reached
        ],
        "exposures": exposed,
    }


def floors(facts: SeasonFacts) -> list[Json]:
    """Return the fairness floors: so many people for a commune once it is served enough."""
    supposed = facts.supposed
    if not supposed.floor_people:
        return []
    return [
        {
            "id": f"floor:{code}",
            "commune": code,
            "people": supposed.floor_people,
            "enough": supposed.floor_visits,
        }
        for code in communes(facts)
    ]


def partners_seen(facts: SeasonFacts) -> list[Json]:
    """Return what it is worth to show each partner in each commune, once for each partner."""
    worth: dict[str, float] = {}
    for one in facts.seen:
        worth[same_words(one.who)] = max(one.people, worth.get(same_words(one.who), 0.0))
    return [
        {
            "id": f"partner:{who}:{code}",
            "commune": code,
            "people": people,
            "enough": 1,
            "aboard": [who],
        }
        for who, people in sorted(worth.items())
        if people
        for code in communes(facts)
    ]


def communes(facts: SeasonFacts) -> list[str]:
    """Return the communes of the halts that may be planned."""
    return sorted({halt.commune for halt in facts.halts if not halt.is_only_given})


def locked_of(one: Given) -> Json:
    """Return an announced visit."""
    return {
        "day": one.day.isoformat(),
        "unit": one.unit,
        "start": clock(one.start),
        "halt": one.halt,
        "minutes": one.minutes,
    }


def hours(start: int, end: int) -> Json:
    """Return a shift from minute to minute."""
    return {"start": clock(start), "end": clock(end)}


def minute(hour: time) -> int:
    """Return minutes after midnight."""
    return hour.hour * 60 + hour.minute


def clock(minutes: int) -> str:
    """Write minutes after midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
