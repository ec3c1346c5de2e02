"""One household and batches, by the stock engine, the same with the past given, and ours."""

import functools
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from openfisca_swift.columns import Batch, Membership, build
from openfisca_swift.image import fingerprint, write
from openfisca_swift.plan import Column, Plan
from openfisca_swift.planning import make_plan
from openfisca_swift.program import STRUCTURE, Program
from openfisca_swift.stock import stock_simulation
from tests.swift.france import RECEIVED, ROWWISE, columns_of, outputs_of
from tests.swift.generated import home, seeded
from tests.swift.households import table_of

MONTH: Final = "2026-09"
SIZE, NAIVE_SIZE = 10_000, 1_000
ONE_MS, A_SECOND, KILOBYTES, READY_S = 60, 25_000, 25, 1.5  # the bars of the issue
Table = tuple[int, dict[str, Membership], dict[str, Any]]


def bar(name: str, value: float, unit: str, goal: str, *, ok: bool | None) -> dict[str, Any]:
    """Return a bar; `ok` is None for a figure given beside the others."""
    return {"id": name, "value": round(value, 3), "unit": unit, "goal": goal, "ok": ok}


def spent(work: Callable[[], Any]) -> float:
    """Return the processor seconds that a piece of work takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


@functools.cache
def legislation() -> Any:
    """Return OpenFisca-France's rules, built once."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - four seconds

    return FranceTaxBenefitSystem()


@functools.cache
def table_of_size(plan: Plan, size: int, seed: int) -> Table:
    """Return generated homes as columns: arrays of numbers, texts and dates, nothing encoded."""
    chance = seeded(seed)
    persons, groups, values = table_of(plan, [home(chance) for _one in range(size)])
    arrays = {
        key: Membership(np.asarray(one.ids), np.asarray(one.roles), one.count)
        for key, one in groups.items()
    }
    return persons, arrays, {name: np.array(one) for name, one in values.items()}


def stock_once(system: Any, batch: Batch, columns: Sequence[Column]) -> dict[str, Any]:
    """Ask the stock engine the fourteen outputs in one simulation, inputs set included."""
    simulation = stock_simulation(system, batch.structure, columns, batch.inputs)
    return {name: simulation.calculate(name, period) for name, period in outputs_of(MONTH)}


def stock_speeds(plan: Plan) -> dict[str, tuple[float, float, int]]:
    """Return milliseconds a household alone and households a second, past simulated or given."""
    system, columns = legislation(), plan.columns
    naive = [one for one in columns if one.variable not in RECEIVED]
    ones = [build(plan, *table_of_size(plan, 1, seed)) for seed in range(5)]
    found = {}
    for name, given, size in (
        ("stock", naive, NAIVE_SIZE), ("stock, past given", columns, SIZE)
    ):  # fmt: skip
        stock_once(system, ones[0], given)
        alone = [spent(functools.partial(stock_once, system, one, given)) for one in ones]
        many = build(plan, *table_of_size(plan, size, 1))
        whole = spent(functools.partial(stock_once, system, many, given))
        found[name] = (statistics.median(alone) * 1000, size / whole, size)
    return found


def our_speeds(plan: Plan) -> dict[str, float]:
    """Return ours, from columns (checks included) and from a batch already made."""
    program = Program(plan)
    ones, many = [table_of_size(plan, 1, seed) for seed in range(9)], table_of_size(plan, SIZE, 1)

    def answer(table: Table) -> None:
        batch = build(plan, *table)
        program.run(batch.structure, batch.inputs)

    batches = [build(plan, *table) for table in (*ones, many)]
    again = [functools.partial(program.run, one.structure, one.inputs) for one in batches]
    for table in (*ones, many):
        answer(table)
    return {
        "one": statistics.median(spent(lambda one=one: answer(one)) for one in ones) * 1000,
        "one_run": statistics.median(spent(one) for one in again[:-1]) * 1000,
        "many": SIZE / min(spent(lambda: answer(many)) for _turn in range(5)),
        "many_run": SIZE / min(spent(again[-1]) for _turn in range(5)),
    }


def profile(plan: Plan) -> None:
    """Print where the time of a batch goes, by kind of operation."""
    program, batch = Program(plan), build(plan, *table_of_size(plan, SIZE, 1))
    registers = list(program._registers)  # noqa: SLF001 - what `run` does, timed step by step
    registers[STRUCTURE] = batch.structure
    for name, place in program._inputs.items():  # noqa: SLF001
        registers[place] = batch.inputs[name]
    taken, times = Counter[str](), Counter[str]()
    with np.errstate(all="ignore"):
        for run, reads, place in program._steps:  # noqa: SLF001
            arguments = reads(registers)
            start = time.perf_counter()
            registers[place] = run(*arguments)
            name = getattr(run, "__name__", type(run).__name__)
            taken[name] += time.perf_counter() - start
            times[name] += 1
    whole = sum(taken.values())
    print(f"{SIZE:,} households, {sum(times.values()):,} operations, {whole * 1000:.0f} ms:")
    for name, seconds in taken.most_common(8):
        print(f"  {name:20} {times[name]:6,} times {seconds / whole:7.1%}")


def in_process(*arguments: str) -> tuple[str, float, float]:
    """Run rights_ready.py in a fresh process; return what it says, wall and processor seconds."""
    before, start = os.times(), time.perf_counter()
    command = [sys.executable, str(Path(__file__).with_name("rights_ready.py")), *arguments]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system
    return said, wall, used - before.children_user - before.children_system


def readiness(plan: Plan) -> tuple[float, float, float, float, float]:
    """Return seconds until the first answer, ours (wall, CPU) and stock's, and KB a household."""
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "plan.image"
        digest = write(plan, image)
        tries = [in_process("first", str(image), digest, plan.rules)[1:] for _turn in range(5)]
        ready, ready_cpu = (min(one) for one in zip(*tries, strict=True))  # others use the machine
        _said, stock, stock_cpu = in_process("stock")
        kilobytes = float(in_process("memory", str(image), digest, plan.rules, str(SIZE))[0])
    return ready, ready_cpu, stock, stock_cpu, kilobytes


def measure() -> list[dict[str, Any]]:
    """Make the plan and measure everything."""
    columns, outputs = columns_of(MONTH), outputs_of(MONTH)
    rules, system = fingerprint(overlay=repr((columns, outputs))), legislation()
    made = spent(lambda: make_plan(system, columns, outputs, rowwise=ROWWISE))
    plan = make_plan(system, columns, outputs, rules=rules, rowwise=ROWWISE)
    print(f"{len(plan.nodes):,} operations and inputs, planned in {made:.1f} s of CPU;")
    print(f"spirals: {len(plan.spirals)}; called: {', '.join(plan.called)}; left: {len(plan.left)}")
    stock, ours = stock_speeds(plan), our_speeds(plan)
    for name, (one, many, size) in stock.items():
        print(f"{name:24} {one:9.1f} ms a household {many:10,.0f}/s by {size:,}")
    print(f"{'ours, from columns':24} {ours['one']:9.1f} ms a household {ours['many']:10,.0f}/s")
    print(f"{'ours, from a batch':24} {ours['one_run']:9.1f} ms {ours['many_run']:22,.0f}/s")
    profile(plan)
    ready, ready_cpu, stock_wall, stock_cpu, kilobytes = readiness(plan)
    print(f"ready: stock {stock_wall:.2f} s ({stock_cpu:.2f} CPU), ours {ready:.2f} s ", end="")
    print(f"({ready_cpu:.2f} CPU), image verified by hash")
    naive, given = stock["stock"], stock["stock, past given"]
    return [
        bar("one_household", ours["one"], "ms CPU", "<= 60, stretch 20", ok=ours["one"] <= ONE_MS),
        bar("one_household_stock", naive[0], "ms CPU", "beside", ok=None),
        bar("one_household_stock_past_given", given[0], "ms CPU", "beside", ok=None),
        bar("households_per_second", ours["many"], "/s/core", ">= 25000, stretch 60000",
            ok=ours["many"] >= A_SECOND),
        bar("households_per_second_stock", naive[1], "/s/core", "beside", ok=None),
        bar("households_per_second_stock_past_given", given[1], "/s/core", "beside", ok=None),
        bar("memory", kilobytes, "KB/household", "<= 25", ok=kilobytes <= KILOBYTES),
        bar("ready", ready, "s", "<= 1.5", ok=ready <= READY_S),
        bar("ready_stock", stock_wall, "s", "beside", ok=None),
    ]  # fmt: skip
