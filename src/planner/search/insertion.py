"""Where one more visit would go: the best node and position of a round."""

from typing import NamedTuple

from planner.compiled import compiled, lean, wide
from planner.model import F, Model
from planner.search.state import State

UNLIMITED = 1.0e12


class Taste(NamedTuple):
    """How a rebuilding judges insertions; drawn anew for each one."""

    noise: F
    """[halts]: factor of each halt's gain."""
    pace: F
    """[minutes]: what a visit that takes so many minutes more is divided by, 1 / m^hurry.

    hurry 0 judges by people, 1 by people a minute.
    """


@lean
def slots(model: Model, state: State, r: int) -> int:
    """Fill `state.slot`, one column a position, and return how many positions there are.

    Rows: place and hour before, place and latest after, minutes that the direct drive takes now.
    """
    rounds, nodes, size = model.rounds, model.nodes, state.size[r]
    minutes = model.roads.minutes[rounds.profile[r]]
    found = state.slot
    for at in range(size + 1):
        found[0, at], found[1, at] = rounds.place[r], rounds.start[r]
        found[2, at], found[3, at] = rounds.place[r], rounds.end[r]
        if at > 0:
            last = state.route[r, at - 1]
            found[0, at] = nodes.place[last]
            found[1, at] = state.begin[r, at - 1] + nodes.minutes[last]
        if at < size:
            found[2, at] = nodes.place[state.route[r, at]]
            found[3, at] = state.latest[r, at]
        found[4, at] = minutes[found[0, at], found[2, at]]
    return wide(size + 1)


@lean
def is_within_budget(model: Model, state: State, r: int, at: int, node: int, more: float) -> bool:
    """Whether the round's range, and its unit's kilometres and hours in all, still hold."""
    v = model.rounds.unit[r]
    if state.km[r] + more > model.rounds.km[r] or state.unit_km[v] + more > model.rules.km[v]:
        return False
    if model.rules.minutes[v] > UNLIMITED:
        return True
    others = state.unit_minutes[v] - state.minutes[r]
    return bool(others + minutes_with(model, state, r, at, node) <= model.rules.minutes[v])


@lean
def minutes_with(model: Model, state: State, r: int, at: int, node: int) -> int:
    """How long round r would last with one more visit, from leaving the depot to being back."""
    nodes, minutes = model.nodes, model.roads.minutes[model.rounds.profile[r]]
    place, clock, left = model.rounds.place[r], model.rounds.start[r], 0
    for i in range(state.size[r] + 1):
        next_node = node if i == at else state.route[r, i if i < at else i - 1]
        drive = minutes[place, nodes.place[next_node]]
        clock = max(nodes.earliest[next_node], clock + drive)
        if i == 0:
            left = clock - drive
        clock += nodes.minutes[next_node]
        place = nodes.place[next_node]
    return int(clock + minutes[place, model.rounds.place[r]] - left)


@lean
def is_allowed(model: Model, state: State, r: int, node: int) -> bool:
    """Whether spacing and number of visits let the halt be visited on the round's day."""
    h = model.nodes.halt[node]
    is_near = state.near[h, model.rounds.day[r]] > 0
    return bool(not is_near and state.visits[h] < model.rules.at_most[h])


@compiled
def fits(model: Model, state: State, r: int, at: int, node: int) -> bool:
    """Whether a visit may go at a position of round r: hours, spacing, range, budgets."""
    slots(model, state, r)
    slot, nodes, roads = state.slot, model.nodes, model.roads
    minutes, place = roads.minutes[model.rounds.profile[r]], nodes.place[node]
    before, after = slot[0, at], slot[2, at]
    begin = max(nodes.earliest[node], slot[1, at] + minutes[before, place])
    done = begin + nodes.minutes[node] + minutes[place, after]
    if begin > nodes.latest[node] or done > slot[3, at] or not is_allowed(model, state, r, node):
        return False
    more = roads.km[before, place] + roads.km[place, after] - roads.km[before, after]
    return is_within_budget(model, state, r, at, node, more)


@lean
def still_stands(model: Model, state: State, r: int, node: int, gain: float) -> bool:
    """Whether an insertion judged earlier is still what it was: allowed, with the same gain.

    Then it is still the best of its round, whose route has not changed: other gains only fell.
    """
    h, v = model.nodes.halt[node], model.rounds.unit[r]
    if not is_allowed(model, state, r, node):
        return False
    if min(model.rules.km[v], model.rules.minutes[v]) < UNLIMITED:
        return False
    return bool(state.gain[h] + state.bonus[model.rounds.kind[r], h] >= gain)


@compiled
def best_insertion(model: Model, state: State, r: int, taste: Taste) -> tuple[float, int, int]:
    """Open `best_of` to plain Python."""
    return best_of(model, state, r, taste)


@lean
def best_of(model: Model, state: State, r: int, taste: Taste) -> tuple[float, int, int]:
    """Return score, node and position of the best insertion in round r; node −1 if none pays."""
    rounds, nodes, rules, cost = model.rounds, model.nodes, model.rules, model.people_per_km
    halts, stay, listed, day = nodes.halt, nodes.minutes, rounds.nodes, rounds.day[r]
    minutes, km, near, visits = (
        model.roads.minutes[rounds.profile[r]],
        model.roads.km,
        state.near,
        state.visits,
    )
    gains, bonus, noise, at_most = (
        state.gain,
        state.bonus[rounds.kind[r]],
        taste.noise,
        rules.at_most,
    )
    earliest, latest, places, pace = nodes.earliest, nodes.latest, nodes.place, taste.pace
    slot, positions = state.slot, slots(model, state, r)
    best, best_node, best_at = 0.0, -1, 0
    for k in range(rounds.first[r], rounds.first[r + 1]):
        node = wide(listed[k])
        h, place, last, long = halts[node], places[node], latest[node], stay[node]
        gain = (gains[h] + bonus[h]) * noise[h]
        if gain * pace[long] <= best or near[h, day] > 0 or visits[h] >= at_most[h]:
            continue
        for at in range(positions):
            a, b = slot[0, at], slot[2, at]
            begin = max(earliest[node], slot[1, at] + minutes[a, place])
            if begin > last or begin + long + minutes[place, b] > slot[3, at]:
                continue
            more = km[a, place] + km[place, b] - km[a, b]
            longer = max(1, long + minutes[a, place] + minutes[place, b] - slot[4, at])
            score = (gain - cost * more) * pace[longer]
            if score > best and is_within_budget(model, state, r, at, node, more):
                best, best_node, best_at = score, node, at
    return best, best_node, best_at
