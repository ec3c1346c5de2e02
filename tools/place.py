"""Where things are: this checkout, what it makes (`var/`), its interpreter (`.venv/`)."""

import hashlib
import json
import os
import re
import secrets
import socket
import stat
from collections.abc import Iterable
from pathlib import Path

from tools.saying import Stop

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LONGEST_SOCKET = 103  # bytes of its path: macOS takes no more, Linux 107


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner reads."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def socket_folder(beside: Path, name: str) -> Path:
    """Make a folder for a socket of this name: `beside`, or a short one where that is too long.

    PostgreSQL reads a list of folders, and a shell reads before it: other marks than those of most
    paths go to the short one too. Raises Stop when somebody else holds it.
    """
    is_plain = re.fullmatch(r"[\w./-]+", str(beside), re.ASCII)
    if is_plain and len(str(beside / name)) <= LONGEST_SOCKET:
        return private_folder(beside)
    short = hashlib.sha256(bytes(beside.resolve())).hexdigest()[:12]
    found = Path("/tmp") / f"allervers-{short}"  # noqa: S108 - looked at just below
    found.mkdir(mode=0o700, exist_ok=True)
    said = found.lstat()
    if not stat.S_ISDIR(said.st_mode) or said.st_uid != os.geteuid() or said.st_mode & 0o077:
        raise Stop(f"{found} is not a private folder of yours: remove it, then try again.")
    return found


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner reads, never visible half-written."""
    private_folder(file.parent)
    draft = file.with_suffix(f".{os.getpid()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
    draft.replace(file)


def kept_secrets(file: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the secrets kept in this file, making the ones that are missing."""
    found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    missing = {name: secrets.token_urlsafe(48) for name in names if name not in found}
    if missing:
        found |= missing
        write_private(file, json.dumps(found, indent=1))
    return found


def fingerprint(files: Iterable[Path]) -> str:
    """Sum up the names and contents of these files."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def free_port(first: int | None = None) -> int:
    """Return a free port of this machine: the first from `first` upward, or any."""
    for port in range(first, first + 200) if first else [0]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise OSError(f"no free port between {first} and {(first or 0) + 200}")


def is_alive(pid: int) -> bool:
    """Whether a process of this number exists (a zombie does not count)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    status = Path(f"/proc/{pid}/stat")
    try:
        return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return False
