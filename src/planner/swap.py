"""The second answer to a hole: swaps, each worth more than the price of the visits it changes.

From the holes refilled, the best of these is done until none pays its price:
- one more visit in a round;
- a visit replaced by another halt, in its round;
- a visit moved to a round with a hole, and its own round filled again.
A visit is changed when its day, unit and halt are not together in the plan before; a change of
hour is not one. Patterns of return are not broken further; locked visits stay.
"""

from collections.abc import Iterator

from planner.check import value_of
from planner.draft import Draft
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.replan import Event, Proposal, happened, proposal

Move = tuple[tuple[Visit, ...], tuple[tuple[str, int, str], ...]]
"""Visits taken out, then (unit, day, halt) put in."""
HAIR = 1.0e-9
MOST = 50
"""Swaps: a hole is not a reason to plan the season again."""


def swap(problem: Problem, before: Plan, event: Event, price: float) -> Proposal:
    """Mend a plan by swaps worth more than `price` people for each visit changed."""
    after = happened(problem, event)
    left = Plan(tuple(visit for visit in before.visits if not event.hits(visit)))
    draft = Draft(after, left)
    holed = draft.total
    holes = sorted({(one.unit, one.day) for one in before.visits if event.hits(one)})
    open_holes = [hole for hole in holes if hole in draft.ground.round_of]
    kept = {key(visit) for visit in before.visits}
    for _ in range(MOST):
        if not improved(draft, kept, open_holes, price):
            break
    lost = value_of(problem, before).total - holed
    return proposal(after, before, draft.plan(), lost, draft.total - holed)


def key(visit: Visit) -> tuple[str, int, str]:
    """Return what makes a visit the same one."""
    return visit.unit, visit.day, visit.halt


def improved(
    draft: Draft, kept: set[tuple[str, int, str]], holes: list[tuple[str, int]], price: float
) -> bool:
    """Do the move that brings most beyond its price; say whether there was one."""
    best, chosen = HAIR, None
    for move in moves(draft, kept, holes):
        gain = tried(draft, move) - price * changes(move, kept)
        if gain > best:
            best, chosen = gain, move
    if chosen is None:
        return False
    do(draft, chosen)
    draft.settle()
    return True


def changes(move: Move, kept: set[tuple[str, int, str]]) -> int:
    """Count the visits that a move changes; putting one back as it was counts the other way."""
    out, put_in = move
    return sum(1 if key(one) in kept else -1 for one in out) + sum(
        -1 if one in kept else 1 for one in put_in
    )


def do(draft: Draft, move: Move) -> bool:
    """Carry a move out; say whether it could be."""
    for visit in move[0]:
        draft.drop(*key(visit))
    return all(draft.put(*one) for one in move[1])


def tried(draft: Draft, move: Move) -> float:
    """Return what a move brings, leaving the draft as it was; −∞ when it cannot be done."""
    pairs = {(one.unit, one.day) for one in move[0]} | {one[:2] for one in move[1]}
    routes, start = draft.noted({draft.ground.round_of[pair] for pair in pairs}), draft.total
    done = do(draft, move)
    gain = draft.total - start if done else -float("inf")
    draft.restore(routes)
    draft.total = start
    return gain


def moves(
    draft: Draft, kept: set[tuple[str, int, str]], holes: list[tuple[str, int]]
) -> Iterator[Move]:
    """Give the moves worth a try, from the plan as it stands."""
    for (unit, day), r in draft.ground.round_of.items():
        for halt in others(draft, kept, r, ""):
            yield (), ((unit, day, halt),)
    for visit in draft.plan().visits:
        if draft.may_drop(visit):
            yield from around(draft, kept, holes, visit)


def around(
    draft: Draft,
    kept: set[tuple[str, int, str]],
    holes: list[tuple[str, int]],
    visit: Visit,
) -> Iterator[Move]:
    """Give the moves of one visit: away, replaced in its round, moved to a hole."""
    home = draft.ground.round_of[visit.unit, visit.day]
    yield (visit,), ()
    places = {home, *(draft.ground.round_of[hole] for hole in holes)}
    routes, start = draft.noted(places), draft.total
    draft.drop(*key(visit))
    here = [(visit.unit, visit.day, halt) for halt in others(draft, kept, home, visit.halt)]
    there = [(*hole, visit.halt) for hole in holes if hole != (visit.unit, visit.day)]
    filled = []
    for one in there:
        if draft.put(*one):
            fills = others(draft, kept, home, visit.halt)
            filled += [(one, (visit.unit, visit.day, halt)) for halt in fills]
            draft.drop(*one)
    draft.restore(routes)
    draft.total = start
    yield from (((visit,), (one,)) for one in (*here, *there))
    yield from (((visit,), both) for both in filled)


def others(draft: Draft, kept: set[tuple[str, int, str]], r: int, but: str) -> list[str]:
    """Return the halts to try in a round: the best one, and those that it had before."""
    best, names = draft.best(r, but), draft.names(r)
    present = {but, *(visit.halt for visit in draft.visits(r))}
    gone = {halt for unit, day, halt in kept if (unit, day) == names} - present
    gone = {halt for halt in gone if draft.may_come[draft.ground.halt_of[halt], names[1]]}
    return [*([best] if best else []), *sorted(gone - {best})]
