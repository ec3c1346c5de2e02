"""What is wrong with a season, told before solving: the planner's own faults, with their reasons.

Light: loads no compiled code, so that a page may look while somebody waits.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from allervers.seasons.domain.facts import HaltFacts, SeasonFacts
from allervers.seasons.domain.matters import (
    Code,
    Kind,
    Looked,
    Matter,
    Named,
    Sizes,
    seen,
)
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.thinned import thinned
from allervers.seasons.gateways.planner.hand import broken_rule
from allervers.seasons.wording.rules import broken_text
from planner.check import check
from planner.command.saying import unreadable
from planner.faults import Fault, Reason, faults
from planner.json_values import Unreadable
from planner.plan import Plan
from planner.problem import Problem
from planner.reading import problem_from

Names = Mapping[str, Named]
TOLD_APART = frozenset({Reason.NEVER_OPEN, Reason.LOCKS})
IMPOSSIBLE = frozenset({"unknown", "off_duty", "too_soon", "too_late"})


def looked_at(facts: SeasonFacts, matters: Iterable[Matter], names: Names) -> Looked:
    """Look at a season: what was seen while it was read, then what the planner says of it.

    The planner is not asked when the season itself cannot be planned (no unit, no halt…).
    """
    known = tuple(matters)
    if any(one.forbids for one in known):
        return Looked(known, sizes_of(facts))
    light = thinned(facts)
    return Looked((*known, *looked_closely(facts, problem_json(light), names)), sizes_of(facts))


def looked_closely(facts: SeasonFacts, body: Mapping[str, object], names: Names) -> list[Matter]:
    """Return what the planner says of a problem, in its words or in those of its faults."""
    try:
        problem = problem_from(body)
    except Unreadable as error:
        return [seen(Code.UNREADABLE, Named(Kind.TEXT, "", unreadable(error)))]
    found = faults(problem)
    told = [one for one in found if one.reason not in TOLD_APART]
    is_locked = any(one.reason is Reason.LOCKS for one in found)
    return [
        *(locks(problem, facts, names) if is_locked else ()),
        *no_visit(facts, found),
        *grouped(told, names),
        *never_open(facts, found, names),
    ]


def no_visit(facts: SeasonFacts, found: Iterable[Fault]) -> list[Matter]:
    """Say that no visit at all is possible: searching would only give an empty plan."""
    idle = {one.what for one in found if one.reason is Reason.REACHES_NO_HALT}
    is_empty = not facts.given and all(unit.id in idle for unit in facts.units)
    return [seen(Code.NO_VISIT)] if is_empty else []


def grouped(found: Iterable[Fault], names: Names) -> list[Matter]:
    """Return one matter for each reason, naming all that it is about."""
    by_reason: dict[Reason, list[Fault]] = {}
    for one in found:
        by_reason.setdefault(one.reason, []).append(one)
    matters = []
    for reason, some in by_reason.items():
        names_said = tuple(named(one, names) for one in some)
        kept = tuple(one for one in names_said if one is not None)
        if kept:
            matters.append(Matter(reason.value, some[0].forbids, kept))
    return matters


def named(fault: Fault, names: Names) -> Named | None:
    """Name what a fault is about; None for what only holds announced visits, when it can wait."""
    if fault.what in names or fault.forbids:
        return names.get(fault.what, Named(Kind.TEXT, "", fault.what))
    return None


def never_open(facts: SeasonFacts, found: Iterable[Fault], names: Names) -> list[Matter]:
    """Say why halts are never open; those that no town agrees to were told of already."""
    halts = {halt.id: halt for halt in facts.halts}
    named = {one.what for one in found if one.reason is Reason.NEVER_OPEN}
    closed = [halt for halt in halts.values() if halt.id in named and halt.agreed]
    short = [halt for halt in closed if is_too_short(halt)]
    other = {halt.id: halt for halt in closed if not is_too_short(halt)}
    other |= {halt.id: halt for halt in halts.values() if halt.agreed and is_alone(facts, halt)}
    matters = []
    for code, some in ((Code.TOO_SHORT, short), (Code.NO_COMMON_DAY, list(other.values()))):
        if some:
            matters.append(seen(code, *(name_of(halt, names) for halt in some)))
    return matters


def name_of(halt: HaltFacts, names: Names) -> Named:
    """Name a halt."""
    return names.get(halt.id, Named(Kind.TEXT, "", halt.name))


def is_too_short(halt: HaltFacts) -> bool:
    """Whether a visit holds in none of the windows of a halt."""
    return all(window.minutes < halt.minutes for window in halt.windows())


def is_alone(facts: SeasonFacts, halt: HaltFacts) -> bool:
    """Whether no unit ever rolls on the weekdays of a halt."""
    rolling = {weekday for unit in facts.units for weekday in unit.weekdays}
    return not rolling & {day for window in halt.windows() for day in window.weekdays}


def locks(problem: Problem, facts: SeasonFacts, names: Names) -> list[Matter]:
    """Say which announced visits cannot be carried out together, and why.

    Some are at halts that take no part in the season: these are named too.
    """
    told = [
        broken_rule(problem, one)
        for one in check(problem, Plan(tuple(sorted(problem.locked))))
        if one.rule.value in IMPOSSIBLE
    ]
    if not told:
        return []
    known = {UUID(halt.id): halt.name for halt in facts.halts}
    known |= {UUID(key): one.name for key, one in names.items()}
    return [seen(Code.LOCKS, *(Named(Kind.TEXT, "", broken_text(one, known)) for one in told))]


def sizes_of(facts: SeasonFacts) -> Sizes:
    """Say how large a season is."""
    halts = [halt for halt in facts.halts if not halt.is_only_given]
    return Sizes(
        len(facts.units),
        sum(day >= facts.today for day in facts.days),
        len(halts),
        len({halt.commune for halt in halts}),
        len({point for _halt, point, _value in facts.exposures}),
        len(facts.exposures),
        len(facts.given),
    )
