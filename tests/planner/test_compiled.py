"""Compiled code does what the same sources do as plain Python: same seed, same plan."""

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from planner.problem import Problem
from planner.solve import bound, solve
from planner.stop import Iterations
from tests.planner.small import demand, small

TOLD = "from tests.planner import test_compiled as here; print(here.{0}())"


def uneven() -> Problem:
    """Return a season where no two choices are worth the same."""
    people = np.array([31.0, 17.3, 42.1, 8.9, 25.7, 12.2])
    return small(demand=replace(demand(), people=people))


def started() -> str:
    """Fill a season greedily; tell the plan."""
    return repr(solve(uneven(), Iterations(0)).plan)


def searched() -> str:
    """Search a little; tell the plan."""
    return repr(solve(uneven(), Iterations(50), seed=5).plan)


def proved() -> float:
    """Prove a little; tell the ceiling."""
    return bound(uneven(), Iterations(3)).ceiling


def told(name: str, *, is_compiled: bool) -> str:
    """Call a function of this file in a process that compiles, or that does not."""
    plain = "0" if is_compiled else "1"
    environment = {**os.environ, "NUMBA_DISABLE_JIT": plain, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", TOLD.format(name)]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def both(name: str) -> tuple[str, str]:
    """Return what the compiled sources say, then the plain ones."""
    return told(name, is_compiled=True), told(name, is_compiled=False)


def test_compiled_start_gives_the_plan_of_the_plain_one() -> None:
    quick, plain = both("started")
    assert "Visit(" in plain
    assert quick == plain


@pytest.mark.nightly
def test_compiled_search_gives_the_plan_of_the_plain_one() -> None:
    quick, plain = both("searched")
    assert quick == plain


@pytest.mark.nightly
def test_compiled_proof_gives_the_ceiling_of_the_plain_one() -> None:
    quick, plain = both("proved")
    assert float(quick) == pytest.approx(float(plain))
