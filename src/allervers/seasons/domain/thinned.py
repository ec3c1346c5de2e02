"""A season made light enough to be looked at while somebody waits.

Reading tens of thousands of exposures in the planner's format takes seconds, only to know that a
halt reaches somebody. The worker reads them all again.
"""

import math
from dataclasses import replace

from allervers.seasons.domain.audiences import people_in
from allervers.seasons.domain.facts import SeasonFacts


def thinned(facts: SeasonFacts) -> SeasonFacts:
    """Return the same season with, of each halt, the exposure to its most populous point only.

    What is wrong with a number is kept: faults are told alike. Where halts are for some audiences
    only, nothing is left out: what each reaches then depends on more than a number of people.
    """
    if facts.reserved():
        return facts
    groups = facts.groups()
    people: dict[str, float] = {}
    for point in facts.points:
        told = [(people_in(point, one), one.weight) for one in groups]
        people[point.id] = sum(weight * sum(some) / 2 for some, weight in told if some)
    best: dict[str, tuple[str, str, float]] = {}
    wrong = []
    for one in facts.exposures:
        halt, name, value = one
        if not (math.isfinite(people[name]) and people[name] >= 0 and math.isfinite(value)):
            wrong.append(one)
        elif halt not in best or people[name] > people[best[halt][1]]:
            best[halt] = one
    return replace(facts, exposures=(*wrong, *best.values()))
