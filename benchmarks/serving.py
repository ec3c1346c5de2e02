"""Makes databases of a benchmark's own, fills them, serves each through gunicorn, stops all."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]
import psycopg
from psycopg import sql

from benchmarks.measuring import Samples
from tools.place import free_port

ROOT = Path(__file__).resolve().parent.parent
FUTURE = "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT"


@dataclass(slots=True)
class Site:
    """One served database; `facts` is what season.py printed."""

    territories: int
    environment: dict[str, str]
    facts: dict[str, str]
    port: int
    process: subprocess.Popen[bytes]
    database: str
    samples: dict[str, Samples] = field(default_factory=dict)
    backends: list[int] = field(default_factory=list)

    def pids(self) -> tuple[list[int], list[int]]:
        """Processes of the site, and those of PostgreSQL that serve it (if on this machine)."""
        parent = psutil.Process(self.process.pid)
        return [one.pid for one in parent.children(recursive=True)], self.backends

    def find_backends(self) -> None:
        """Note the processes of the database's side, where they can be seen from here."""
        with psycopg.connect(named(owner(), self.database)) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                [self.database],
            ).fetchall()
        self.backends = [pid for (pid,) in rows if Path(f"/proc/{pid}/task").is_dir()]


def owner() -> str:
    """The address of the owner of the databases."""
    return os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])


def named(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def database(name: str, template: str = "template1") -> Iterator[str]:
    """Make a database like another one, drop it at the end."""
    identifier, model = sql.Identifier(name), sql.Identifier(template)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier)
    with psycopg.connect(owner(), autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, model))
    try:
        yield name
    finally:
        with psycopg.connect(owner(), autocommit=True) as connection:
            for _ in range(120):  # an autovacuum worker is not ours to end: wait for it
                try:
                    connection.execute(drop)
                except psycopg.errors.InsufficientPrivilege:
                    time.sleep(0.5)
                else:
                    break


def grant(name: str) -> None:
    """Give the application its rights on the tables to come: rows only."""
    role = sql.Identifier(urlsplit(os.environ["DATABASE_URL"]).username or "app")
    with psycopg.connect(named(owner(), name), autocommit=True) as connection:
        for text in (
            "GRANT USAGE ON SCHEMA public TO {}",
            f"{FUTURE} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {{}}",
            f"{FUTURE} USAGE, SELECT ON SEQUENCES TO {{}}",
        ):
            connection.execute(sql.SQL(text).format(role))


def settle(name: str) -> None:
    """Do as the owner what autovacuum does within minutes: else it works while we measure."""
    with psycopg.connect(named(owner(), name), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def environment_of(name: str, static: str, port: int) -> dict[str, str]:
    """The project's own settings, for one database."""
    return {
        **os.environ,
        "ALLERVERS_MODE": "development",
        "ALLERVERS_STATIC_ROOT": static,
        "ALLERVERS_LOG_LEVEL": "ERROR",
        "ALLERVERS_BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": named(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": named(owner(), name),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start a module of ours, its output kept."""
    command = [sys.executable, "-m", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe
    )


def output(process: subprocess.Popen[str], given: str = "") -> str:
    """Wait for it; return what it printed."""
    printed, errors = process.communicate(given)
    if process.returncode:
        raise SystemExit(f"{process.args!r} failed:\n{printed}\n{errors}")
    return printed


@contextmanager
def served(counts: Sequence[int]) -> Iterator[list[Site]]:
    """Make, fill (at once) and serve a site for each number of territories."""
    static = tempfile.mkdtemp(prefix="allervers-bench-")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, static, ignore_errors=True)
        model = stack.enter_context(database(f"bench_{os.getpid()}_model"))
        grant(model)
        output(start(environment_of(model, static, 0), "allervers", "migrate_as_owner", "-v", "0"))
        filled = []
        for count in counts:
            name = stack.enter_context(database(f"bench_{os.getpid()}_{count}", model))
            port = free_port()
            environment = environment_of(name, static, port)
            seeding = start(environment, "benchmarks.season", str(count))
            filled.append((count, name, port, environment, seeding))
        sites = []
        for count, name, port, environment, seeding in filled:
            facts = json.loads(output(seeding).splitlines()[-1])
            settle(name)
            process = stack.enter_context(gunicorn(environment, port))
            sites.append(Site(count, environment, facts, port, process, name))
        yield sites


@contextmanager
def gunicorn(
    environment: dict[str, str], port: int, application: str = "allervers.config.wsgi"
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve, as production does, with two workers; stop by process id."""
    command = [
        sys.executable, "-m", "gunicorn", "-c", "python:allervers.config.gunicorn",
        "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--max-requests", "0", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(port)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    """Wait until the site says that it is ready."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sante/pret/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site did not answer within 30 seconds")
