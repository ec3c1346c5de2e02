"""Make a plan keep patterns of return: enough visits, none too far from the next.

The annealing ignores these two rules; here what breaks them is taken out and the room given to
halts that keep them. The price of that shows in the value, and the ceiling stays true.
"""

import numpy as np

from planner.model import Bools, F, Model
from planner.problem import Halt
from planner.search.insertion import Taste
from planner.search.recreate import recreate
from planner.search.state import State, remove


def complete(
    model: Model, state: State, halts: tuple[Halt, ...], ordinals: list[int], pace: F
) -> None:
    """Take out visits that break a pattern, then fill again without making a new break."""
    for h, halt in enumerate(halts):
        days = sorted(int(model.rounds.day[r]) for r, _ in visits_to(model, state, h))
        keep = kept_days(halt, days, ordinals)
        if len(keep) < len(days):
            drop(model, state, h, set(days) - keep)
    noise = np.ones(len(halts))
    for h, halt in enumerate(halts):
        starts_alone = state.visits[h] == 0 and halt.at_least > 1
        noise[h] = 0.0 if starts_alone or halt.within is not None else 1.0
    everything = np.arange(len(state.size))
    recreate(model, state, everything, Taste(noise, pace))


def coming(model: Model, state: State, halts: tuple[Halt, ...], ordinals: list[int]) -> Bools:
    """Say which halts may be visited once more, on which days: [halts, days].

    Never begun alone where it must come back, nor out of reach of the visits before and after.
    """
    may = np.ones((len(halts), len(ordinals)), dtype=np.bool_)
    held = np.zeros_like(may)
    for r, size in enumerate(state.size):
        nodes = state.route[r, :size]
        held[model.nodes.halt[nodes], model.rounds.day[r]] = True
    dates = np.array(ordinals)
    for h, halt in enumerate(halts):
        if not held[h].any():
            may[h] = halt.at_least <= 1
        elif halt.within is not None:
            seen = dates[held[h]]
            may[h] = (dates >= seen[0] - halt.within) & (dates <= seen[-1] + halt.within)
    return may


def kept_days(halt: Halt, days: list[int], ordinals: list[int]) -> set[int]:
    """Return the longest run of visits no further apart than `within`, if it is long enough."""
    best: list[int] = []
    run: list[int] = []
    for day in days:
        if run and halt.within is not None and ordinals[day] - ordinals[run[-1]] > halt.within:
            run = []
        run.append(day)
        best = max(best, run, key=len).copy()
    return set(best) if len(best) >= halt.at_least else set()


def visits_to(model: Model, state: State, h: int) -> list[tuple[int, int]]:
    """List the (round, position) of the visits to a halt."""
    rounds, places = np.nonzero(np.arange(state.route.shape[1]) < state.size[:, None])
    found = model.nodes.halt[state.route[rounds, places]] == h
    return [(int(r), int(at)) for r, at in zip(rounds[found], places[found], strict=True)]


def drop(model: Model, state: State, h: int, days: set[int]) -> None:
    """Take out the visits to a halt on some days, locked ones apart."""
    for r, at in reversed(visits_to(model, state, h)):
        if int(model.rounds.day[r]) in days and not model.nodes.locked[state.route[r, at]]:
            remove(model, state, r, at)
