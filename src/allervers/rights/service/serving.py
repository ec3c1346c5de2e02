"""`allervers rights_service`: processes that serve the rules, watched by one that does nothing."""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import uvicorn

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.freshness import Register
from allervers.rights.service.app import RightsService
from allervers.rights.service.calculator import Calculator
from allervers.rights.service.sockets import bound, url_of

ADDRESS: Final = "127.0.0.1:8710"
STOPPING: Final = (signal.SIGTERM, signal.SIGINT)
FRANCE: Final = ZoneInfo("Europe/Paris")


def main(arguments: Sequence[str]) -> int:
    """Serve until SIGTERM; return the status of the process."""
    parser = argparse.ArgumentParser(prog="allervers rights_service", description=__doc__)
    parser.add_argument("--bind", default=ADDRESS, help="host:port, or unix:/path")
    parser.add_argument("--workers", type=int, default=1, help="processes; one a core is enough")
    asked = parser.parse_args(arguments)
    sockets = bound(asked.bind, max(1, asked.workers))
    sys.stderr.write(f"Rights served on {url_of(sockets[0])}\n")
    if len(sockets) == 1:
        return serve(sockets[0])
    return watch(sockets)


def rules_of_host() -> tuple[Engine, Register]:
    """Return the rules, this month's plan ready (from its image, or made in some 10 s)."""
    # Here and not above: the process that watches never loads them.
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415
    from allervers.rights.gateways.openfisca_register import rules_register  # noqa: PLC0415

    folder = Path(os.environ.get("ALLERVERS_ENGINE_FOLDER", "var/engine"))
    rules = engine(folder, os.environ.get("ALLERVERS_SECRET_KEY", "").encode())
    rules.swift(datetime.now(FRANCE).date().replace(day=1))
    return rules, rules_register()


def serve(one: socket.socket) -> int:
    """Serve on a socket in this process."""
    service = RightsService(rules_of_host, Calculator())
    config = uvicorn.Config(
        service, loop="uvloop", http="httptools", lifespan="on", ws="none",
        access_log=False, log_level="warning", server_header=False, timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[one])
    return 0


def watch(sockets: Sequence[socket.socket]) -> int:
    """Keep a process for each socket until asked to stop; one that dies is replaced."""
    reading, _writing = os.pipe()  # its end tells the children that we are gone, even killed
    stopping = threading.Event()
    for one in STOPPING:
        signal.signal(one, lambda _number, _frame: stopping.set())
    children = {started(one, reading, _writing): one for one in sockets}
    while not stopping.wait(0.2):
        ended, _status = os.waitpid(-1, os.WNOHANG)
        if ended in children:
            time.sleep(1)  # a process that cannot start does not spin
            again = children.pop(ended)
            children[started(again, reading, _writing)] = again
    for child in children:
        os.kill(child, signal.SIGTERM)
    for child in children:
        os.waitpid(child, 0)
    return 0


def started(one: socket.socket, reading: int, writing: int) -> int:
    """Serve a socket in a child; return its process id."""
    child = os.fork()
    if child:
        return child
    os.close(writing)
    for each in STOPPING:
        signal.signal(each, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=[reading], daemon=True).start()
    os._exit(serve(one))


def _end_with_parent(reading: int) -> None:
    os.read(reading, 1)  # nothing is ever written: it ends with the parent
    os.kill(os.getpid(), signal.SIGTERM)
