"""Site, worker and rights, on the empty database that `./dev journey` gave, until the end."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from journey.ledger import Untruth
from tools.place import free_port

ROOT = Path(__file__).resolve().parent.parent


def manage(*command: str) -> str:
    """Run one management command, as the host would; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "allervers", *command],
        cwd=ROOT,
        text=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise Untruth(f"allervers {' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def site() -> Iterator[str]:
    """Start gunicorn, the worker and the service of the rights; give the address; stop all."""
    url = f"http://127.0.0.1:{free_port(8600)}"
    rights = f"http://127.0.0.1:{free_port(8900)}"
    environment = {
        **os.environ,
        "ALLERVERS_BASE_URL": url,
        "ALLERVERS_BIND": url.removeprefix("http://"),
        "ALLERVERS_LOG_LEVEL": "WARNING",
        "ALLERVERS_RIGHTS_URL": rights,
        "NUMBA_DISABLE_JIT": "1",  # a first compilation costs more than these two halts
    }
    os.environ["ALLERVERS_BASE_URL"] = url  # so that commands print addresses of this site
    os.environ["ALLERVERS_RIGHTS_URL"] = rights  # so that the journey asks the service itself
    commands = (
        ["gunicorn", "-c", "python:allervers.config.gunicorn", "allervers.config.wsgi"],
        ["allervers", "procrastinate", "worker"],
        ["allervers", "rights_service", "--bind", rights.removeprefix("http://")],
    )
    started = []
    log = (ROOT / "var" / "journey.log").open("w")
    try:
        for command in commands:
            started.append(  # noqa: PERF401 - each must be known before the next starts
                subprocess.Popen(
                    [sys.executable, "-m", *command],
                    cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                )
            )  # fmt: skip
        wait(url)
        yield url
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)
        log.close()


def wait(url: str) -> None:
    """Wait until the site says that its database answers."""
    for _ in range(200):
        try:
            if httpx.get(f"{url}/sante/pret/", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise Untruth("le site n'a pas répondu en 20 secondes (voir var/journey.log)")
