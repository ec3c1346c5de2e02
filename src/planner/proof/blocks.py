"""Rounds alike: same depot, hours, range, rewards and nodes. They share their routes."""

from typing import TypeVar

import numpy as np

from planner.compiled import compiled
from planner.model import I4, F, Model, Roads
from planner.proof.pricing import Shop

Table = TypeVar("Table", F, I4)


def blocks_of(model: Model, locked: list[list[int]]) -> tuple[list[Shop], I4]:
    """Group the rounds, and say to which block each belongs.

    `locked[r]` lists the nodes of visits that are locked in round r: they may be chosen there,
    nothing obliges the relaxation to (dropping a rule can only raise the ceiling).
    """
    model = model._replace(roads=Roads(closed(model.roads.minutes), closed(model.roads.km)))
    rounds = model.rounds
    found: dict[tuple[object, ...], list[int]] = {}
    for r in range(len(rounds.unit)):
        nodes = rounds.nodes[rounds.first[r] : rounds.first[r + 1]]
        own = (rounds.place[r], rounds.start[r], rounds.end[r], rounds.km[r], rounds.profile[r])
        key = (*own, rounds.kind[r], nodes.tobytes(), tuple(locked[r]))
        found.setdefault(key, []).append(r)
    block = np.zeros(len(rounds.unit), dtype=np.int32)
    for b, members in enumerate(found.values()):
        block[members] = b
    return [shop_of(model, members, locked[members[0]]) for members in found.values()], block


def closed(table: Table) -> Table:
    """Close distances under the triangle inequality: a halt worth nothing is then never useful.

    Street networks nearly obey it; shorter roads can only raise the ceiling.
    """
    square = table.reshape(-1, *table.shape[-2:]).copy()
    for one in square:
        shorten(one)
    return square.reshape(table.shape)


@compiled
def shorten(table: Table) -> None:
    """Replace each distance by that of the shortest way (Floyd and Warshall, 1962)."""
    size = len(table)
    for via in range(size):
        for a in range(size):
            first = table[a, via]
            for b in range(size):
                table[a, b] = min(table[a, b], first + table[via, b])


def shop_of(model: Model, members: list[int], locked: list[int]) -> Shop:
    """Cut the nodes of a block out of the model."""
    rounds, r = model.rounds, members[0]
    listed = rounds.nodes[rounds.first[r] : rounds.first[r + 1]]
    nodes = np.concatenate([listed, np.array(locked, dtype=np.int32)])
    return Shop(
        nodes,
        model.nodes.halt[nodes],
        np.append(model.nodes.place[nodes], rounds.place[r]),
        model.nodes.earliest[nodes],
        model.nodes.latest[nodes],
        model.nodes.minutes[nodes],
        model.roads.minutes[rounds.profile[r]],
        model.roads.km,
        model.people_per_km,
        int(rounds.start[r]),
        int(rounds.end[r]),
        float(rounds.km[r]),
        int(rounds.kind[r]),
        len(members),
        int(rounds.place[r]),
    )
