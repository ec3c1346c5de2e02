"""What the benchmarks measure with: processor time of processes, latencies, load, tables."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Samples:
    """Measures of one page on one site: milliseconds, and answers that were not good."""

    latency: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    loaded: list[float] = field(default_factory=list)
    per_second: float = 0.0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, ready to be sent."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    expected: int = 200


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share (0 to 1) of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def pace() -> float:
    """Return how long this machine takes now for one piece of Python (ms, the least of three).

    Shared machines change speed by half within the hour: figures of two runs are read with it.
    """
    tries = []
    for _ in range(3):
        began = time.process_time()
        found: dict[str, int] = {}
        for n in range(200_000):
            found[str(n % 5_000)] = n
        tries.append(1000 * (time.process_time() - began))
    return min(tries)


def cpu_ms(pids: Iterable[int]) -> float:
    """Return the processor time used so far by these processes, all their threads included.

    From /proc/PID/task/*/schedstat, in nanoseconds: fine enough for one request (Linux only).
    """
    total = 0
    for pid in pids:
        for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(stat.read_text().split()[0])
            except OSError:  # the thread ended meanwhile
                continue
    return total / 1e6


def send(connection: http.client.HTTPConnection, ask: Ask) -> int:
    """Send one request, read the whole answer, return its status."""
    connection.request(ask.method, ask.path, ask.body or None, dict(ask.headers))
    with connection.getresponse() as answer:
        answer.read()
        return answer.status


def one_by_one(
    port: int, ask: Ask, samples: Samples, pids: Callable[[], tuple[list[int], list[int]]]
) -> None:
    """Send one request alone and note its latency and what it cost to site and database."""
    site, database = pids()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    before, before_database, start = cpu_ms(site), cpu_ms(database), time.perf_counter()
    samples.failed += send(connection, ask) != ask.expected
    samples.latency.append((time.perf_counter() - start) * 1000)
    connection.close()
    samples.cpu.append(cpu_ms(site) - before)
    samples.database.append(cpu_ms(database) - before_database)


def under_load(port: int, ask: Ask, samples: Samples, seconds: float, clients: int) -> None:
    """Send the request from several clients at once for some seconds."""
    end = time.perf_counter() + seconds
    lock = threading.Lock()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < end:
            start = time.perf_counter()
            good = send(connection, ask) == ask.expected
            with lock:
                samples.loaded.append((time.perf_counter() - start) * 1000)
                samples.failed += not good
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    samples.per_second = len(samples.loaded) / (time.perf_counter() - start)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table in plain text, numbers to the right."""
    widths = [max(len(row[n]) for row in [headings, *rows]) for n in range(len(headings))]
    lines = []
    for row in [headings, ["-" * width for width in widths], *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells))
    return "\n".join(lines)
