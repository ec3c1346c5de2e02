"""The one door to HiGHS: a linear program, some of its variables whole, solved and bounded."""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HAIR = 1.0e-6


class LinearFailed(RuntimeError):  # noqa: N818 - what happened
    """HiGHS found no point that keeps every row."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by rows, and what each row lies between."""

    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Program:
    """Make `cost`·x as small as can be, x between `low` and `high`, whole where `whole` says."""

    cost: Floats
    low: Floats
    high: Floats
    whole: NDArray[np.bool_]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Solved:
    """The best point found, its cost, and the cost that no point can beat."""

    x: Floats
    cost: float
    bound: float

    @property
    def is_optimal(self) -> bool:
        """Whether nothing is left to prove."""
        return self.cost - self.bound <= HAIR * max(1.0, abs(self.cost))


def solved(
    program: Program, seconds: float = 60.0, gap: float = 0.0, start: Floats | None = None
) -> Solved:
    """Solve to a relative gap, or until `seconds`; one thread, so the same answer each time.

    Raises `LinearFailed` when no point keeps every row, or none was found in time.
    """
    highs = ran(program, seconds, gap, start)
    info = highs.getInfo()
    cost = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if program.whole.any() else cost
    return Solved(np.array(highs.getSolution().col_value), cost, bound)


def priced(program: Program, seconds: float = 60.0) -> tuple[float, Floats]:
    """Return the least cost, and for each row what one more of its limit adds to it (its price).

    Nothing may be asked to be whole. Raises `LinearFailed` as `solved` does.
    """
    highs = ran(program, seconds, 0.0, None)
    cost = float(highs.getInfo().objective_function_value)
    return cost, np.array(highs.getSolution().row_dual)


def ran(program: Program, seconds: float, gap: float, start: Floats | None) -> highspy.Highs:
    """Let HiGHS solve, on one thread; raises `LinearFailed` when it has no point that fits."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("time_limit", float(seconds)),
        ("mip_rel_gap", float(gap)),
        ("mip_abs_gap", HAIR),
    ):
        highs.setOptionValue(option, value)
    highs.passModel(told(program))
    if start is not None:
        point = highspy.HighsSolution()
        point.col_value = start.tolist()
        highs.setSolution(point)
    highs.run()
    found = highspy.SolutionStatus.kSolutionStatusFeasible
    if highs.getInfo().primal_solution_status != found:
        raise LinearFailed(highs.modelStatusToString(highs.getModelStatus()))
    return highs


def told(program: Program) -> highspy.HighsLp:
    """Tell a program in HiGHS's words."""
    rows, lp = program.rows, highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.cost), len(rows.low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost, program.low, program.high
    lp.row_lower_, lp.row_upper_ = rows.low, rows.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = rows.starts, rows.columns
    lp.a_matrix_.value_ = rows.values
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if one else kinds.kContinuous for one in program.whole]
    return lp
