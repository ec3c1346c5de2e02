"""Small seasons told without a database."""

from datetime import date, time, timedelta

from allervers.seasons.domain.facts import Given, HaltFacts, SeasonFacts, Span, UnitFacts
from allervers.seasons.domain.need import NeedPoint

FIRST = date(2027, 3, 1)  # a Monday
UNIT = "00000000-0000-0000-0000-000000000001"


def halt_id(rank: int) -> str:
    """Return the id of a halt by its rank."""
    return f"00000000-0000-0000-0001-{rank:012d}"


def a_unit(**values: object) -> UnitFacts:
    """Return a unit that rolls on weekdays."""
    plain: dict[str, object] = {
        "id": UNIT,
        "name": "Caravane",
        "point": (48.85, 2.3),
        "profile": "truck",
        "weekdays": (0, 1, 2, 3, 4),
        "leaves": time(8, 30),
        "back": time(17, 30),
    }
    return UnitFacts(**{**plain, **values})  # type: ignore[arg-type]


def a_halt(rank: int = 0, **values: object) -> HaltFacts:
    """Return a halt, open on weekdays all season long."""
    plain: dict[str, object] = {
        "id": halt_id(rank),
        "name": f"Halte {rank}",
        "commune": f"920{rank % 3:02d}",
        "departement": "92",
        "point": (48.85 + rank / 100, 2.3),
        "weekdays": (0, 1, 2, 3, 4),
        "opens": time(9),
        "closes": time(17),
        "agreed": (Span(FIRST, FIRST + timedelta(days=60)),),
        "minutes": 120,
        "longest": 180,
    }
    return HaltFacts(**{**plain, **values})  # type: ignore[arg-type]


def a_point(rank: int = 0, people: float = 100.0) -> NeedPoint:
    """Return people beside a halt."""
    where = (48.85 + rank / 100, 2.301)
    return NeedPoint(f"p{rank}", f"P{rank}", *where, {"all": (people, people)}, 0.0, 0.0, ())


def weekdays_from(first: date, count: int) -> tuple[date, ...]:
    """Return so many working days."""
    every = (first + timedelta(days=n) for n in range(2 * count + 7))
    return tuple(day for day in every if day.weekday() < 5)[:count]


def a_season(count: int = 3, days: int = 15, **values: object) -> SeasonFacts:
    """Return a season of one unit."""
    plain: dict[str, object] = {
        "days": weekdays_from(FIRST, days),
        "closed": {"92": ()},
        "today": FIRST,
        "units": (a_unit(),),
        "halts": tuple(a_halt(rank) for rank in range(count)),
        "points": tuple(a_point(rank) for rank in range(count)),
    }
    return SeasonFacts(**{**plain, **values})  # type: ignore[arg-type]


def given(day: date, start: int = 600, halt: int = 0, minutes: int = 120) -> Given:
    """Return an announced visit."""
    return Given(UNIT, halt_id(halt), day, start, minutes)
