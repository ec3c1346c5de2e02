"""Many clients in one thread: each its own kept connection, asking again as soon as it is answered.

A thread for each client would cost more processor time than some of the pages that are measured.
"""

import itertools
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.measuring import Ask, Samples

READ = 1 << 16


@dataclass(slots=True)
class Wire:
    """One client: its connection, what it asks in turn, what it is being answered."""

    port: int
    asks: Iterator[Ask]
    asked: Ask = field(default_factory=lambda: Ask("/"))
    begun: float = 0.0
    answer: bytearray = field(default_factory=bytearray)
    line: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        """Open the connection."""
        self.line = socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def ask(self) -> None:
        """Send the next request."""
        self.asked = next(self.asks)
        headers = "".join(f"{name}: {value}\r\n" for name, value in self.asked.headers.items())
        self.answer.clear()
        self.begun = time.perf_counter()
        first = f"GET {self.asked.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        self.line.sendall(f"{first}{headers}\r\n".encode())

    def is_answered(self) -> bool:
        """Read what came; whether the answer is whole."""
        some = self.line.recv(READ)
        self.answer += some
        end = self.answer.find(b"\r\n\r\n")
        if end < 0:
            return not some
        head = bytes(self.answer[:end]).lower()
        start = head.find(b"content-length:")
        length = int(head[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0
        return not some or len(self.answer) >= end + 4 + length

    def note(self, samples: Samples) -> None:
        """Note the answer; open the connection again if the site closed it."""
        samples.loaded.append((time.perf_counter() - self.begun) * 1000)
        samples.failed += self.answer[9:12] != str(self.asked.expected).encode()
        if not self.answer or b"connection: close" in self.answer[:2000].lower():
            self.line.close()
            self.__post_init__()


def asked_for(port: int, clients: Sequence[Sequence[Ask]], seconds: float, samples: Samples) -> int:
    """Ask from all clients at once for some seconds; return how many answers came."""
    waiting = selectors.DefaultSelector()
    end = time.perf_counter() + seconds
    count = 0
    for asks in clients:
        wire = Wire(port, itertools.cycle(asks))
        waiting.register(wire.line, selectors.EVENT_READ, wire)
        wire.ask()
    while waiting.get_map():
        for key, _events in waiting.select(timeout=60):
            wire = key.data
            if not wire.is_answered():
                continue
            waiting.unregister(key.fileobj)
            wire.note(samples)
            count += 1
            if time.perf_counter() < end:
                wire.ask()
                waiting.register(wire.line, selectors.EVENT_READ, wire)
            else:
                wire.line.close()
    waiting.close()
    return count
