"""What the service answers over HTTP: JSON, or a refusal that a program can read."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import orjson

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LARGEST: Final = 1_000_000  # bytes of a question
JSON: Final = (b"content-type", b"application/json")


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and its JSON; `wait`: after how many seconds one may ask again."""

    body: bytes
    status: int = 200
    wait: int | None = None


@dataclass(eq=False)
class NoError(Exception):
    """A refusal: a stable code, and an English sentence for whoever reads the wire."""

    status: HTTPStatus
    code: str
    detail: str = ""
    about: str = ""
    wait: int | None = None

    @property
    def reply(self) -> Reply:
        """Return it as JSON."""
        said = {"code": self.code, "detail": self.detail or self.status.phrase, "about": self.about}
        return Reply(orjson.dumps(said), self.status, self.wait)


def json_of(body: bytes) -> Any:
    """Return what the body says; NaN, a nest too deep and what is no JSON are refused."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise NoError(HTTPStatus.BAD_REQUEST, "not_json", str(error)) from error


def written(found: object) -> bytes:
    """Return what was found as JSON: dataclasses by their fields, decimals as text."""
    return orjson.dumps(found, default=str, option=orjson.OPT_NON_STR_KEYS)


async def body_of(receive: Receive) -> bytes:
    """Read the whole body; more than `LARGEST` is refused before it is all here."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NoError(HTTPStatus.BAD_REQUEST, "gone", "The client left.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST:
            raise NoError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large")
        if not message.get("more_body", False):
            return b"".join(parts)


async def answer(send: Send, reply: Reply) -> None:
    """Send a reply."""
    headers = [JSON, (b"content-length", str(len(reply.body)).encode())]
    if reply.wait is not None:
        headers.append((b"retry-after", str(reply.wait).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
