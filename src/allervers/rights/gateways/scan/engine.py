"""The engine of command lines: its plans are kept in the user's own cache, sealed by their key."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from allervers.rights.domain.engine import Engine
from allervers.rights.gateways.openfisca_france import engine

KEY_SIZE = 32  # bytes


def own_engine() -> Engine:
    """Return the engine; without a folder to write in, it makes its plan again each time."""
    folder = cache_folder()
    try:
        return engine(folder, key_of(folder))
    except OSError:
        return engine()


def cache_folder() -> Path:
    """Return the user's folder of what can be made again."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "allervers" / "rights"


def key_of(folder: Path) -> bytes:
    """Return the secret that seals the plans of a folder; made the first time, for its owner."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "key"
    made = folder / f"key.{os.getpid()}.tmp"
    if not path.exists():
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_SIZE))
        with suppress(FileExistsError):  # another process was first: its key is the one
            os.link(made, path)
        made.unlink()
    return path.read_bytes()
