"""The test cases that OpenFisca-France publishes, answered by stock and by plans.

Cases that give the same inputs and ask the same outputs share a plan. `python -m
tests.swift.published FOLDER START STEP SECONDS` takes one such group in STEP, from START on, for
that long, and prints a line of JSON for each output of each case.
"""

import gc
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.tools import assert_near
from openfisca_core.tools.test_runner import build_test

from openfisca_swift.engine import LEAVES_THE_PLAN
from openfisca_swift.plan import Column
from openfisca_swift.planning import make_plan
from openfisca_swift.program import Program
from openfisca_swift.structure import Group as Members
from openfisca_swift.structure import Structure
from tests.swift.france import ROWWISE
from tests.swift.oracle import differing

Asked = tuple[str, str, Any, tuple[str, str] | None]  # variable, period, value, whose


@dataclass(frozen=True, slots=True)
class Outcome:
    """One output of one case: `fallback` says why the stock engine would have answered.

    `seconds` are of processor time: stock's for this output, and the plan's share.
    """

    case: str
    output: str
    stock_passes: bool
    ours_passes: bool
    is_same: bool
    spirals: int
    fallback: str
    seconds: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that one plan answers: the same inputs given, the same outputs asked."""

    columns: tuple[Column, ...]
    outputs: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, Any], ...]


def cases(folder: Path) -> Iterator[tuple[str, Any]]:
    """Give every case of every file, by name, in order."""
    for file in sorted(folder.rglob("*.y*ml")):
        found = yaml.safe_load(file.read_text())
        for rank, one in enumerate(found if isinstance(found, list) else [found]):
            yield f"{file.relative_to(folder)}#{rank}", build_test(one)


def outputs_of(system: Any, case: Any) -> Iterator[Asked]:
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
) -> Iterator[Asked]:
    if isinstance(expected, Mapping):
        for one, value in expected.items():  # what is within counts: "year: {2021-01: …}" too
            yield from _by_period(variable, value, one, whose)
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
            groups[key] = Members(population.count, ids, np.array(roles, dtype=np.uint8))
        for name, holder in population._holders.items():
            for period in holder.get_known_periods():
                column = Column(name, (str(period),))
                columns.append(column)
                inputs[column.name] = np.asarray(holder.get_array(period))
    return Structure(counts, groups), columns, inputs


def grouped(system: Any, folder: Path) -> list[Group]:
    """Return the cases by the plan that they need, in their order."""
    found: dict[Any, list[tuple[str, Any]]] = {}
    for name, case in cases(folder):
        columns = given(simulation_of(system, case))[1]
        outputs = tuple(sorted({(one, period) for one, period, *_rest in outputs_of(system, case)}))
        known = tuple(sorted(columns, key=lambda one: one.name))
        found.setdefault((known, outputs), []).append((name, case))
    return [Group(given, asked, tuple(those)) for (given, asked), those in found.items()]


def compare(system: Any, group: Group) -> Iterator[Outcome]:
    """Answer each output of each case twice, each alone in a fresh simulation."""
    start = time.process_time()
    plan = make_plan(system, group.columns, group.outputs, rowwise=ROWWISE)
    program = Program(plan)
    share = (time.process_time() - start) / len(group.outputs) / len(group.cases)
    for name, case in group.cases:
        structure, _columns, inputs = given(simulation_of(system, case))
        found, why = {}, dict(plan.left)
        try:
            found = program.run(structure, inputs)
        except LEAVES_THE_PLAN as reason:
            why |= dict.fromkeys(plan.outputs, f"{type(reason).__name__}: {reason}")
        for asked in outputs_of(system, case):
            yield _outcome(system, (name, case), asked, (found, why, share, len(plan.spirals)))


def _outcome(
    system: Any,
    named: tuple[str, Any],
    asked: Asked,
    ours: tuple[Mapping[str, Any], Mapping[str, str], float, int],
) -> Outcome:
    (name, case), (variable, period, expected, whose) = named, asked
    found, why, share, spirals = ours
    start = time.process_time()
    simulation = simulation_of(system, case)
    stock = np.asarray(simulation.calculate(variable, period))
    spent = time.process_time() - start
    kept = simulation.get_variable_population(variable)
    row = kept.get_index(whose[1]) if whose else None
    key = f"{variable}@{period}"
    mine = found.get(key, stock)
    passes, ours_pass = (_passes(one, row, expected, case, variable, kept) for one in (stock, mine))
    seconds = (round(spent, 3), round(share, 3))
    same, left = not differing(mine, stock), "" if key in found else why[key]
    return Outcome(name, key, passes, ours_pass, same, spirals, left, seconds)


def _passes(
    array: Any, row: int | None, expected: Any, case: Any, variable: str, population: Any
) -> bool:
    names = getattr(population.entity.get_variable(variable), "possible_values", None)
    if names:  # what a case expects may be no name at all: it is then another value, not a figure
        named = np.array([one.name for one in names])[array]
        return bool(np.all((named if row is None else named[row]) == expected))
    try:
        assert_near(
            array if row is None else array[row],
            expected,
            case.absolute_error_margin[variable],
            "",
            case.relative_error_margin[variable],
        )
    except AssertionError:
        return False
    return True


def slice_of(groups: Sequence[Group], start: int, step: int) -> list[Group]:
    """Return one group in so many: neighbours weigh the same, so each slice does too."""
    return list(groups[start::step])


def main(folder: Path, start: int, step: int, seconds: float) -> None:
    """Run a slice of the groups for a while."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - four seconds

    system = FranceTaxBenefitSystem()
    end = time.monotonic() + seconds
    chosen = slice_of(grouped(system, folder), start, step)
    gc.collect()
    gc.freeze()  # the legislation stays: it need not be looked through again and again
    for group in chosen:
        if time.monotonic() < end:
            for outcome in compare(system, group):
                sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
