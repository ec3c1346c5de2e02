"""Before the planner's compiled code is loaded, and what it refuses: light, for a job."""

from collections.abc import Iterator
from contextlib import contextmanager

from planner.command.cache import keep_compiled
from planner.faults import Refused


def ready_to_compile() -> None:
    """Say where compiled code is kept; before numba is imported."""
    keep_compiled()


@contextmanager
def planner_refuses() -> Iterator[list[str]]:
    """Collect the codes of what the planner refuses, instead of raising."""
    said: list[str] = []
    try:
        yield said
    except Refused as error:
        said += [fault.reason.value for fault in error.faults]
