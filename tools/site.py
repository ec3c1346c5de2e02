"""`./dev run`: database, demonstration, site, worker and rights, until Ctrl-C."""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import install
from tools.place import (
    PYTHON,
    ROOT,
    VAR,
    fingerprint,
    free_port,
    is_alive,
    kept_secrets,
    write_private,
)
from tools.postgres import OWNER, Server
from tools.roles import prepare_roles
from tools.saying import Stop, say, step

RUNNING = VAR / "run.json"
CARDS = VAR / "demonstration.txt"
DONE = VAR / "postgres" / "done.json"  # goes away with the data it speaks of
SRC = ROOT / "src" / "allervers"


def django_environment(database: str, owner: str, mode: str) -> dict[str, str]:
    """Return the environment of our own processes.

    All keep what they compile in var/bytecode, even where the machine says to keep none: half of
    what a short process costs is compiling Django again.
    """
    secrets = kept_secrets(VAR / "secrets.json", ["secret_key"])
    return {
        **os.environ,
        "ALLERVERS_MODE": mode,
        "ALLERVERS_LOG_LEVEL": os.environ.get("ALLERVERS_LOG_LEVEL", "WARNING"),
        "ALLERVERS_SECRET_KEY": secrets["secret_key"],
        "ALLERVERS_STATIC_ROOT": str(VAR / "static"),
        "ALLERVERS_ENGINE_FOLDER": str(VAR / "engine"),
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": owner,
        "DJANGO_SETTINGS_MODULE": "allervers.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(VAR / "bytecode"),
        "PATH": os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")]),
    }


@contextmanager
def database(folder: Path, *, is_durable: bool = True) -> Iterator[tuple[str, str]]:
    """Give the addresses (application, owner) of a database, started here unless one is given."""
    given = os.environ.get("DATABASE_URL")
    if given:
        say("Using the database of $DATABASE_URL")
        yield given, os.environ.get("DATABASE_OWNER_URL", given)
        return
    server = Server(folder=folder, is_durable=is_durable)
    try:
        with step(f"Starting PostgreSQL {server.version} ({server.way.value})"):
            server.start()
            prepare_roles(server, makes_databases=not is_durable)
        yield server.url(), server.url(OWNER)
    finally:
        with step("Stopping PostgreSQL"):
            server.stop() if is_durable else server.remove()


def manage(environment: dict[str, str], *command: str) -> str:
    """Run one management command; return what it printed."""
    done = subprocess.run(
        [PYTHON, "-m", "allervers", *command],
        env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise Stop(f"allervers {' '.join(command)} failed:\n{done.stdout}")
    return done.stdout


def prepare(environment: dict[str, str]) -> None:
    """Migrate, load the demonstration, collect static files: each only when its sources changed."""
    # The name of the database is part of each mark: another one has none of this.
    target = environment["DATABASE_URL"].rsplit("@", 1)[-1] if "DATABASE_URL" in os.environ else ""
    done: dict[str, str] = json.loads(DONE.read_text()) if DONE.exists() else {}
    tables = [*SRC.glob("*/migrations/*.py"), ROOT / "requirements-demo.txt"]
    examples = [
        file
        for pattern in ("*/demonstration/**/*", "*/demonstration.py", "*/extract/*")
        for file in SRC.glob(pattern)
        if file.suffix != ".pyc" and file.is_file()
    ]
    static = [file for file in SRC.glob("*/static/**/*") if file.is_file()]

    def changed(what: str, files: list[Path]) -> bool:
        mark = target + fingerprint(files)
        was, done[what] = done.get(what), mark
        return was != mark

    if changed("tables", tables):
        with step("Migrating as the owner"):
            manage(environment, "migrate_as_owner", "-v", "0")
    if changed("demonstration", [*tables, *examples]):
        with step("Loading the demonstration (invented people, real places)"):
            CARDS.write_text(manage(environment, "load_demonstration"))
    if changed("static", static) or not (VAR / "static").is_dir():
        with step("Gathering static files"):
            shutil.rmtree(VAR / "static", ignore_errors=True)
            manage(environment, "collectstatic", "--noinput", "-v", "0")
    write_private(DONE, json.dumps(done))


def die_with_us() -> None:
    """Ask Linux to stop the child when we are killed (elsewhere it outlives a kill -9)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def start(environment: dict[str, str], *command: str) -> subprocess.Popen[bytes]:
    """Start a process of ours, out of reach of the terminal's Ctrl-C: we stop it ourselves."""
    return subprocess.Popen(
        [PYTHON, "-m", *command],
        env=environment, cwd=ROOT, stdin=subprocess.DEVNULL,
        start_new_session=True, preexec_fn=die_with_us,  # noqa: PLW1509 - no thread here
    )  # fmt: skip


def wait_until_ready(url: str, site: subprocess.Popen[bytes]) -> None:
    """Wait for the site to answer that its database answers."""
    for _ in range(300):
        if site.poll() is not None:
            raise Stop(f"The site stopped at once (status {site.returncode}).")
        try:
            with urllib.request.urlopen(f"{url}/sante/pret/", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:  # noqa: PLR2004 - HTTP's OK
                    return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise Stop("The site did not answer in 30 seconds.")


def stop_all(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to stop, then insist."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def refuse_a_second_run() -> None:
    """Say where this checkout already runs, rather than start beside it."""
    if not RUNNING.exists():
        return
    other = json.loads(RUNNING.read_text())
    if is_alive(other["pid"]) and other["pid"] != os.getpid():
        raise Stop(f"Already running from this folder: {other['url']} (process {other['pid']}).")


def run(port: int | None, *, fresh: bool) -> None:
    """Serve the demonstration until Ctrl-C or SIGTERM, then stop all that was started."""
    refuse_a_second_run()
    install.requirements("requirements-demo.txt")
    if fresh:
        with step("Forgetting the database of this folder"):
            Server().remove()
    processes: list[subprocess.Popen[bytes]] = []
    try:
        with database(VAR / "postgres") as (app, owner):
            try:
                serve(django_environment(app, owner, "demonstration"), port, processes)
            finally:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                with step("\nStopping the site, the worker and the rights"):
                    stop_all(processes)
    except KeyboardInterrupt:
        say("Stopped. What you entered is kept in var/; ./dev run --fresh forgets it.")
    finally:
        RUNNING.unlink(missing_ok=True)


def serve(
    environment: dict[str, str], port: int | None, processes: list[subprocess.Popen[bytes]]
) -> None:
    """Prepare, start site, worker and service of the rights, print the address, watch over all.

    The service follows the law once for the month (some 10 s, the first time): nobody waits for it.
    """
    prepare(environment)
    url = f"http://127.0.0.1:{port or free_port(8000)}"
    rights = f"127.0.0.1:{free_port(8710)}"
    environment |= {
        "ALLERVERS_BASE_URL": url,
        "ALLERVERS_BIND": url.removeprefix("http://"),
        "ALLERVERS_RIGHTS_URL": f"http://{rights}",
    }
    gunicorn = ("gunicorn", "-c", "python:allervers.config.gunicorn", "allervers.config.wsgi")
    with step("Starting the site, the worker and the rights"):
        processes.append(start(environment, *gunicorn))
        wait_until_ready(url, processes[0])
        for queue in ("default", "seasons"):  # letters do not wait behind a season's plan
            worker = ("allervers", "procrastinate", "worker", "-q", queue)
            processes.append(start(environment, *worker))
        processes.append(start(environment, "allervers", "rights_service", "--bind", rights))
    write_private(RUNNING, json.dumps({"pid": os.getpid(), "url": url}))
    if CARDS.exists():
        say(CARDS.read_text())
    say(f"\n  Aller-vers: {url}\n  Ctrl-C stops everything.\n")
    while all(process.poll() is None for process in processes):
        if not database_lives():
            raise Stop("PostgreSQL stopped by itself: see its log in var/. Start again: ./dev run")
        time.sleep(0.3)
    raise Stop("The site, the worker or the rights stopped by itself; its last words are above.")


def database_lives() -> bool:
    """Whether our own server still runs; one that we were given is not ours to watch."""
    return "DATABASE_URL" in os.environ or Server(folder=VAR / "postgres").pid() is not None
