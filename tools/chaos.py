"""`./dev chaos`: PostgreSQL killed again and again under load; then everything is counted.

A private server of its own, with fsync. Writers use the product's actions; what they were told is
done must be there, once, with its line in the journal; the sealed chain must match the heads that
were written outside between two kills.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tools import install
from tools.place import PYTHON, ROOT, VAR, private_folder
from tools.postgres import DATABASE, OWNER, Server
from tools.roles import prepare_roles
from tools.saying import Stop, say, step, warn
from tools.site import django_environment

KILLS: Final = 5
LOADED: Final = 4.0  # seconds of load before each kill
# A note whose commit is not that of a line of the journal for the same file, by the same member.
TORN: Final = """
SELECT count(*) FROM people_entry e WHERE NOT EXISTS (
  SELECT FROM people_fileread r
   WHERE r.person_ref = e.person_id AND r.member_id = e.author_id AND r.act = 'wrote'
     AND pg_xact_commit_timestamp(r.xmin) = pg_xact_commit_timestamp(e.xmin))
"""
Environment = dict[str, str]


@dataclass
class Found:
    """What was counted in the end, and how long the server was away each time."""

    kills: int = 0
    notes: int = 0
    reads: int = 0
    lost: int = 0
    unexpected: int = 0
    twice: int = 0
    torn: int = 0
    unsealed: int = 0
    verified: bool = False
    away: list[float] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, doubled, torn, left out or tampered with."""
        wrong = self.lost + self.unexpected + self.twice + self.torn + self.unsealed
        return wrong == 0 and self.verified and self.notes > 0

    def told(self) -> str:
        """Return the figures, in one JSON line."""
        away = round(max(self.away, default=0.0), 2)
        return json.dumps({**self.__dict__, "away": away, "ok": self.is_good})


def chaos(kills: int = KILLS, loaded: float = LOADED) -> int:
    """Run it; return 1 if something is wrong."""
    install.requirements("requirements-dev.txt")
    found = run(VAR / f"chaos-{os.getpid()}", kills, loaded)
    (say if found.is_good else warn)(found.told())
    return 0 if found.is_good else 1


def run(folder: Path, kills: int, loaded: float) -> Found:
    """Load, kill, start again, count; leave nothing behind."""
    server, found = Server(folder=folder / "postgres"), Found()
    private_folder(folder)
    try:
        with step("A private PostgreSQL, its tables, the people who write"):
            begin(server, folder)
        with loading(server, folder):
            for _ in range(kills):
                time.sleep(loaded * random.uniform(0.5, 1.5))  # noqa: S311 - when, not a secret
                found.away.append(kill(server, folder))
                found.kills += 1
            time.sleep(loaded)
        count(server, folder, found)
    finally:
        server.remove()
        shutil.rmtree(folder, ignore_errors=True)
    return found


def begin(server: Server, folder: Path) -> None:
    """Start, ask for the time of each commit to be kept, make tables and people."""
    server.start()
    prepare_roles(server)
    server.sql("ALTER SYSTEM SET track_commit_timestamp = on")
    server.stop()
    server.start()
    asked(server, folder, "-m", "allervers", "migrate_as_owner", "-v", "0")
    asked(server, folder, "-m", "chaos", "prepare", str(folder))


def environment(server: Server, folder: Path) -> Environment:
    """Return the environment of our processes."""
    found = django_environment(server.url(), server.url(OWNER), "demonstration")
    return {**found, "ALLERVERS_SEAL_FOLDER": str(folder), "ALLERVERS_LOG_LEVEL": "ERROR"}


def asked(server: Server, folder: Path, *words: str) -> str:
    """Run one command to its end; return what it said."""
    done = subprocess.run(
        [str(PYTHON), *words], env=environment(server, folder), cwd=ROOT, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise Stop(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def loading(server: Server, folder: Path) -> Iterator[None]:
    """Let writers and the sealer work inside the block; tell them to stop, and wait."""
    members = json.loads((folder / "files.json").read_text())
    lines = [["write", str(folder), member] for member in members] + [["seal", str(folder)]]
    around = environment(server, folder)
    started = [
        subprocess.Popen([str(PYTHON), "-m", "chaos", *line], env=around, cwd=ROOT)
        for line in lines
    ]
    try:
        yield
        (folder / "stop").touch()
        for one in started:
            if one.wait(120) != 0:
                raise Stop("A writer stopped by itself: see above.")
        # On a slow machine the sealer ends before the last writer does: seal what came after.
        asked(server, folder, "-m", "chaos", "seal", str(folder))
    finally:
        for one in started:
            with contextlib.suppress(ProcessLookupError):
                one.kill()
            one.wait()


def tree(pid: int) -> list[int]:
    """Return a process and all that it started."""
    line = ["ps", "-axo", "pid=,ppid="]
    said = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, one.split())) for one in said.splitlines()]
    found = [pid]
    for parent in found:
        found.extend(child for child, above in pairs if above == parent)
    return found


def kill(server: Server, folder: Path) -> float:
    """Kill every process of the server at once, start it again; return the seconds without it."""
    pid = server.pid()
    if pid is None:
        raise Stop("PostgreSQL is not there to be killed.")
    began = time.monotonic()
    for one in tree(pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    server.start()  # removes the lock that the dead one left
    return time.monotonic() - began


def count(server: Server, folder: Path, found: Found) -> None:
    """Compare what was told with what is there."""
    told: dict[str, set[str]] = {"tried": set(), "noted": set(), "read": set()}
    for file in folder.glob("told-*"):
        for line in file.read_text().splitlines():
            word, mark = line.split()
            told[word].add(mark)
    notes = server.sql("SELECT id FROM people_entry", DATABASE).splitlines()
    marks = "SELECT DISTINCT reason FROM people_fileread WHERE act = 'opened' AND reason <> ''"
    reads = set(server.sql(marks, DATABASE).splitlines())
    found.notes, found.reads = len(told["noted"]), len(told["read"])
    found.lost = len(told["noted"] - set(notes)) + len(told["read"] - reads)
    found.unexpected = len(set(notes) - told["tried"])
    found.twice = len(notes) - len(set(notes))
    found.torn = int(server.sql(TORN, DATABASE))
    unsealed = (
        "SELECT count(*) FROM people_fileread WHERE id NOT IN (SELECT read_id FROM people_seal)"
    )
    found.unsealed = int(server.sql(unsealed, DATABASE))
    said = asked(server, folder, "-m", "allervers", "verify_reads")
    found.verified = "intact" in said
    say(said.strip())
