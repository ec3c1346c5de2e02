"""The open data: what they give, and what they refuse."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tours.public.world import World

API = "/api/v1"


def ask(client: Client, path: str, **query: str) -> Any:
    """Ask the API and read its JSON."""
    answer = client.get(f"{API}/{path}", query)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def ids(client: Client, **query: str) -> list[str]:
    """Ids of the visits of an answer."""
    return [one["id"] for one in ask(client, "visits", **query)["visits"]]


def test_visits_when_asked_by_commune_postal_code_or_point_agree(
    world: World, client: Client
) -> None:
    here, other = world.visit(3), world.visit(4, halt=world.far)
    for query in (
        {"commune": "92040"},
        {"code_postal": "92130"},
        {"lat": "48.82", "lon": "2.27", "radius_km": "5"},
    ):
        assert ids(client, **query) == [str(here.pk)]
    assert ids(client) == [str(here.pk), str(other.pk)]


def test_visits_when_asked_between_days_include_both(world: World, client: Client) -> None:
    visits = [world.visit(days) for days in (3, 4, 5)]
    day = visits[1].starts_at.date().isoformat()
    assert ids(client, **{"from": day, "until": day}) == [str(visits[1].pk)]


def test_visits_when_asked_by_status_and_unit_are_those(world: World, client: Client) -> None:
    world.visit(3)
    off = world.visit(4, status="cancelled", reason="heat_wave")
    assert ids(client, status="cancelled", unit="bus-bleu") == [str(off.pk)]
    assert ids(client, unit="autre") == []


def test_visits_when_many_come_by_pages_without_overlap(world: World, client: Client) -> None:
    made = [str(world.visit(days).pk) for days in range(3, 8)]
    pages = [ids(client, page=str(number), page_size="2") for number in (1, 2, 3)]
    assert pages == [made[:2], made[2:4], made[4:]]
    assert ask(client, "visits", page="3", page_size="2")["has_more"] is False


def test_visit_when_asked_says_who_is_aboard_and_where(world: World, client: Client) -> None:
    visit = world.visit()
    world.aboard(visit)
    said = ask(client, f"visits/{visit.pk}")
    assert said["halt"]["latitude"] == 48.824
    assert said["partners"][0]["offers"] == "papiers, logement"
    assert said["url"].endswith(f"/passages/{visit.pk}/")


def test_geojson_when_position_unchecked_has_no_geometry(world: World, client: Client) -> None:
    world.visit()
    world.visit(4, halt=world.near)
    for path in ("visits.geojson", "halts.geojson"):
        found = ask(client, path)
        shapes = [one["geometry"] for one in found["features"]]
        assert {"type": "Point", "coordinates": [2.273, 48.824]} in shapes
        assert None in shapes
        assert "Licence Ouverte" in found["licence"]


def test_answers_when_read_by_another_site_are_allowed(world: World, client: Client) -> None:
    paths = ("visits", "visits.geojson", "halts", "units", "visits?page=0")
    for path in paths:
        answer = client.get(f"{API}/{path}")
        assert answer["Access-Control-Allow-Origin"] == "*", path
        assert not answer.cookies


@pytest.mark.parametrize(
    "query",
    [
        "lat=nan&lon=1",
        "lat=inf&lon=1",
        "lat=1",
        "radius_km=nan",
        "radius_km=1e9",
        "page=0",
        "page=99999999999",
        "commune=%00",
        "unit=a%00",
        "from=0001-01-01",
        "until=9999-12-31",
        "status=draft",
        "code_postal=9213",
        "page_size=501",
        "commune=92040%0A",
    ],
)
def test_visits_when_question_is_broken_refuse_it(world: World, client: Client, query: str) -> None:
    assert client.get(f"{API}/visits?{query}").status_code == 422


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.dictionaries(
        st.sampled_from(
            [
                "lat",
                "lon",
                "radius_km",
                "page",
                "page_size",
                "commune",
                "code_postal",
                "from",
                "until",
                "unit",
                "status",
            ]
        ),
        st.one_of(
            st.text(max_size=12), st.floats().map(str), st.integers().map(str), st.dates().map(str)
        ),
        max_size=5,
    ),
    path=st.sampled_from(["visits", "halts", "visits.geojson", "halts.geojson", "units"]),
)
def test_api_when_asked_anything_never_fails(
    world: World, client: Client, query: dict[str, str], path: str
) -> None:
    assert client.get(f"{API}/{path}", query).status_code in {200, 422}


def test_api_when_asked_costs_few_queries(
    world: World, client: Client, at_most: Callable[[int], AbstractContextManager[list[str]]]
) -> None:
    for days in range(3, 60):
        world.aboard(world.visit(days))
    for path in ("visits?lat=48.8&lon=2.2", "visits.geojson", "halts?code_postal=92130", "units"):
        with at_most(5):
            client.get(f"{API}/{path}")


def test_what_is_no_identifier_is_refused_in_json(client: Client) -> None:
    answer = client.get("/api/v1/visits/null,null")
    assert (answer.status_code, answer["Content-Type"][:16]) == (422, "application/json")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/visits.geojson", "/api/v1/halts.geojson"])
def test_description_says_the_media_type_that_is_sent(client: Client, path: str) -> None:
    said = client.get("/api/v1/openapi.json").json()["paths"][path]["get"]["responses"]["200"]
    assert client.get(path)["Content-Type"] in said["content"]
