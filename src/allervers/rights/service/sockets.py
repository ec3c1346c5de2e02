"""The sockets of the service: one for each of its processes, so that the kernel shares the work."""

import os
import socket
import stat
from pathlib import Path
from typing import Final

QUEUE: Final = 1_024
UNIX: Final = "unix:"


def bound(address: str, count: int) -> list[socket.socket]:
    """Return a socket for each of `count` processes, bound to "host:port" or "unix:/path".

    Port 0 takes a free one, the same for all. A path is shared: whoever is free answers.
    """
    if address.startswith(UNIX):
        one = _unix(Path(address.removeprefix(UNIX)))
        return [one, *(one.dup() for _more in range(count - 1))]
    host, _colon, port = address.rpartition(":")
    first = _tcp(host, int(port), shares=count > 1)
    return [first, *(_tcp(host, first.getsockname()[1], shares=True) for _more in range(count - 1))]


def url_of(one: socket.socket) -> str:
    """Return the address as the setting ALLERVERS_RIGHTS_URL writes it."""
    name = one.getsockname()
    return f"{UNIX}{name}" if one.family == socket.AF_UNIX else f"http://{name[0]}:{name[1]}"


def _tcp(host: str, port: int, *, shares: bool) -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shares:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    one.bind((host, port))
    one.listen(QUEUE)
    return one


def _unix(path: Path) -> socket.socket:
    """Take the place of a socket left by a process that ended; only our group may connect."""
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode):
        path.unlink()
    one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o007)
    try:
        one.bind(str(path))
    finally:
        os.umask(mask)
    one.listen(QUEUE)
    return one
