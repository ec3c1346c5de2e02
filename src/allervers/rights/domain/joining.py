"""Several populations computed as one, and what was found given back to each."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np

from allervers.rights.domain.engine import Amounts
from allervers.rights.domain.population import Population
from allervers.rights.domain.right import Right


def joined(populations: Sequence[Population]) -> Population:
    """Return the households of all, in order; at least one population must be given."""
    if len(populations) == 1:
        return populations[0]
    counts = [one.count for one in populations]
    starts = np.cumsum([0, *counts[:-1]])
    first = populations[0]
    return Population(
        count=sum(counts),
        household=np.concatenate(
            [one.household + start for one, start in zip(populations, starts, strict=True)]
        ),
        role=np.concatenate([one.role for one in populations]),
        persons={
            name: np.concatenate([one.persons[name] for one in populations])
            for name in first.persons
        },
        homes={
            name: np.concatenate([one.homes[name] for one in populations]) for name in first.homes
        },
    )


def parted(found: Mapping[Right, Amounts], counts: Sequence[int]) -> list[dict[Right, Amounts]]:
    """Return what was found for each of the populations joined; `counts`: their households."""
    ends = np.cumsum(counts)
    return [
        {right: _between(one, int(end) - count, int(end)) for right, one in found.items()}
        for count, end in zip(counts, ends, strict=True)
    ]


def _between(amounts: Amounts, start: int, end: int) -> Amounts:
    columns = {one.name: getattr(amounts, one.name)[start:end] for one in fields(amounts)}
    return Amounts(**columns)
