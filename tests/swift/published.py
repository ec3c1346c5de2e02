"""The test cases that OpenFisca-France publishes, answered by stock and by a plan of each case.

`python -m tests.swift.published FOLDER START STEP SECONDS` runs one case in STEP from START on,
for that long, and prints a line of JSON for each.
"""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from openfisca_core.errors import CycleError
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.tools import assert_near
from openfisca_core.tools.test_runner import build_test

from openfisca_swift.operations import OutOfPlanError
from openfisca_swift.plan import Column
from openfisca_swift.planning import make_plan
from openfisca_swift.program import Program
from openfisca_swift.structure import Group, Structure
from openfisca_swift.traced import NoPlanError
from tests.swift.france import ROWWISE
from tests.swift.oracle import differing

FALLS_BACK = (NoPlanError, OutOfPlanError, CycleError)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One output of one case: `fallback` says why the stock engine would have answered."""

    case: str
    output: str
    stock_passes: bool
    ours_passes: bool
    is_same: bool
    spirals: int
    fallback: str


def cases(folder: Path) -> Iterator[tuple[str, Any]]:
    """Give every case of every file, by name, in order."""
    for file in sorted(folder.rglob("*.yaml")):
        found = yaml.safe_load(file.read_text())
        for rank, one in enumerate(found if isinstance(found, list) else [found]):
            yield f"{file.relative_to(folder)}#{rank}", build_test(one)


def outputs_of(system: Any, case: Any) -> Iterator[tuple[str, str, Any, tuple[str, str] | None]]:
    """Give each output asked: variable, period, value expected, and of whom (plural, id)."""
    for key, expected in case.output.items():
        if system.get_variable(key):
            yield from _by_period(key, expected, case.period, None)
        elif key in {one.key for one in system.entities}:
            for variable, value in expected.items():
                yield from _by_period(variable, value, case.period, None)
        else:
            for name, values in expected.items():
                for variable, value in values.items():
                    yield from _by_period(variable, value, case.period, (key, name))


def _by_period(
    variable: str, expected: Any, period: Any, whose: tuple[str, str] | None
) -> Iterator[tuple[str, str, Any, tuple[str, str] | None]]:
    if isinstance(expected, Mapping):
        for one, value in expected.items():
            yield variable, str(one), value, whose
    else:
        yield variable, str(period), expected, whose


def simulation_of(system: Any, case: Any) -> Any:
    """Return a fresh stock simulation of the case."""
    builder = SimulationBuilder()
    builder.set_default_period(case.period)
    return builder.build_from_dict(system, case.input)


def given(simulation: Any) -> tuple[Structure, list[Column], dict[str, Any]]:
    """Return who is whose, and every input that the simulation was given."""
    counts = {key: one.count for key, one in simulation.populations.items()}
    groups = {}
    columns, inputs = [], {}
    for key, population in simulation.populations.items():
        if hasattr(population, "members"):
            flat = [role.key for role in population.entity.flattened_roles]
            roles = [flat.index(role.key) for role in population.members_role]
            ids = np.asarray(population.members_entity_id, dtype=np.int64)
            groups[key] = Group(population.count, ids, np.array(roles, dtype=np.uint8))
        for name, holder in population._holders.items():
            for period in holder.get_known_periods():
                column = Column(name, (str(period),))
                columns.append(column)
                inputs[column.name] = np.asarray(holder.get_array(period))
    return Structure(counts, groups), columns, inputs


def ours(system: Any, case: Any, variable: str, period: str) -> tuple[Any, int]:
    """Return a plan's answer, and how many spirals it met."""
    structure, columns, inputs = given(simulation_of(system, case))
    plan = make_plan(system, columns, [(variable, period)], rowwise=ROWWISE)
    found = Program(plan).run(structure, inputs)[f"{variable}@{period}"]
    return found, len(plan.spirals)


def compare(system: Any, name: str, case: Any) -> Iterator[Outcome]:
    """Answer each output of a case twice, each alone in a fresh simulation."""
    for variable, period, expected, whose in outputs_of(system, case):
        simulation = simulation_of(system, case)
        stock = np.asarray(simulation.calculate(variable, period))
        kept = simulation.get_variable_population(variable)
        row = kept.get_index(whose[1]) if whose else None
        spirals, fallback, found = 0, "", stock
        try:
            found, spirals = ours(system, case, variable, period)
        except FALLS_BACK as reason:
            fallback = f"{type(reason).__name__}: {reason}"
        passes, ours_pass = (
            _passes(one, row, expected, case, variable, kept) for one in (stock, found)
        )
        same = not differing(found, stock)
        yield Outcome(name, f"{variable}@{period}", passes, ours_pass, same, spirals, fallback)


def _passes(
    array: Any, row: int | None, expected: Any, case: Any, variable: str, population: Any
) -> bool:
    names = getattr(population.entity.get_variable(variable), "possible_values", None)
    actual = np.array([one.name for one in names])[array] if names else array
    try:
        assert_near(
            actual if row is None else actual[row],
            expected,
            case.absolute_error_margin[variable],
            "",
            case.relative_error_margin[variable],
        )
    except AssertionError:
        return False
    return True


def main(folder: Path, start: int, step: int, seconds: float) -> None:
    """Run a slice of the cases for a while."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - four seconds

    system = FranceTaxBenefitSystem()
    end = time.monotonic() + seconds
    for rank, (name, case) in enumerate(cases(folder)):
        if rank >= start and (rank - start) % step == 0 and time.monotonic() < end:
            for outcome in compare(system, name, case):
                sys.stdout.write(json.dumps({"rank": rank, **asdict(outcome)}) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
