"""A connection to the service of the rights: TCP, or a Unix socket of the same machine."""

import socket
from http.client import HTTPConnection
from typing import Final
from urllib.parse import urlsplit

UNIX: Final = "unix:"
LOCAL_PORT: Final = 8710


class UnixConnection(HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        """Connect to the path."""
        one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            one.settimeout(self.timeout)
            one.connect(self.path)
        except BaseException:
            one.close()
            raise
        self.sock = one


def connection_to(url: str, timeout: float) -> HTTPConnection:
    """Return a connection, not open yet, to "http://host:port" or "unix:/path"."""
    if url.startswith(UNIX):
        return UnixConnection(url.removeprefix(UNIX), timeout)
    parts = urlsplit(url)
    return HTTPConnection(parts.hostname or "127.0.0.1", parts.port or LOCAL_PORT, timeout=timeout)
