"""Where the rights go furthest: some households in whom many rare answers meet.

Found by `tools/rights_corners.py`, by climbing under every one of many conditions; kept in
`corners.json`. They are only places to climb from: one that the law of another month no longer
rewards costs a little time and makes nothing wrong.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.completions import refilled
from allervers.rights.domain.bounding.filling import Filling
from allervers.rights.domain.bounding.ways import ABSENT, Column, Ways
from allervers.rights.domain.questionnaire import COUNTS

FILE: Final = "corners.json"


def corners(answers: Answers, codes: frozenset[str], fill: Filling) -> Ways:
    """Return the households of the file as ways to complete answers: what is known comes first."""
    return refilled(answers, overlaid(answers, _kept()), codes, fill)


def overlaid(answers: Answers, ways: Ways) -> Ways:
    """Return ways with what is known in all of them, and without what counted something else."""
    known = {code: value for code, value in answers.raw.items() if answers.is_known(code)}
    columns = dict(ways.columns)
    for code, value in known.items():
        for other in COUNTS.get(code, ()):
            if code in ways.columns and other in columns:
                column = columns[other]
                is_same = ways.columns[code].among(value)
                columns[other] = Column(column.values, np.where(is_same, column.places, ABSENT))
    for code, value in known.items():
        columns[code] = Column((value,), np.zeros(ways.count, dtype=np.int64))
    return Ways(ways.count, columns, ways.weights)


@cache
def _kept() -> Ways:
    """Read the file: it is a constant of the rules, and comes with them."""
    households = json.loads(files(__package__).joinpath(FILE).read_bytes())
    return listed(households)


def listed(households: Sequence[Mapping[str, Json]]) -> Ways:
    """Return households, each as its answers, as ways."""
    columns = {}
    for code in dict.fromkeys(code for one in households for code in one):
        values: list[Json] = []
        places = []
        for one in households:
            if code not in one:
                places.append(ABSENT)
                continue
            if one[code] not in values:
                values.append(one[code])
            places.append(values.index(one[code]))
        columns[code] = Column(values, np.array(places))
    return Ways(len(households), columns, np.ones(len(households)))
