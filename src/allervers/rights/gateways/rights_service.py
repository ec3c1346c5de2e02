"""The door to the rules: the service of the rights over HTTP, on this machine.

Connections are kept open between questions. A service that does not answer is left alone for some
seconds, so that pages stay quick when it is stopped: they say that figures will come later.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, Final

from django.conf import settings

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.checking import Problem, WrongAnswersError
from allervers.rights.domain.door import DoorClosedError, RightsDoor
from allervers.rights.domain.engine import EngineError
from allervers.rights.domain.explanation import Explanation
from allervers.rights.domain.right import Right
from allervers.rights.domain.screening import Screened
from allervers.rights.domain.situation import Situation, SituationError
from allervers.rights.gateways.rights_connection import connection_to
from allervers.rights.gateways.rights_inside import InsideDoor
from allervers.rights.mapping.wire import explanation_of, screened_of

INSIDE: Final = "inside:"
PATIENCE: Final = 1.5  # seconds for a page
LONGER: Final = 4.0  # for an explanation: several computations
LONGEST: Final = 35.0  # for a situation: the service gives up before
REST: Final = 3.0  # seconds during which a service that does not answer is left alone
MOST_KEPT: Final = 8  # connections
LOST: Final = (OSError, HTTPException)

Answer = tuple[int, bytes, int]  # status, body, seconds to wait


class ServiceDoor:
    """The service at an address; one for the whole process, whatever the thread."""

    def __init__(
        self,
        url: str,
        *,
        patience: float = PATIENCE,
        rest: float = REST,
        longest: float = LONGEST,
    ) -> None:
        self.url, self.patience, self.rest, self.longest = url, patience, rest, longest
        self._free: deque[HTTPConnection] = deque(maxlen=MOST_KEPT)
        self._closed_until = 0.0
        self._calculating = threading.BoundedSemaphore(1)

    def screen(self, answers: Answers, month: date) -> Screened:
        """Return what can be said of every right, and the next question."""
        asked = {"month": month.isoformat(), "answers": dict(answers.raw)}
        return screened_of(self._asked("/screenings", asked, self.patience))

    def explain(self, right: Right, answers: Answers, month: date) -> Explanation:
        """Return why one right is open or not, and what would change it."""
        asked = {"month": month.isoformat(), "answers": dict(answers.raw), "right": right.value}
        return explanation_of(self._asked("/explanations", asked, max(self.patience, LONGER)))

    def calculate(self, situation: Situation) -> dict[str, Any]:
        """Return a situation completed; one at a time, so that it never holds all our threads."""
        if not self._calculating.acquire(blocking=False):
            raise DoorClosedError("Another situation is being calculated.")
        try:
            status, body, wait = self._post("/calculate", situation.entities, self.longest)
        finally:
            self._calculating.release()
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise DoorClosedError(f"The service answered {status}.", wait)
        found: dict[str, Any] = json.loads(body)
        if status != HTTPStatus.OK:
            raise SituationError(found, status)
        return found

    def close(self) -> None:
        """Close the connections kept open."""
        while self._free:
            self._free.pop().close()

    def _asked(self, path: str, asked: Mapping[str, Any], patience: float) -> bytes:
        """Return the body of a good answer."""
        status, body, wait = self._post(path, asked, patience)
        if status == HTTPStatus.OK:
            return body
        if status != HTTPStatus.UNPROCESSABLE_ENTITY:
            raise DoorClosedError(f"The service answered {status}.", wait)
        said = json.loads(body)
        if said["code"] in set(Problem):
            raise WrongAnswersError(Problem(said["code"]), said["about"])
        raise EngineError(said["detail"])

    def _post(self, path: str, asked: Mapping[str, Any], patience: float) -> Answer:
        if time.monotonic() < self._closed_until:
            raise DoorClosedError("The service did not answer a moment ago.")
        body = json.dumps(asked)
        try:
            return self._sent(path, body, patience)
        except LOST as error:
            # A situation may take long by itself: anybody could close the pages' door with some.
            if not (isinstance(error, TimeoutError) and patience == self.longest):
                self._closed_until = time.monotonic() + self.rest
            raise DoorClosedError(f"The service does not answer: {error}") from error

    def _sent(self, path: str, body: str, patience: float) -> Answer:
        """Send on a kept connection, and once more on a new one if that one was cut meanwhile."""
        try:
            kept = self._free.pop()
        except IndexError:
            return self._talked(connection_to(self.url, patience), path, body, patience)
        try:
            return self._talked(kept, path, body, patience)
        except TimeoutError:
            raise
        except LOST:
            return self._talked(connection_to(self.url, patience), path, body, patience)

    def _talked(self, connection: HTTPConnection, path: str, body: str, patience: float) -> Answer:
        try:
            connection.timeout = patience
            if connection.sock is not None:
                connection.sock.settimeout(patience)
            connection.request("POST", path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            found = (response.status, response.read(), _wait(response))
        except BaseException:
            connection.close()
            raise
        if len(self._free) < MOST_KEPT:
            self._free.append(connection)
        else:
            connection.close()
        return found


def _wait(response: HTTPResponse) -> int:
    text = response.getheader("Retry-After", "")
    return int(text) if text.isdigit() else DoorClosedError("").wait


def rights_door() -> RightsDoor | None:
    """Return the door of this host (ALLERVERS_RIGHTS_URL); None when it has none."""
    return _door(settings.RIGHTS_URL)


@lru_cache(maxsize=4)
def _door(url: str) -> RightsDoor | None:
    if not url:
        return None
    return InsideDoor() if url == INSIDE else ServiceDoor(url)
