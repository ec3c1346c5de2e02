"""Fill rounds with the best insertions, one at a time: greedy, lazy, seeded with noise."""

import numpy as np

from planner.compiled import compiled, lean
from planner.model import I8, Model
from planner.search.insertion import Taste, best_of, still_stands
from planner.search.state import State, put


@compiled
def recreate(model: Model, state: State, open_rounds: I8, taste: Taste) -> float:
    """Insert visits into `open_rounds` until none pays; return the change of the objective.

    Gains only fall as visits are added (the reward is submodular), so an old score is a ceiling:
    only the best one is looked at again (lazy greedy, Minoux 1978).
    """
    size = len(open_rounds)
    score, node, at = np.zeros(size), np.zeros(size, np.int64), np.zeros(size, np.int64)
    gain, fresh = np.zeros(size), np.ones(size, np.bool_)
    change, i = 0.0, -1
    for i in range(size):
        score[i], node[i], at[i] = best_of(model, state, open_rounds[i], taste)
        gain[i] = gain_of(model, state, open_rounds[i], node[i])
    while size > 0:
        i = int(np.argmax(score))
        r = open_rounds[i]
        if score[i] <= 0.0:
            break
        if fresh[i] or still_stands(model, state, r, node[i], gain[i]):
            change += put(model, state, r, at[i], node[i])
            fresh[:] = False
        score[i], node[i], at[i] = best_of(model, state, r, taste)
        gain[i], fresh[i] = gain_of(model, state, r, node[i]), True
    return change


@lean
def gain_of(model: Model, state: State, r: int, node: int) -> float:
    """People and rewards that a visit would bring now."""
    if node < 0:
        return 0.0
    h = model.nodes.halt[node]
    return float(state.gain[h] + state.bonus[model.rounds.kind[r], h])
