"""What a fresh process does before it is ready; run by rights_engine.py, one thing a process.

python benchmarks/rights_ready.py first IMAGE SHA256 RULES    one household, from an image
python benchmarks/rights_ready.py stock                       one household, stock
python benchmarks/rights_ready.py memory IMAGE SHA256 RULES SIZE    kilobytes a household
"""

import gc
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]


def first(image: str, digest: str, rules: str) -> None:
    """Answer one household from an image, verified."""
    import numpy as np  # noqa: PLC0415 - what is imported is what is measured

    from openfisca_swift.image import read  # noqa: PLC0415
    from openfisca_swift.program import Program  # noqa: PLC0415
    from openfisca_swift.structure import Group, Structure  # noqa: PLC0415

    plan = read(Path(image), digest, rules)
    row = np.zeros(1, dtype=np.int64)
    groups = {key: Group(1, row, row.astype(np.uint8)) for key in list(plan.entities)[1:]}
    inputs = {one.name: np.zeros(1, plan.kinds[one.variable].dtype) for one in plan.columns}
    places = {name: np.array([b"92012"]) for name in inputs if "depcom" in name}
    structure = Structure(dict.fromkeys(plan.entities, 1), groups)
    print(Program(plan).run(structure, {**inputs, **places})["rsa@2026-09"])


def stock() -> None:
    """Answer one household with the stock engine, from nothing."""
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415

    built = SimulationBuilder().build_default_simulation(FranceTaxBenefitSystem())
    print(built.calculate("af", "2026-09"))


def memory(image: str, digest: str, rules: str, size: str) -> None:
    """Print the kilobytes a household of a batch at its peak, inputs included (Linux)."""
    from benchmarks.rights_engine import build, table_of_size  # noqa: PLC0415
    from openfisca_swift.image import read  # noqa: PLC0415
    from openfisca_swift.program import Program  # noqa: PLC0415

    plan = read(Path(image), digest, rules)
    program, table = Program(plan), table_of_size(plan, int(size), 2)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from now
    before = status("VmRSS")
    batch = build(plan, *table)
    program.run(batch.structure, batch.inputs)
    given = sum(one.nbytes for one in table[2].values()) / 1024
    print((status("VmHWM") - before + given) / int(size))


def status(name: str) -> int:
    """Return a line of /proc/self/status, in kilobytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith(name))


if __name__ == "__main__":
    {"first": first, "stock": stock, "memory": memory}[sys.argv[1]](*sys.argv[2:])
