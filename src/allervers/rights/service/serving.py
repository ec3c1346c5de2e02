"""`allervers rights_service`: processes that serve the rules, watched by one that does nothing."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
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
from allervers.rights.service.app import Load, RightsService
from allervers.rights.service.calculator import Calculator
from allervers.rights.service.sockets import bound, url_of

ADDRESS: Final = "127.0.0.1:8710"
STOPPING: Final = (signal.SIGTERM, signal.SIGINT)
A_MINUTE, SIX_HOURS = 60, 6 * 3600  # seconds
FRANCE: Final = ZoneInfo("Europe/Paris")


def rules_of_host() -> tuple[Engine, Register]:
    """Return the rules, this month's plan ready (from its image, or made in some 10 s)."""
    # Here and not above: the process that watches never loads them.
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415
    from allervers.rights.gateways.openfisca_register import rules_register  # noqa: PLC0415

    folder = Path(os.environ.get("ALLERVERS_ENGINE_FOLDER", "var/engine"))
    rules = engine(folder, os.environ.get("ALLERVERS_SECRET_KEY", "").encode())
    rules.swift(datetime.now(FRANCE).date().replace(day=1))
    return rules, rules_register()


def main(arguments: Sequence[str], load: Load = rules_of_host) -> int:
    """Serve until SIGTERM; return the status of the process. `load` gives the rules."""
    parser = argparse.ArgumentParser(prog="allervers rights_service", description=__doc__)
    parser.add_argument("--bind", default=ADDRESS, help="host:port, or unix:/path")
    parser.add_argument("--workers", type=int, default=1, help="processes; one a core is enough")
    asked = parser.parse_args(arguments)
    sockets = bound(asked.bind, max(1, asked.workers))
    sys.stderr.write(f"Rights served on {url_of(sockets[0])}\n")
    if len(sockets) == 1:
        threading.Thread(target=prepare_months, daemon=True).start()
        return serve(sockets[0], load)
    return watch(sockets, load)


def prepare_months() -> None:
    """Have the next month's plan made before it is needed, by a process that lets others pass."""
    while True:
        time.sleep(A_MINUTE)  # after the start, which others wait for
        if os.environ.get("ALLERVERS_SECRET_KEY"):
            command = [sys.executable, "-m", "allervers", "prepare_rights"]
            if nice := shutil.which("nice"):
                command = [nice, "-n", "19", *command]
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        time.sleep(SIX_HOURS)


def serve(one: socket.socket, load: Load) -> int:
    """Serve on a socket in this process."""
    service = RightsService(load, Calculator())
    config = uvicorn.Config(
        service, loop="uvloop", http="httptools", lifespan="on", ws="none",
        access_log=False, log_level="warning", server_header=False, timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[one])
    return 0


def watch(sockets: Sequence[socket.socket], load: Load) -> int:
    """Keep a process for each socket until asked to stop; one that dies is replaced."""
    reading, writing = os.pipe()  # its end tells the children that we are gone, even killed
    stopping = threading.Event()
    for one in STOPPING:
        signal.signal(one, lambda _number, _frame: stopping.set())
    children = {started(one, (reading, writing), load): one for one in sockets}
    threading.Thread(target=prepare_months, daemon=True).start()
    while not stopping.wait(0.2):
        ended, _status = os.waitpid(-1, os.WNOHANG)
        if ended in children:
            time.sleep(1)  # a process that cannot start does not spin
            again = children.pop(ended)
            children[started(again, (reading, writing), load)] = again
    for child in children:
        os.kill(child, signal.SIGTERM)
    for child in children:
        os.waitpid(child, 0)
    return 0


def started(one: socket.socket, pipe: tuple[int, int], load: Load) -> int:
    """Serve a socket in a child, which ends with us; return its process id."""
    child = os.fork()
    if child:
        return child
    reading, writing = pipe
    os.close(writing)
    for each in STOPPING:
        signal.signal(each, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=[reading], daemon=True).start()
    os._exit(serve(one, load))


def _end_with_parent(reading: int) -> None:
    os.read(reading, 1)  # nothing is ever written: it ends with the parent
    os.kill(os.getpid(), signal.SIGTERM)
