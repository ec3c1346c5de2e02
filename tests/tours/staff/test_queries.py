"""No staff page asks more than eight questions to the database, whatever the number of rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allervers.tours.actions.aboard import set_aboard
from tests.cast import Cast, sign_in, viewer
from tests.tours.staff.season import Season

MOST = 8
# What every page of the space costs before its own questions: who is asking, read-only, notices.
FREE = ("SAVEPOINT", "RELEASE", "SET TRANSACTION", "UPDATE", "INSERT")


@contextmanager
def at_most(count: int) -> Iterator[None]:
    with CaptureQueriesContext(
        connection,
    ) as found:
        yield
    asked = [one["sql"] for one in found if not one["sql"].startswith(FREE)]
    assert len(asked) <= count, "\n".join(sql[:200] for sql in asked)


def fill(season: Season, cast: Cast) -> None:
    """Make a busy month: many visits, each with somebody on board."""
    season.agree()
    for n in range(4, 24):
        visit = season.add_visit(n, status="published" if n % 2 else "draft")
        set_aboard(
            viewer=viewer(cast.aicha),
            visit_id=visit.id,
            members=[cast.bruno],
            partners={cast.partner: ""},
            edition=None,
        )


def pages(season: Season) -> list[str]:
    lists = ("home", "units", "halts", "tours", "agreements", "absences", "editions", "notices")
    return [
        *[reverse(f"staff:{name}") for name in lists],
        reverse("staff:unit", args=[season.unit.slug]),
        reverse("staff:halt", args=[season.halt.slug]),
        reverse("staff:tour", args=[season.tour.id]),
        reverse("staff:visit", args=[season.visit.id]),
        reverse("staff:sheet", args=[(season.today + timedelta(days=5)).isoformat()]),
    ]


def test_coordinator_pages_ask_few_questions(client: Client, season: Season, cast: Cast) -> None:
    fill(season, cast)
    sign_in(client, cast.aicha)
    for url in pages(season):
        with at_most(MOST):
            client.get(url)


@pytest.mark.parametrize("who", ["bruno", "chloe", "denis", "gaelle"])
def test_homes_ask_few_questions(client: Client, season: Season, cast: Cast, who: str) -> None:
    fill(season, cast)
    sign_in(client, cast.by_name()[who])
    with at_most(MOST):
        client.get(reverse("staff:home"))
