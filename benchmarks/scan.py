"""`./dev bench scan`: a million invented households, from their file to the file of findings.

The command itself is run, reading and writing included, with one process a core. Beside it, the
stock engine on a sample of the same households, every past month given, its rate extrapolated.
Then a scan a tenth as large, killed in the middle, and gone on with: the bytes must be the same.
The bar is in wall seconds, on a machine that nobody else uses: the load is said first.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import pyarrow.parquet as pq  # noqa: E402 - the path comes first

from allervers.rights.domain.right import RIGHTS  # noqa: E402
from allervers.rights.domain.scan.population import population_of  # noqa: E402
from allervers.rights.domain.scan.settling import settled  # noqa: E402
from allervers.rights.gateways.openfisca_france import OpenFiscaFrance, engine  # noqa: E402
from allervers.rights.gateways.openfisca_inputs import inputs_of  # noqa: E402
from allervers.rights.gateways.openfisca_variables import outputs_of  # noqa: E402
from allervers.rights.gateways.scan.crew import cores  # noqa: E402
from allervers.rights.gateways.scan.engine import cache_folder, key_of  # noqa: E402
from allervers.rights.gateways.scan.parsing import parsed  # noqa: E402
from benchmarks.scan_made import write  # noqa: E402
from openfisca_swift.plan import Column  # noqa: E402
from openfisca_swift.stock import stock_simulation  # noqa: E402

MILLION: Final = 1_000_000
MONTH: Final = date(2026, 11, 1)
SECONDS, GIGABYTES = 60.0, 1.2
SAMPLE: Final = 5_000
LOOK: Final = 0.2  # seconds between two looks at the memory


def start(source: Path, found: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start the command."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "allervers", "scan", str(source), "-o", str(found)]
    return subprocess.Popen(
        [*command, "--month", f"{MONTH:%Y-%m}", *more],
        env=environment, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def peaks(pid: int) -> dict[int, int]:
    """Return the most memory that a process and its children ever held, in kB (Linux)."""
    found = {}
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (str(pid), *told):
        try:
            lines = Path(f"/proc/{one}/status").read_text().splitlines()
        except OSError:  # it ended meanwhile
            continue
        found.update({int(one): int(x.split()[1]) for x in lines if x.startswith("VmHWM")})
    return found


def spent() -> float:
    """Return the processor seconds of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def run(source: Path, found: Path, *more: str) -> tuple[float, float, float]:
    """Run the command; return wall and CPU seconds, and gigabytes of its largest process."""
    begun, before = time.perf_counter(), spent()
    most: dict[int, int] = {}
    process = start(source, found, *more)
    while process.poll() is None:
        for pid, peak in peaks(process.pid).items():
            most[pid] = max(peak, most.get(pid, 0))
        time.sleep(LOOK)
    if process.returncode:
        raise SystemExit(f"the scan failed: {process.returncode}")
    return time.perf_counter() - begun, spent() - before, max(most.values()) / 1e6


def stock_rate(source: Path) -> float:
    """Return the households a second of CPU of the stock engine, every past month given."""
    rules: OpenFiscaFrance = engine(cache_folder(), key_of(cache_folder()))
    table = pq.read_table(source).slice(0, SAMPLE)
    population = population_of(settled(parsed(table, MONTH, {}).sheet, MONTH))
    batch = rules.batch(population, MONTH, is_whole=True)
    columns = [Column(one.variable, one.periods) for one in inputs_of(MONTH)]
    system: Any = rules.system
    outputs = outputs_of(f"{MONTH:%Y-%m}")
    begun = time.process_time()
    simulation = stock_simulation(system, batch.structure, columns, batch.inputs)
    for name, period in outputs:
        simulation.calculate(name, period)
    return population.count / (time.process_time() - begun)


def is_same_after_a_kill(folder: Path, count: int) -> bool:
    """Whether a scan killed in the middle, then gone on with, gives the same bytes."""
    source = folder / "fewer.parquet"
    write(source, count)
    run(source, folder / "whole.parquet")
    killed = folder / "killed.parquet"
    process = start(source, killed)
    half = max(1, count // 10_000 // 2)
    while process.poll() is None and len(list(folder.glob("killed.*/*.arrow"))) < half:
        time.sleep(LOOK / 10)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    print(f"killed with {len(list(folder.glob('killed.*/*.arrow')))} pieces kept")
    run(source, killed)
    return killed.read_bytes() == (folder / "whole.parquet").read_bytes()


def main() -> None:
    """Measure and print; the last line is JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=MILLION)
    size = options.parse_args().size
    print(f"{cores()} cores, load {os.getloadavg()[0]:.1f}, {len(RIGHTS)} rights")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "one.parquet", 100)
        first, *_rest = run(folder / "one.parquet", folder / "one-found.parquet")
        print(f"a hundred households, the month's plan made if need be: {first:.1f} s")
        write(folder / "in.parquet", size)
        seconds, cpu, gigabytes = run(folder / "in.parquet", folder / "out.parquet")
        found = pq.read_metadata(folder / "out.parquet").num_rows
        print(f"{found:,} households in {seconds:.1f} s: {found / seconds:,.0f}/s, ", end="")
        print(f"{cpu:.1f} s of CPU: {found / cpu:,.0f}/s of CPU, ", end="")
        print(f"{gigabytes:.2f} GB in the largest process")
        rate = stock_rate(folder / "in.parquet")
        print(f"stock, past given: {rate:,.0f}/s of CPU on {SAMPLE:,} households; ", end="")
        print(f"a million on {cores()} cores would take {MILLION / rate / cores():,.0f} s")
        is_same = is_same_after_a_kill(folder, max(size // 10, 40_000))
        print(f"killed and gone on with: {'the same' if is_same else 'OTHER'} bytes")
    scaled = seconds * MILLION / size
    bars = [
        {"id": "seconds_a_million", "value": scaled, "unit": "s", "goal": SECONDS,
         "ok": scaled <= SECONDS},
        {"id": "memory", "value": gigabytes, "unit": "GB", "goal": GIGABYTES,
         "ok": gigabytes <= GIGABYTES},
        {"id": "resumed_same_bytes", "value": int(is_same), "unit": "", "goal": 1, "ok": is_same},
        {"id": "all_found", "value": found, "unit": "", "goal": size, "ok": found == size},
    ]  # fmt: skip
    print(json.dumps({"bench": "scan", "size": size, "bars": bars}))


if __name__ == "__main__":
    main()
