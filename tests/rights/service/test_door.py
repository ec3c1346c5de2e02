"""The site's door to the service, over a real socket: answers, refusals, a service that is down."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.checking import WrongAnswersError
from allervers.rights.domain.door import DoorClosedError
from allervers.rights.domain.engine import EngineError
from allervers.rights.domain.right import Right
from allervers.rights.domain.screening import screen
from allervers.rights.domain.situation import Situation
from allervers.rights.gateways.rights_inside import InsideDoor
from allervers.rights.gateways.rights_service import ServiceDoor, rights_door
from allervers.rights.service.app import RightsService
from allervers.rights.service.calculator import Calculator
from allervers.rights.service.replies import Reply
from tests.rights.households import answered
from tests.rights.service.conftest import loaded, served, wait_until
from tests.rights.simple_rules import SimpleRules

MONTH = date(2026, 11, 1)


@pytest.fixture
def door(service_url: str) -> Iterator[ServiceDoor]:
    """Return a patient door to the service, closed at the end."""
    made = ServiceDoor(service_url, patience=20)
    yield made
    made.close()


@pytest.mark.parametrize("unknown", [0.0, 0.2])
def test_what_comes_through_the_door_is_what_was_found(door: ServiceDoor, unknown: float) -> None:
    for seed in range(5):
        answers = answered(seed, unknown=unknown)
        assert door.screen(answers, MONTH) == screen(answers, MONTH, SimpleRules())


def test_explanation_comes_through_the_door(door: ServiceDoor) -> None:
    said = door.explain(Right.RSA, answered(3), MONTH)
    assert (said.right, said.month, said.rules) == (Right.RSA, MONTH, "simple rules")


def test_many_threads_have_each_their_answer(door: ServiceDoor) -> None:
    households = [answered(seed) for seed in range(24)]
    with ThreadPoolExecutor(12) as threads:
        found = list(threads.map(lambda one: door.screen(one, MONTH), households))
    assert found == [screen(one, MONTH, SimpleRules()) for one in households]


def test_wrong_answers_and_months_without_rules_are_told(door: ServiceDoor) -> None:
    with pytest.raises(WrongAnswersError) as wrong:
        door.screen(Answers({"age": 400}), MONTH)
    assert wrong.value.code == "age"
    with pytest.raises(EngineError):
        door.screen(answered(1), date(2030, 1, 1))


def test_service_on_a_unix_socket_answers(tmp_path: Path) -> None:
    service = RightsService(loaded)
    with served(service, f"unix:{tmp_path}/rights.sock") as url:
        wait_until(service)
        assert url == f"unix:{tmp_path}/rights.sock"
        door = ServiceDoor(url)
        assert door.screen(Answers({}), MONTH).findings
        door.close()


def test_connection_cut_meanwhile_is_made_again(door: ServiceDoor) -> None:
    door.screen(Answers({}), MONTH)
    (kept,) = door._free
    assert kept.sock is not None
    kept.sock.shutdown(socket.SHUT_RDWR)
    assert door.screen(Answers({}), MONTH).findings


@pytest.fixture
def silent() -> Iterator[tuple[str, list[int]]]:
    """Return the address of a server that accepts and never answers; it counts."""
    server = socket.create_server(("127.0.0.1", 0))
    accepted: list[int] = []

    def accept() -> None:
        kept = []
        while True:
            try:
                kept.append(server.accept()[0])
            except OSError:
                for one in kept:
                    one.close()
                return
            accepted.append(1)

    thread = threading.Thread(target=accept)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", accepted
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_silent_service_is_waited_for_once_then_left_alone(silent: tuple[str, list[int]]) -> None:
    url, accepted = silent
    door = ServiceDoor(url, patience=0.05, rest=60)
    for _again in range(3):
        with pytest.raises(DoorClosedError):
            door.screen(Answers({}), MONTH)
    assert len(accepted) == 1


def test_situation_that_takes_too_long_closes_nothing_to_pages(
    silent: tuple[str, list[int]],
) -> None:
    url, accepted = silent
    door = ServiceDoor(url, patience=0.05, rest=60, longest=0.06)
    with pytest.raises(DoorClosedError):
        door.calculate(Situation({}))
    with pytest.raises(DoorClosedError):
        door.screen(Answers({}), MONTH)
    assert len(accepted) == 2


class Broken(Calculator):
    """A calculator that fails as nobody foresaw."""

    async def __call__(self, body: bytes) -> Reply:
        """Fail."""
        raise RuntimeError(len(body))


def test_service_that_breaks_on_a_situation_is_told_as_closed() -> None:
    service = RightsService(loaded, Broken())
    with served(service) as url:
        wait_until(service)
        door = ServiceDoor(url)
        with pytest.raises(DoorClosedError):
            door.calculate(Situation({}))
        door.close()


def test_stopped_service_closes_the_door_then_is_found_again(service_url: str) -> None:
    door = ServiceDoor("http://127.0.0.1:1", rest=0)
    with pytest.raises(DoorClosedError):
        door.screen(Answers({}), MONTH)
    door.url = service_url
    assert door.screen(Answers({}), MONTH).findings
    door.close()


def test_door_is_the_one_of_the_setting(settings: Settings) -> None:
    settings.RIGHTS_URL = ""
    assert rights_door() is None
    settings.RIGHTS_URL = "inside:"
    assert isinstance(rights_door(), InsideDoor)
    settings.RIGHTS_URL = "unix:/run/rights.sock"
    assert isinstance(rights_door(), ServiceDoor)
    assert rights_door() is rights_door()
