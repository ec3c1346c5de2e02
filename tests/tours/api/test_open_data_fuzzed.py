"""The whole API under schemathesis: whatever its own description allows or forbids, no 500."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from allervers.config.wsgi import application
from allervers.rights.gateways.rights_service import ServiceDoor, rights_door
from allervers.rights.service.app import RightsService
from allervers.rights.service.calculator import Calculator
from tests.directory import stage
from tests.rights.service.conftest import loaded, served, wait_until
from tests.tours.public.world import World

SAFE: list[Any] = [not_a_server_error]
EXACT: list[Any] = [*SAFE, status_code_conformance, response_schema_conformance]
OURS = (
    *("visits", "halts", "units", "services", "structures", "sources", "thematiques", "publics"),
    *("screenings", "calculate"),
)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's connection open between requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def rights(settings: Settings) -> Iterator[None]:
    """Give the site a service of the rights, with simple rules and a tiny legislation."""
    calculator = Calculator("tests.rights.service.tiny_calculating", loading=60)
    service = RightsService(loaded, calculator)
    with served(service) as url:
        wait_until(service)
        settings.RIGHTS_URL = url
        door = rights_door()
        assert isinstance(door, ServiceDoor)
        door.patience = 30
        yield
        door.close()


def fuzz(world: World, requests: int) -> int:
    """Send about so many requests over all operations; return how many were sent."""
    for days in (3, 4, 5):
        world.aboard(world.visit(days))
    world.visit(6, status="cancelled", reason="heat_wave")
    stage.service("fuzzed", thematiques=["sante--addictions"], publics=["jeunes"])
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    each = requests // (len(operations) * len(MODES)) + 1
    sent: list[int] = []
    relaxed = hypothesis_settings(
        max_examples=each,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    for operation in operations:
        # Without a parameter there is nothing to get wrong.
        for mode in MODES if list(operation.iter_parameters()) or operation.body else MODES[:1]:

            @relaxed
            @given(case=operation.as_strategy(generation_mode=mode))
            def keeps_its_word(case: Case[Any]) -> None:
                is_ours = any(word in case.path for word in OURS)
                answer = case.call_and_validate(checks=EXACT if is_ours else SAFE)
                sent.append(answer.status_code)

            keeps_its_word()
    assert 200 in sent
    return len(sent)


def test_api_when_fuzzed_keeps_its_word(world: World) -> None:
    assert fuzz(world, 300) > 100


@pytest.mark.nightly
def test_api_when_fuzzed_for_long_keeps_its_word(world: World) -> None:
    sent = fuzz(world, 14_000)
    print(f"{sent} requests sent, no 500")  # noqa: T201 - the nightly run reports it
    assert sent >= 5000
