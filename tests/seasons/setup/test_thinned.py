"""A season looked at lightly: what is told of it is what is told of it whole."""

import math
from dataclasses import replace

import pytest

from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.domain.thinned import thinned
from allervers.seasons.gateways.planner.looking import looked_closely
from tests.seasons.setup.facts import a_halt, a_point, a_season


@pytest.mark.parametrize("people", [100.0, 0.0, -1.0, math.nan, math.inf])
def test_same_faults_from_fewer_exposures(people: float) -> None:
    points = (a_point(0), a_point(0, people), *(a_point(1) for _ in range(3)))
    named = tuple(replace(one, id=f"p{rank}") for rank, one in enumerate(points))
    halts = (a_halt(0), a_halt(1), a_halt(9, point=(44.0, 2.0)))
    facts = with_reach(a_season(points=named, halts=halts))
    light = thinned(facts)
    assert len(light.exposures) < len(facts.exposures)
    whole = [(one.code, one.names) for one in looked_closely(facts, problem_json(facts), {})]
    told = [(one.code, one.names) for one in looked_closely(light, problem_json(light), {})]
    if people >= 0 and math.isfinite(people):
        assert told == whole
    else:
        assert [code for code, _names in told] == [code for code, _names in whole]
