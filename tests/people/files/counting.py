"""Counting what a page asks of the tables of people."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def asked_of_people(act: Callable[[], object]) -> list[str]:
    """Return the statements that name a table of people, while something is done."""
    with CaptureQueriesContext(connection) as found:
        act()
    return [one["sql"] for one in found.captured_queries if "people_" in one["sql"]]
