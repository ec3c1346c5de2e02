"""A connection kept from one request to the next: used again, and left when the server left it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pytest
from django.db import close_old_connections, connection

from allervers.ui.prepared import prepared

Found = TypeVar("Found")
NUMBER = "SELECT pg_backend_pid()"
LAST_ASKED = "SELECT query_start, query FROM pg_stat_activity WHERE pid = %s"


def ask() -> int:
    """Ask, as a page does, which process of PostgreSQL answers."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER)
        (found,) = cursor.fetchone()
    return int(found)


def ask_prepared() -> int:
    """Ask the same by a statement that is prepared, as the pages of files do first."""
    return int(prepared(NUMBER, {})[0][0])


def in_a_thread(act: Callable[[], Found]) -> Found:
    """Run in a thread that serves requests: it has a connection of its own."""

    def run() -> Found:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run).result()


@contextmanager
def request() -> Iterator[None]:
    """Begin and end a request, for the connections of this thread, as Django's signals do."""
    close_old_connections()
    yield
    close_old_connections()


@pytest.fixture(autouse=True)
def kept(db: None) -> Iterator[None]:
    """Keep connections, as the site does."""
    settings = connection.settings_dict
    before, settings["CONN_MAX_AGE"] = settings["CONN_MAX_AGE"], 600
    yield
    settings["CONN_MAX_AGE"] = before


@pytest.mark.parametrize("asked", [ask, ask_prepared])
def test_thread_keeps_its_connection_from_one_request_to_the_next(asked: Callable[[], int]) -> None:
    def serve() -> None:
        numbers = set()
        for _ in range(3):
            with request():
                numbers.add(asked())
        assert len(numbers) == 1

    in_a_thread(serve)


@pytest.mark.parametrize("asked", [ask, ask_prepared])
def test_connection_that_the_server_ended_is_left_before_it_is_used(
    asked: Callable[[], int],
) -> None:
    def end(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
            assert cursor.fetchone() == (True,)

    def serve() -> None:
        with request():
            first = asked()
        in_a_thread(lambda: end(first))
        with request():
            assert asked() != first

    in_a_thread(serve)


def test_nothing_is_asked_to_try_a_connection() -> None:
    def last_asked(number: int) -> tuple[object, str]:
        with connection.cursor() as cursor:
            cursor.execute(LAST_ASKED, [number])
            found: tuple[object, str] = cursor.fetchone()
        assert found[1] == NUMBER  # of one's own role only: another's is hidden
        return found

    def serve() -> None:
        with request():
            number = ask()
        before = in_a_thread(lambda: last_asked(number))
        with request():
            connection.close_if_health_check_failed()
            assert connection.health_check_done
        assert connection.connection is not None
        assert in_a_thread(lambda: last_asked(number)) == before

    in_a_thread(serve)
