"""`./dev bench rights_service`: the service of the rights under 256 clients, beside its peers.

The service (two processes) answers distinct complete situations to 256 clients that keep their
connections; then the site's own door does (gunicorn, the API); then OpenFisca's web API answers the
same rights, from its situations with and without the past, in an environment made for the occasion.
The clients run in a process of their own, on the same cores: their share is said.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import psutil  # type: ignore[import-untyped]  # noqa: E402 - the path comes first

from benchmarks.measuring import cpu_ms  # noqa: E402
from benchmarks.openfisca_peer import openfisca_served, situations  # noqa: E402
from tests.rights.households import answered  # noqa: E402
from tools.place import free_port  # noqa: E402

CLIENTS: Final = 256
SECONDS: Final = 8.0
HOUSEHOLDS: Final = 2_000
PER_SECOND: Final = 500.0
P95: Final = 1_000.0  # milliseconds
Bar = dict[str, Any]


def month_now() -> date:
    """Return the month that the API computes."""
    return date.today().replace(day=1)  # noqa: DTZ011 - a bench of this machine


def bar(name: str, value: float, unit: str, goal: str = "—", *, ok: bool | None = None) -> Bar:
    """Return one figure."""
    return {"id": name, "value": round(value, 3), "unit": unit, "goal": goal, "ok": ok}


def bodies(month: str) -> list[str]:
    """Return distinct complete situations in our answers."""
    return [
        json.dumps({"month": month, "answers": dict(answered(seed).raw)})
        for seed in range(HOUSEHOLDS)
    ]


def environment(folder: str) -> dict[str, str]:
    """Return the settings of our processes; the database is never asked."""
    return {
        "ALLERVERS_SECRET_KEY": "only-for-this-benchmark-" + "0" * 32,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        **os.environ,
        "ALLERVERS_MODE": "development",
        "ALLERVERS_ENGINE_FOLDER": str(ROOT / "var" / "engine-of-benchmarks"),
        "ALLERVERS_STATIC_ROOT": folder,
        "ALLERVERS_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "allervers.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


@contextmanager
def started(settings: Mapping[str, str], *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=dict(settings), cwd=ROOT, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str, seconds: float = 60) -> float:
    """Wait until an address answers well; return the seconds it took."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - ours
                if answer.status == 200:  # noqa: PLR2004 - HTTP's OK
                    return time.monotonic() - start
        except (OSError, urllib.error.URLError):
            time.sleep(0.02)
    raise SystemExit(f"{url} did not answer in {seconds:.0f} s")


def ask(
    port: int, path: str, asked: list[str], clients: int, seconds: float = SECONDS
) -> dict[str, Any]:
    """Ask from another process; return its figures."""
    told = {
        "host": "127.0.0.1", "port": port, "path": path, "clients": clients,
        "seconds": seconds, "bodies": asked,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.asking"],
        input=json.dumps(told), text=True, capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    print(
        f"{path:28} {clients:4} clients {found['per_second']:8.1f} answers/s   "
        f"p50 {found['p50']:7.0f} ms   p95 {found['p95']:7.0f} ms   {found['statuses']}   "
        f"clients' CPU {found['client_cpu']:.2f} core   load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return found


def measure() -> list[Bar]:
    """Measure everything; print what is found; return the bars."""
    month = month_now()
    bars: list[Bar] = []
    with ExitStack() as stack:
        settings = environment(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        address = f"127.0.0.1:{port}"
        subprocess.run(
            [sys.executable, "-m", "allervers", "prepare_rights", "--months", "1"],
            env=settings, cwd=ROOT, check=True,
        )  # fmt: skip
        start = time.monotonic()
        served = ("allervers", "rights_service", "--bind", address, "--workers", "2")
        process = stack.enter_context(started(settings, *served))
        wait_for(f"http://{address}/health")
        bars.append(bar("service_ready_s", time.monotonic() - start, "s"))
        bars += service(port, month, process.pid)
        bars += site(stack, settings, address, month)
        bars += calculating(port, month)
    return bars + peer(month)


def service(port: int, month: date, pid: int) -> list[Bar]:
    """Measure the service itself, alone then under its clients."""
    asked = bodies(month.isoformat())
    alone = ask(port, "/screenings", asked, 1, 3)
    pids = [one.pid for one in psutil.Process(pid).children()]
    before = cpu_ms(pids)
    tries = [ask(port, "/screenings", asked, CLIENTS) for _again in range(3)]
    spent = (cpu_ms(pids) - before) / 1000
    many = max(tries, key=lambda found: float(found["per_second"]))
    answers = sum(found["statuses"].get("200", 0) for found in tries)
    print(f"{answers} answers for {spent:.1f} s of the service's processor")
    is_clean = set(many["statuses"]) == {"200"}
    return [
        bar("service_1_client_p50_ms", alone["p50"], "ms"),
        bar("service_answers_per_cpu_s", answers / spent, "/CPU s"),
        bar(
            "service_256_clients_answers_per_s", many["per_second"], "/s", f"≥ {PER_SECOND:.0f}",
            ok=is_clean and many["per_second"] >= PER_SECOND,
        ),
        bar(
            "service_256_clients_p95_ms", many["p95"], "ms", f"≤ {P95:.0f}",
            ok=is_clean and many["p95"] <= P95,
        ),
    ]  # fmt: skip


def site(stack: ExitStack, settings: dict[str, str], address: str, month: date) -> list[Bar]:
    """Measure the public API of the site, in front of the service."""
    port = free_port()
    bind = {"ALLERVERS_BIND": f"127.0.0.1:{port}", "ALLERVERS_RIGHTS_URL": f"http://{address}"}
    gunicorn = ("gunicorn", "-c", "python:allervers.config.gunicorn", "allervers.config.wsgi")
    stack.enter_context(started({**settings, **bind}, *gunicorn))
    wait_for(f"http://127.0.0.1:{port}/sante/")
    asked = bodies(f"{month:%Y-%m}")
    found = ask(port, "/api/v1/rights/screenings", asked, 32, 6)
    return [
        bar("site_32_clients_answers_per_s", found["per_second"], "/s"),
        bar("site_32_clients_p95_ms", found["p95"], "ms"),
    ]


def calculating(port: int, month: date) -> list[Bar]:
    """Measure OpenFisca's situations with the past given, before and after they have a plan."""
    asked = [json.dumps(one) for one in situations(month, is_past_given=True)]
    for _again in range(10):  # the legislation is being loaded
        if ask(port, "/calculate", asked[:1], 1, 0.1)["statuses"] == {"200": 1}:
            break
    stock = ask(port, "/calculate", asked, 1, 3)
    for _again in range(20):  # a plan is being made, at low priority
        time.sleep(5)
        planned = ask(port, "/calculate", asked, 1, 3)
        if planned["per_second"] > 3 * stock["per_second"]:
            break
    return [
        bar("calculate_stock_per_s", stock["per_second"], "/s"),
        bar("calculate_planned_per_s", planned["per_second"], "/s"),
    ]


def peer(month: date) -> list[Bar]:
    """Measure OpenFisca's web API on the same households."""
    bars: list[Bar] = []
    with openfisca_served() as port:
        if port is None:
            print("openfisca serve: NOT MEASURED, its packages could not be installed")
            return bars
        for name, is_past_given in (("naive", False), ("past_given", True)):
            asked = [json.dumps(one) for one in situations(month, is_past_given=is_past_given)]
            print(f"openfisca serve, {name}: {len(asked[0]) / 1000:.0f} KB a situation")
            ask(port, "/calculate", asked, 2, 0.1)  # the first answer of a process is slower
            for clients in (1, 2):
                found = ask(port, "/calculate", asked, clients, 10)
                bars.append(
                    bar(f"openfisca_serve_{name}_{clients}_per_s", found["per_second"], "/s")
                )
    return bars


if __name__ == "__main__":
    print(json.dumps({"bench": "rights_service", "bars": measure()}))
