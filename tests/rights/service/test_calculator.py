"""`POST /api/v1/rights/calculate`: the site, the service, a real calculating process."""

import json
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from django.test import Client
from pytest_django import Settings

from allervers.rights.gateways.left_folders import PREFIX
from allervers.rights.gateways.rights_service import ServiceDoor, rights_door
from allervers.rights.service.app import RightsService
from allervers.rights.service.calculator import Calculator
from tests.rights.households import answered
from tests.rights.service.conftest import loaded, served, wait_until
from tests.rights.service.tiny_calculating import BUSY, GREEDY, SLOW

URL = "/api/v1/rights/calculate"
MONTH = "2026-09"
MODULE = "tests.rights.service.tiny_calculating"


@pytest.fixture(scope="module")
def calculator() -> Calculator:
    """Return a calculator that gives up soon."""
    return Calculator(MODULE, longest=20.0, loading=30.0, most=2)


@pytest.fixture(scope="module")
def url(calculator: Calculator) -> Iterator[str]:
    """Return the address of a service that calculates the tiny legislation."""
    service = RightsService(loaded, calculator)
    with served(service) as address:
        wait_until(service)
        yield address


@pytest.fixture
def client(client: Client, settings: Settings, url: str) -> Iterator[Client]:
    """Return a browser on a site that has this service."""
    settings.RIGHTS_URL = url
    door = rights_door()
    assert isinstance(door, ServiceDoor)
    yield client
    door.close()


def situation(wage: float) -> dict[str, Any]:
    """Return a situation that asks for the double of a wage."""
    return {"persons": {"a": {"wage": {MONTH: wage}, "double": {MONTH: None}}}}


def post(client: Client, asked: object) -> Any:
    """Ask the API."""
    return client.post(URL, json.dumps(asked), content_type="application/json")


def test_situation_comes_back_completed(client: Client) -> None:
    answer = post(client, situation(12.5))
    assert answer.status_code == 200
    assert json.loads(answer.content) == {
        "persons": {"a": {"wage": {MONTH: 12.5}, "double": {MONTH: 25.0}}}
    }
    assert answer["Cache-Control"] == "no-store"


def test_refusals_are_those_of_the_web_api(client: Client) -> None:
    asked = situation(1)
    asked["persons"]["a"]["shoe_size"] = {MONTH: 43}
    answer = post(client, asked)
    assert answer.status_code == 404
    assert "shoe_size" in json.loads(answer.content)["persons"]["a"]["shoe_size"]
    assert post(client, {"persons": {}}).status_code == 400


def test_another_situation_meanwhile_is_asked_to_come_back(client: Client, url: str) -> None:
    door = rights_door()
    assert isinstance(door, ServiceDoor)
    with door._calculating:
        answer = post(client, situation(1))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_too_long_is_given_up_and_the_next_is_answered(
    client: Client, url: str, calculator: Calculator
) -> None:
    calculator.longest = 0.5
    door = ServiceDoor(url)
    assert post(client, situation(SLOW)).status_code == 503
    calculator.longest = 20.0
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(door.screen, *screening())
        assert post(client, situation(2)).status_code == 200
        assert slow.result().findings
    door.close()


def test_situation_that_would_fill_the_machine_is_given_up(client: Client) -> None:
    assert post(client, situation(GREEDY)).status_code == 503
    assert post(client, situation(2)).status_code == 200


def test_what_the_process_started_ends_with_it(client: Client, calculator: Calculator) -> None:
    assert post(client, situation(2)).status_code == 200
    process = calculator._process
    assert process is not None
    calculator.longest = 2.0
    with ThreadPoolExecutor(1) as threads:
        busy = threads.submit(post, client, situation(BUSY))
        started = children_of(process.pid)
        assert busy.result().status_code == 503
    calculator.longest = 20.0
    _gone, alive = psutil.wait_procs(started, timeout=1)
    assert started
    assert all(one.status() == psutil.STATUS_ZOMBIE for one in alive)
    assert not list(Path(tempfile.gettempdir()).glob(f"{PREFIX}{process.pid}-*"))


def children_of(process: int) -> list[psutil.Process]:
    """Return what a process started, once it has."""
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        if found := psutil.Process(process).children():
            return list(found)
        time.sleep(0.01)
    return []


def test_who_comes_during_loading_is_asked_to_come_back(client: Client, settings: Settings) -> None:
    service = RightsService(loaded, Calculator(MODULE, loading=0.0))
    with served(service) as url:
        wait_until(service)
        settings.RIGHTS_URL = url
        assert post(client, situation(1)).status_code == 503
        door = rights_door()
        assert isinstance(door, ServiceDoor)
        door.close()


def screening() -> tuple[Any, Any]:
    """Return answers and a month."""
    return answered(1), date(2026, 11, 1)
