"""The service of the rights on a real socket, with simple rules."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.freshness import Register
from allervers.rights.service.app import RightsService
from allervers.rights.service.sockets import bound, url_of
from tests.rights.simple_rules import SimpleRules

REGISTER = Register("simple rules", {}, {}, {})


def loaded() -> tuple[Engine, Register]:
    """Return the rules of the service."""
    return SimpleRules(), REGISTER


@contextmanager
def served(service: RightsService, address: str = "127.0.0.1:0") -> Iterator[str]:
    """Serve in a thread until the end of the block; give the address."""
    (one,) = bound(address, 1)
    config = uvicorn.Config(
        service, http="httptools", lifespan="on", ws="none", log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=[[one]])
    thread.start()
    try:
        yield url_of(one)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        one.close()


def wait_until(ready: RightsService) -> None:
    """Wait until the service has its rules."""
    end = time.monotonic() + 10
    while ready.batcher is None and time.monotonic() < end:
        time.sleep(0.005)


@pytest.fixture(scope="module")
def service_url() -> Iterator[str]:
    """Return the address of a service with simple rules."""
    service = RightsService(loaded)
    with served(service) as url:
        wait_until(service)
        yield url
