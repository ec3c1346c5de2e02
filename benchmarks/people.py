"""`./dev bench people`: what a file costs, with both guards and without, side by side in one run.

100,000 invented files and 1,000,000 sealed notes (people_made.py), in two databases alike but for
row-level security, served in turn by gunicorn: the site as it is, and the same site without
row-level security nor journal (people_unguarded.py). 50 professionals signed in, each with 20
files of their caseload, ask at once, with the cookies of a browser that came before; the program
that asks runs on the same machine. Each site is asked for a moment before it is measured: each of
its connections plans its statements then.
"""

import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.measuring import Ask, Samples, cpu_ms, pace, percentile, table
from benchmarks.serving import (
    database,
    environment_of,
    grant,
    gunicorn,
    named,
    output,
    owner,
    settle,
    start,
)
from benchmarks.wires import asked_for
from tools.place import free_port

CLIENTS = int(os.environ.get("BENCH_CLIENTS", "50"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "12"))
WARMING = 2.0  # seconds
MOST_RATIO = 2.0
TURNS = 2  # each site is asked twice, in turn
GUARDED, BARE = "with both guards", "without"


@dataclass
class Served:
    """One site, its port, the processes of its side, what it answered."""

    name: str
    port: int
    pid: int
    base: str
    samples: dict[str, Samples] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)

    def spent(self) -> tuple[float, float, float]:
        """Return the processor time spent so far: by the site, by PostgreSQL, by who asks (ms)."""
        import psutil  # type: ignore[import-untyped]  # noqa: PLC0415 - only here

        workers = [one.pid for one in psutil.Process(self.pid).children(recursive=True)]
        with psycopg.connect(named(owner(), self.base)) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                [self.base],
            ).fetchall()
        serving = [pid for (pid,) in rows]
        return cpu_ms(workers), cpu_ms(serving), time.process_time() * 1000


def pages(opened: list[dict[str, Any]]) -> dict[str, list[list[Ask]]]:
    """Return what each client asks, in turn: a file, the list, what may be shared and how."""
    found: dict[str, list[list[Ask]]] = {"file": [], "list": [], "share": []}
    for one in opened[:CLIENTS]:
        cookies = f"sessionid={one['session']}; csrftoken={secrets.token_hex(16)}"
        headers = {"Cookie": cookies}
        root = "/espace/personnes/"
        found["file"].append([Ask(f"{root}{file}/", headers=headers) for file in one["files"]])
        found["list"].append([Ask(root, headers=headers)])
        found["share"].append(
            [Ask(f"{root}{file}/partager/", headers=headers) for file in one["files"]]
        )
    return found


def load(site: Served, name: str, clients: list[list[Ask]]) -> None:
    """Ask from all clients at once for some seconds; note latencies, failures, processor time."""
    samples = site.samples.setdefault(name, Samples())
    before, begun = site.spent(), time.perf_counter()
    count = asked_for(site.port, clients, SECONDS, samples)
    rate = count / (time.perf_counter() - begun)
    if rate > samples.per_second:
        samples.per_second = rate
        after = site.spent()
        site.cpu[name] = [(b - a) / count for a, b in zip(before, after, strict=True)]


def alter_guarded(name: str, *changes: str) -> None:
    """Change every table that row-level security guards, as the owner."""
    with psycopg.connect(named(owner(), name), autocommit=True) as connection:
        tables = connection.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity"
        ).fetchall()
        for (one,) in tables:
            for change in changes:
                connection.execute(f"ALTER TABLE {one} {change} ROW LEVEL SECURITY".encode())


@contextmanager
def unforced(name: str) -> Iterator[None]:
    """Let the owner, and the owner alone, fill the tables: COPY knows no row-level security."""
    alter_guarded(name, "NO FORCE")
    yield
    alter_guarded(name, "FORCE")


def made(stack: ExitStack) -> tuple[list[Served], dict[str, Any]]:
    """Make both databases, serve both."""
    static = tempfile.mkdtemp(prefix="allervers-bench-")
    stack.callback(shutil.rmtree, static, ignore_errors=True)
    full = stack.enter_context(database(f"bench_{os.getpid()}_people"))
    grant(full)
    environment = environment_of(full, static, 0)
    output(start(environment, "allervers", "migrate_as_owner", "-v", "0"))
    begun = time.perf_counter()
    with unforced(full):
        facts = json.loads(output(start(environment, "benchmarks.people_made")).splitlines()[-1])
    settle(full)
    print(f"Filled in {time.perf_counter() - begun:.0f} s", flush=True)
    bare = stack.enter_context(database(f"bench_{os.getpid()}_bare", full))
    alter_guarded(bare, "NO FORCE", "DISABLE")
    settle(bare)
    sites = []
    for name, base, application in (
        (GUARDED, full, "allervers.config.wsgi"),
        (BARE, bare, "benchmarks.people_unguarded"),
    ):
        port = free_port()
        served = gunicorn(environment_of(base, static, port), port, application)
        sites.append(Served(name, port, stack.enter_context(served).pid, base))
    return sites, facts


def measure(sites: list[Served], asked: dict[str, list[list[Ask]]]) -> list[float]:
    """Ask every page of both sites, in turn; return how quick the machine was before each page."""
    paces = []
    for page, clients in asked.items():
        paces.append(pace())
        for site in sites:  # so that nothing is compiled nor planned while measuring
            asked_for(site.port, clients, WARMING, Samples())
        for _turn in range(TURNS):
            for site in sites:
                load(site, page, clients)
    return paces


def bars(guarded: Served, bare: Served) -> list[dict[str, Any]]:
    """Return the bars of the issue."""
    found = []
    for page, least, slowest in (("file", 300, 300), ("list", 120, 800)):
        one = guarded.samples[page]
        late = percentile(one.loaded, 0.99)
        found += [
            {"id": f"{page}_per_second", "value": round(one.per_second, 1), "unit": "requests/s",
             "goal": least, "ok": one.per_second >= least},
            {"id": f"{page}_p99", "value": round(late), "unit": "ms", "goal": slowest,
             "ok": late <= slowest},
        ]  # fmt: skip
    for page, samples in guarded.samples.items():
        ratio = bare.samples[page].per_second / samples.per_second
        found.append({"id": f"{page}_cost_of_guards", "value": round(ratio, 2), "unit": "ratio",
                      "goal": MOST_RATIO, "ok": ratio <= MOST_RATIO})  # fmt: skip
    failed = sum(one.failed for site in (guarded, bare) for one in site.samples.values())
    found.append({"id": "failed", "value": failed, "unit": "answers", "goal": 0, "ok": not failed})
    return found


def report(sites: list[Served]) -> None:
    """Print both sites side by side."""
    rows = []
    for page in sites[0].samples:
        for site in sites:
            one = site.samples[page]
            figures = [percentile(one.loaded, share) for share in (0.5, 0.95, 0.99)]
            rows.append(
                [f"{page}, {site.name}", f"{one.per_second:.0f}",
                 *(f"{spent:.1f}" for spent in site.cpu[page]),
                 *(f"{figure:.0f}" for figure in figures), str(one.failed)]
            )  # fmt: skip
    print(table(["page", "per second", "site CPU ms", "PostgreSQL CPU ms", "client CPU ms",
                 "p50 ms", "p95 ms", "p99 ms", "failed"], rows))  # fmt: skip


def main() -> int:
    """Measure; the last line is JSON."""
    with ExitStack() as stack:
        sites, facts = made(stack)
        paces = measure(sites, pages(facts["opened"]))
    report(sites)
    told = ", ".join(f"{one:.1f}" for one in paces)
    print(f"The same piece of Python took, before each page, {told} ms: the speed of the machine.")
    found = bars(sites[0], sites[1])
    print(json.dumps({"bench": "people", "bars": found}))
    return 0 if all(one["ok"] for one in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
