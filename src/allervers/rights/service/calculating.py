"""The process that calculates OpenFisca situations, one at a time: it reads and writes pipes.

    python -m allervers.rights.service.calculating

Messages: frames.py. It ends when its input does. A service process starts it when somebody first
needs it: hosts whose users never do pay nothing.
"""

import os
import resource
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO, Final

import orjson

from allervers.rights.domain.situation import SituationError, completed
from allervers.rights.exchange.openfisca_json import read_situation
from allervers.rights.gateways.openfisca_forms import PlannedSituations
from allervers.rights.gateways.openfisca_situations import Situations, stock_situations
from allervers.rights.service.frames import HEAD, LENGTH, READY

MOST_MEMORY: Final = 1_500_000_000  # bytes; the legislation and a plan being made need 400 million


def main(load: Callable[[], Situations] = stock_situations) -> None:
    """Answer until the input ends. `load` gives the legislation.

    A situation that would fill the machine ends this process, not the others.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service stops us, not the terminal
    given, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints does not mix with answers
    situations = PlannedSituations(load())
    send(told, READY, b"")
    while head := given.read(LENGTH.size):
        (length,) = LENGTH.unpack(head)
        send(told, *answered(situations, given.read(length)))
    situations.close()


def answered(situations: PlannedSituations, body: bytes) -> tuple[int, bytes]:
    """Return the status and the JSON of an answer."""
    try:
        situation = read_situation(body, datetime.now(UTC).year)
        return 200, orjson.dumps(completed(situation, situations.calculate(situation)))
    except SituationError as error:
        return error.status, orjson.dumps(error.error, option=orjson.OPT_NON_STR_KEYS)


def send(told: BinaryIO, status: int, body: bytes) -> None:
    """Write one answer."""
    told.write(HEAD.pack(len(body), status) + body)
    told.flush()


if __name__ == "__main__":
    main()
