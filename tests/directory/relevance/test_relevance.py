"""Everyday requests, misspelled as people write them, find what they should."""

import pytest

from tests.directory.relevance.measure import measured, shares

# Measured when written: see benchmarks/directory.py for the shares of the day.
FLOORS = {"tuned": (0.95, 0.65), "held": (0.70, 0.40)}


@pytest.mark.parametrize("kind", ["tuned", "held"])
def test_share_of_wanted_services_in_the_first_five(directory: None, kind: str) -> None:
    measures = list(measured(kind))
    in_five, right_first = shares(measures)
    missed = [(one.request, one.wanted, one.shown) for one in measures if one.found == 0]
    assert len(measures) >= 20
    assert in_five >= FLOORS[kind][0], missed
    assert right_first >= FLOORS[kind][1]


def test_set_has_at_least_sixty_requests_and_twenty_held_out(directory: None) -> None:
    assert len(list(measured("tuned"))) + len(list(measured("held"))) >= 60
    assert len(list(measured("held"))) >= 20
