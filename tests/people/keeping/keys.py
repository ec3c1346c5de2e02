"""Keys of an invented host."""

import base64
from typing import Any

FORMER = ("hote2026", base64.b64encode(b"f" * 32).decode())
NEW = ("hote2027", base64.b64encode(b"n" * 32).decode())
OTHER = ("hote2026", base64.b64encode(b"o" * 32).decode())


def use(settings: Any, *keys: tuple[str, str]) -> None:
    """Give the host these keys, the first for new files."""
    settings.FILE_KEYS = list(keys)


def as_variable(*keys: tuple[str, str]) -> str:
    """Return what a host writes in ALLERVERS_FILE_KEYS."""
    return ",".join(f"{name}:{key}" for name, key in keys)
