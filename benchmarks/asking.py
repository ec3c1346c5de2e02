"""Many clients at once over HTTP, in a process of their own that costs little: raw sockets.

    python -m benchmarks.asking  < {"host", "port", "path", "clients", "seconds", "bodies": […]}

Each client keeps its connection and asks again as soon as it is answered, a different body each
time. Prints one line of JSON: answers a second, latencies, refusals, and the client's own CPU.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import uvloop

from benchmarks.measuring import percentile


@dataclass(slots=True)
class Tally:
    """What was asked until `end`, and how long each answer took (milliseconds)."""

    requests: list[bytes]
    end: float
    latencies: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    turn: "count[int]" = field(default_factory=count)


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.is_over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = b""
        self.began = 0.0

    def connection_made(self, transport: Any) -> None:
        """Begin to ask."""
        self.transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Note a whole answer and ask again."""
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found or len(body) < length_of(head):
            return
        now = time.perf_counter()
        self.tally.latencies.append((now - self.began) * 1000)
        status = head[9:12].decode()
        self.tally.statuses[status] = self.tally.statuses.get(status, 0) + 1
        self.received = b""
        if now < self.tally.end and b"connection: close" not in head.lower():
            self._ask()
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; a connection cut in the middle counts as a failure."""
        if self.received or exc is not None:
            self.tally.statuses["cut"] = self.tally.statuses.get("cut", 0) + 1
        if not self.is_over.done():
            self.is_over.set_result(None)

    def _ask(self) -> None:
        requests = self.tally.requests
        self.began = time.perf_counter()
        self.transport.write(requests[next(self.tally.turn) % len(requests)])


def length_of(head: bytes) -> int:
    """Return the length of the body that an answer announces."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


def request_of(host: str, path: str, body: str) -> bytes:
    """Return one request, whole."""
    content = body.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def ask(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for some seconds; return the figures."""
    loop = asyncio.get_running_loop()
    bodies = [request_of(asked["host"], asked["path"], one) for one in asked["bodies"]]
    start, cpu = time.perf_counter(), time.process_time()
    tally = Tally(bodies, start + asked["seconds"])

    async def client() -> None:
        """Ask until the end; a server that closes its connections is connected to again."""
        while True:
            _transport, one = await loop.create_connection(
                lambda: Client(tally), asked["host"], asked["port"]
            )
            await one.is_over
            if time.perf_counter() >= tally.end:
                return

    await asyncio.gather(*(client() for _one in range(asked["clients"])))
    took = time.perf_counter() - start
    return {
        "per_second": tally.statuses.get("200", 0) / took,
        "p50": percentile(tally.latencies, 0.5),
        "p95": percentile(tally.latencies, 0.95),
        "statuses": tally.statuses,
        "client_cpu": (time.process_time() - cpu) / took,
    }


if __name__ == "__main__":
    print(json.dumps(uvloop.run(ask(json.load(sys.stdin)))))
