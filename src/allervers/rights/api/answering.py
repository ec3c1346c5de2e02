"""How the API of the rights reads a body and refuses: a sentence, a status, nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from threading import BoundedSemaphore
from typing import Any, Final

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from allervers.rights.domain.door import DoorClosedError, RightsDoor
from allervers.rights.domain.engine import EngineError
from allervers.rights.gateways.rights_service import rights_door
from allervers.ui.access import View

LARGEST: Final = 1_000_000  # bytes
# Questions of the open API that a process of the site asks at once: its pages keep two threads.
PLACES: Final = BoundedSemaphore(2)
CROWDED: Final = "Trop de questions à la fois. Réessayez dans une seconde."
CLOSED: Final = (
    "Le calcul des droits n'est pas disponible pour l'instant. Réessayez dans {wait} secondes."
)
NO_SERVICE: Final = (
    "Ce site n'a pas de service de calcul des droits : demandez à qui l'héberge de régler "
    "ALLERVERS_RIGHTS_URL."
)


def said(body: bytes, status: int = 200, wait: int | None = None) -> HttpResponse:
    """Return an answer: JSON that no cache keeps and that any site's script may read."""
    response = HttpResponse(body, content_type="application/json; charset=utf-8", status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    if wait is not None:
        response["Retry-After"] = str(wait)
    return response


def no(status: int, sentence: str, wait: int | None = None) -> HttpResponse:
    """Return a refusal: {"detail": sentence}."""
    return said(orjson.dumps({"detail": sentence}), status, wait)


class BodyError(Exception):
    """The body cannot be read; `answer` says why."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


def body_of(request: HttpRequest) -> bytes:
    """Return the body, if it is not too large; raises BodyError."""
    too_large = no(413, f"La question dépasse {LARGEST // 1000} Ko.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > LARGEST:
        raise BodyError(too_large)
    try:
        body = request.body
    except (RequestDataTooBig, UnreadablePostError) as error:
        raise BodyError(too_large) from error
    if len(body) > LARGEST:
        raise BodyError(too_large)
    return body


def json_of(body: bytes) -> Any:
    """Return what a body says; NaN, too deep a nest and what is no JSON are refused."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        sentence = f"Ce n'est pas du JSON (ni NaN ni Infinity n'en sont) : {error}."
        raise BodyError(no(400, sentence)) from error


def open_door() -> RightsDoor:
    """Return the door to the rules; raises BodyError when this site has none."""
    door = rights_door()
    if door is None:
        raise BodyError(no(503, NO_SERVICE, wait=3600))
    return door


@contextmanager
def in_a_place() -> Iterator[None]:
    """Hold one of the places of the open API; raises BodyError when none is left."""
    if not PLACES.acquire(timeout=0.5):
        raise BodyError(no(503, CROWDED, wait=1))
    try:
        yield
    finally:
        PLACES.release()


def answered(view: View) -> View:
    """Turn what stops a question into its answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            found: HttpResponse = view(request, *args, **kwargs)
        except BodyError as error:
            return error.answer
        except DoorClosedError as closed:
            return no(503, CLOSED.format(wait=closed.wait), wait=closed.wait)
        except EngineError:
            return no(422, "Les règles ne savent pas calculer cette situation pour ce mois.")
        return found

    return answer


def preflight() -> HttpResponse:
    """Tell a browser that a page of another origin may ask (Fetch standard, CORS)."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "POST"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    response["Access-Control-Max-Age"] = "86400"
    return response
