"""What is wrong with a problem, told before any work: what cannot be planned, what is odd."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.check import Rule, check
from planner.plan import Plan
from planner.problem import Halt, Problem, Unit

DAY = 1440
MOST_EXPOSURES = 50_000_000
"""Above this, arrays alone would take more than 2 GB: refused rather than crashed on."""
MOST_PLACES = 5_000
MOST_CHOICES = 100_000_000
"""Halts on days, over all units."""
MOST_PEOPLE = 1.0e12


class Reason(StrEnum):
    """Faults; the first ones forbid planning, the last four are only worth knowing."""

    NOT_FINITE = "not_finite"
    NEGATIVE = "negative"
    SHAPE = "shape"
    TOO_LARGE = "too_large"
    TWICE = "twice"
    UNKNOWN = "unknown"
    DAYS_NOT_SORTED = "days_not_sorted"
    SHIFT = "shift"
    DURATION = "duration"
    SEATS = "seats"
    RETURNS = "returns"
    LOCKS = "locks"
    NEVER_OPEN = "never_open"
    NO_UNIT_FITS = "no_unit_fits"
    REACHES_NOBODY = "reaches_nobody"
    REACHES_NO_HALT = "reaches_no_halt"


WORTH_KNOWING = frozenset(
    {Reason.NEVER_OPEN, Reason.NO_UNIT_FITS, Reason.REACHES_NOBODY, Reason.REACHES_NO_HALT}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with what: a unit, a halt, a field, a locked visit."""

    reason: Reason
    what: str

    @property
    def forbids(self) -> bool:
        """Whether nothing can be planned until this is put right."""
        return self.reason not in WORTH_KNOWING


class Refused(ValueError):  # noqa: N818 - what happened to the problem
    """A problem that cannot be planned, with its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(f"{fault.reason}: {fault.what}" for fault in faults))


def refuse(problem: Problem) -> None:
    """Raise `Refused` when a fault forbids planning."""
    found = tuple(fault for fault in faults(problem) if fault.forbids)
    if found:
        raise Refused(found)


def faults(problem: Problem) -> tuple[Fault, ...]:
    """List the faults of a problem; what depends on sound figures is looked at only with them."""
    found = [*of_arrays(problem), *of_names(problem)]
    if found:
        return tuple(found)
    found = [*of_units(problem), *of_halts(problem)]
    if any(fault.forbids for fault in found):
        return tuple(found)
    return (*found, *of_locks(problem), *of_reach(problem))


def of_arrays(problem: Problem) -> Iterator[Fault]:
    """Look at the shapes of travel and demand, then at their figures."""
    demand, travel = problem.demand, problem.travel
    tables = {"travel.km": travel.km} | {f"minutes.{k}": v for k, v in travel.minutes.items()}
    for name, table in tables.items():
        if table.shape != (len(travel.km),) * 2:
            yield Fault(Reason.SHAPE, name)
    yield from of_exposures(problem)
    figures = {"demand.people": demand.people, "demand.values": demand.values, **tables}
    figures["people_per_km"] = np.array([problem.people_per_km])
    figures["rewards"] = np.array([reward.people for reward in problem.rewards])
    for name, array in figures.items():
        if not np.isfinite(array).all():
            yield Fault(Reason.NOT_FINITE, name)
        elif (array < 0).any():
            yield Fault(Reason.NEGATIVE, name)


def of_exposures(problem: Problem) -> Iterator[Fault]:
    """Look at the sparse matrix of exposures: size, rows, columns."""
    demand, entries, starts = problem.demand, len(problem.demand.columns), problem.demand.starts
    if len(demand.values) > MOST_EXPOSURES or np.nansum(demand.people) > MOST_PEOPLE:
        yield Fault(Reason.TOO_LARGE, "demand")
    rounds = sum(len(unit.shifts) for unit in problem.units)
    if rounds * sum(len(halt.openings) for halt in problem.halts) > MOST_CHOICES:
        yield Fault(Reason.TOO_LARGE, "halts")
    if len(problem.travel.km) > MOST_PLACES:
        yield Fault(Reason.TOO_LARGE, "travel.km")
    if len(starts) != len(problem.halts) + 1 or entries != len(demand.values):
        yield Fault(Reason.SHAPE, "demand")
    elif starts[0] != 0 or starts[-1] != entries or (np.diff(starts) < 0).any():
        yield Fault(Reason.SHAPE, "demand.starts")
    elif entries and not 0 <= demand.columns.min() <= demand.columns.max() < len(demand.people):
        yield Fault(Reason.UNKNOWN, "demand.columns")


def of_names(problem: Problem) -> Iterator[Fault]:
    """Look for names given twice, and for days out of order."""
    names = [[unit.id for unit in problem.units], [halt.id for halt in problem.halts]]
    names.append([reward.id for reward in problem.rewards])
    for name in (name for kind in names for name, times in Counter(kind).items() if times > 1):
        yield Fault(Reason.TWICE, name)
    if list(problem.days) != sorted(set(problem.days)):
        yield Fault(Reason.DAYS_NOT_SORTED, "days")
    known = {halt.id for halt in problem.halts}
    for reward in problem.rewards:
        if not reward.halts <= known:
            yield Fault(Reason.UNKNOWN, f"{reward.id}: {min(reward.halts - known)}")
        if reward.enough < 1:
            yield Fault(Reason.NEGATIVE, reward.id)


def of_units(problem: Problem) -> Iterator[Fault]:
    """Look at depots, profiles, shifts and seats."""
    for unit in problem.units:
        if (
            not 0 <= unit.place < len(problem.travel.km)
            or unit.profile not in problem.travel.minutes
        ):
            yield Fault(Reason.UNKNOWN, unit.id)
        if min(unit.km_a_day, unit.km_in_all, unit.minutes_in_all) < 0.0:
            yield Fault(Reason.NEGATIVE, unit.id)
        days = range(len(problem.days))
        if any(day not in days or not 0 <= a < b <= DAY for day, (a, b) in unit.shifts.items()):
            yield Fault(Reason.SHIFT, unit.id)
        aboard = max((len(who) for who in unit.aboard.values()), default=0)
        if unit.seats is not None and unit.crew + aboard > unit.seats:
            yield Fault(Reason.SEATS, unit.id)


def of_halts(problem: Problem) -> Iterator[Fault]:
    """Look at places and durations; then at halts that nothing can visit or that reach nobody."""
    offers = {unit.has_on(day) for unit in problem.units for day in unit.shifts}
    for h, halt in enumerate(problem.halts):
        if not 0 <= halt.place < len(problem.travel.km):
            yield Fault(Reason.UNKNOWN, halt.id)
        if not 1 <= halt.minutes <= halt.longest <= DAY or halt.every < 1:
            yield Fault(Reason.DURATION, halt.id)
        if halt.within is not None and halt.within < halt.every:
            yield Fault(Reason.RETURNS, halt.id)
        if not any(one.days and one.closes - one.opens >= halt.minutes for one in halt.openings):
            yield Fault(Reason.NEVER_OPEN, halt.id)
        elif not any(halt.needs <= has for has in offers):
            yield Fault(Reason.NO_UNIT_FITS, halt.id)
        if problem.demand.starts[h] == problem.demand.starts[h + 1]:
            yield Fault(Reason.REACHES_NOBODY, halt.id)


def of_reach(problem: Problem) -> Iterator[Fault]:
    """Look for units that could not visit any halt, even alone on its day."""
    for unit in problem.units:
        if not any(can_visit(problem, unit, halt) for halt in problem.halts):
            yield Fault(Reason.REACHES_NO_HALT, unit.id)


def can_visit(problem: Problem, unit: Unit, halt: Halt) -> bool:
    """Whether a unit can go to a halt, stay there and be back, on one of its days at least."""
    drive, km = problem.travel.minutes[unit.profile], problem.travel.km
    if km[unit.place, halt.place] + km[halt.place, unit.place] > unit.km_a_day:
        return False
    out, back = int(drive[unit.place, halt.place]), int(drive[halt.place, unit.place])
    for opening in halt.openings:
        for day in opening.days & unit.shifts.keys():
            leaves, returns = unit.shifts[day]
            done = max(opening.opens, leaves + out) + halt.minutes
            is_in_time = done <= opening.closes and done + back <= returns
            if is_in_time and halt.needs <= unit.has_on(day):
                return True
    return False


def of_locks(problem: Problem) -> Iterator[Fault]:
    """Refuse locked visits that no unit could carry out together."""
    impossible = {Rule.UNKNOWN, Rule.OFF_DUTY, Rule.TOO_SOON, Rule.TOO_LATE}
    for broken in check(problem, Plan(tuple(sorted(problem.locked)))):
        if broken.rule in impossible:
            yield Fault(Reason.LOCKS, f"{broken.rule}: {broken.unit} {broken.day} {broken.halt}")
