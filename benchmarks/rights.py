"""`./dev bench rights`: the stock engine, the same with every past month given, and ours.

One run, one machine, the same generated homes and the same fourteen benefits of September 2026.
Processor seconds, because others may be using the machine; readiness in seconds of the clock too.
"""

import argparse
import functools
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from openfisca_swift.columns import Batch, build  # noqa: E402 - the path comes first
from openfisca_swift.image import fingerprint, read, write  # noqa: E402
from openfisca_swift.plan import Column, Plan  # noqa: E402
from openfisca_swift.program import Program  # noqa: E402
from tests.swift.france import RECEIVED, ROWWISE, columns_of, outputs_of  # noqa: E402

MONTH: Final = "2026-09"
BARS: Final = {
    "one_household_ms": 60.0,
    "households_per_second": 25_000.0,
    "memory_kb_per_household": 25.0,
    "ready_s": 1.5,
}


def spent(work: Callable[[], Any]) -> float:
    """Return the processor seconds that a piece of work takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


@functools.cache
def table_of_size(plan: Plan, size: int, seed: int) -> tuple[Any, Any, dict[str, Any]]:
    """Return generated homes as columns, already arrays."""
    import numpy as np  # noqa: PLC0415 - not for readiness

    from tests.swift.generated import home, seeded  # noqa: PLC0415
    from tests.swift.households import table_of  # noqa: PLC0415

    chance = seeded(seed)
    persons, groups, values = table_of(plan, [home(chance) for _one in range(size)])
    return persons, groups, {name: np.asarray(one) for name, one in values.items()}


def batch_of_size(plan: Plan, size: int, seed: int) -> Batch:
    """Return generated homes as a batch."""
    return build(plan, *table_of_size(plan, size, seed))


def stock_once(system: Any, batch: Batch, columns: Sequence[Column]) -> dict[str, Any]:
    """Ask the stock engine the fourteen outputs in one simulation, inputs set included."""
    from openfisca_swift.stock import stock_simulation  # noqa: PLC0415

    simulation = stock_simulation(system, batch.structure, columns, batch.inputs)
    return {name: simulation.calculate(name, period) for name, period in outputs_of(MONTH)}


def speeds(system: Any, plan: Plan, size: int, naive_size: int) -> dict[str, dict[str, float]]:
    """Measure one household (median of several, warm) and a batch, for each engine."""
    columns = plan.columns
    naive = [one for one in columns if one.variable not in RECEIVED]
    program = Program(plan)
    ones = [batch_of_size(plan, 1, seed) for seed in range(7)]
    many, fewer = batch_of_size(plan, size, 1), batch_of_size(plan, naive_size, 1)
    engines: dict[str, tuple[Callable[[Batch], Any], Batch, int]] = {
        "stock": (lambda batch: stock_once(system, batch, naive), fewer, 3),
        "stock, past given": (lambda batch: stock_once(system, batch, columns), many, 5),
        "swift": (lambda batch: program.run(batch.structure, batch.inputs), many, 7),
    }
    found = {}
    for name, (answer, batch, count) in engines.items():
        answer(ones[0])
        alone = [spent(functools.partial(answer, one)) for one in ones[:count]]
        whole = min(spent(functools.partial(answer, batch)) for _again in range(2))
        households = batch.structure.counts["menage"]
        found[name] = {
            "one_household_ms": statistics.median(alone) * 1000,
            "households": households,
            "households_per_second": households / whole,
        }
    return found


def from_columns(plan: Plan, size: int) -> float:
    """Return the processor seconds from checked columns to answers."""
    program = Program(plan)
    table = table_of_size(plan, size, 1)

    def answer() -> None:
        batch = build(plan, *table)
        program.run(batch.structure, batch.inputs)

    answer()
    return min(spent(answer) for _again in range(3))


def memory(plan: Plan, size: int) -> float:
    """Return the kilobytes a household of a batch at its peak, inputs included (Linux)."""
    program = Program(plan)
    batch = batch_of_size(plan, size, 2)
    shared = {id(one): one.nbytes for one in batch.inputs.values()}
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from now
    before = _status("VmRSS")
    program.run(batch.structure, batch.inputs)
    return (_status("VmHWM") - before + sum(shared.values()) / 1024) / size


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith(name))


def in_process(*arguments: str) -> tuple[str, float, float]:
    """Run this file again in a fresh process; return what it says, wall and processor seconds."""
    before, start = os.times(), time.perf_counter()
    command = [sys.executable, __file__, *arguments]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system
    return said, wall, used - before.children_user - before.children_system


def answer_first(image: str, digest: str) -> None:
    """Answer one household from an image: what a process does before it is ready."""
    plan = read(Path(image), digest, fingerprint())
    program = Program(plan)
    import numpy as np  # noqa: PLC0415 - loaded with the plan already

    from openfisca_swift.structure import Group, Structure  # noqa: PLC0415

    row = np.zeros(1, dtype=np.int64)
    groups = {key: Group(1, row, row.astype(np.uint8)) for key in list(plan.entities)[1:]}
    inputs = {one.name: np.zeros(1, plan.kinds[one.variable].dtype) for one in plan.columns}
    places = {name: np.array(["92012"], dtype=object) for name in inputs if "depcom" in name}
    program.run(Structure(dict.fromkeys(plan.entities, 1), groups), {**inputs, **places})


def stock_first() -> None:
    """Answer one household with the stock engine, from nothing."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415

    system = FranceTaxBenefitSystem()
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415

    SimulationBuilder().build_default_simulation(system).calculate("af", MONTH)


def main() -> None:
    """Measure everything and print a table, then one line of JSON with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--naive-size", type=int, default=1_000)
    parser.add_argument("--first", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--memory", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.first is not None:
        answer_first(*asked.first) if asked.first else stock_first()
    elif asked.memory:
        image, digest, size = asked.memory
        print(memory(read(Path(image), digest, fingerprint()), int(size)))
    else:
        report(asked.size, asked.naive_size)


def report(size: int, naive_size: int) -> None:
    """Make the plan, measure, print."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415

    from openfisca_swift.planning import make_plan  # noqa: PLC0415

    system = FranceTaxBenefitSystem()
    columns, outputs, rules = columns_of(MONTH), outputs_of(MONTH), fingerprint()
    start = time.process_time()
    plan = make_plan(system, columns, outputs, rules=rules, rowwise=ROWWISE)
    made = time.process_time() - start
    print(f"{len(plan.nodes)} operations and inputs, made in {made:.1f} s")
    print(f"spirals {len(plan.spirals)}; called formulas {', '.join(plan.called) or 'none'}")
    found = speeds(system, plan, size, naive_size)
    for name, one in found.items():
        print(
            f"{name:20} {one['one_household_ms']:9.1f} ms a household"
            f"{one['households_per_second']:12,.0f} households/s by {one['households']:,.0f}"
        )
    one_ms, many_s = from_columns(plan, 1) * 1000, from_columns(plan, size)
    print(f"from columns, checks included: {one_ms:.1f} ms a household, {size / many_s:,.0f}/s")
    ours = {"one_household_ms": one_ms, "households_per_second": size / many_s}
    ours |= readiness(plan, size)
    met = {
        name: ours[name] >= bar if name == "households_per_second" else ours[name] <= bar
        for name, bar in BARS.items()
    }
    print(json.dumps({"engines": found, "swift": ours, "bars": BARS, "met": met}))


def readiness(plan: Plan, size: int) -> dict[str, float]:
    """Measure in fresh processes: from start to the first answer, and the memory of a batch."""
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "plan.image"
        digest = write(plan, image)
        weight = image.stat().st_size / 1e6
        tries = [in_process("--first", str(image), digest)[1:] for _again in range(3)]
        ready, ready_cpu = (min(one) for one in zip(*tries, strict=True))  # others use the machine
        _said, stock, stock_cpu = in_process("--first")
        kilobytes = float(in_process("--memory", str(image), digest, str(size))[0])
    print(f"ready: stock {stock:.2f} s ({stock_cpu:.2f} CPU), swift {ready:.2f} s ", end="")
    print(f"({ready_cpu:.2f} CPU), image {weight:.2f} MB; {kilobytes:.1f} KB a household")
    return {
        "memory_kb_per_household": kilobytes,
        "ready_s": ready,
        "ready_cpu_s": ready_cpu,
        "stock_ready_s": stock,
    }


if __name__ == "__main__":
    main()
