"""Finding a place: by name, code, typing slip, position; and what is refused kindly."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from allervers.territory.models import Sector, SectorCoverage
from tests.tours.public.test_public_pages import text
from tests.tours.public.world import World, town

ADDRESS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [2.27312, 48.82391]},
            "properties": {
                "label": "1 rue Inventée 92130 Issy-les-Moulineaux",
                "score": 0.9,
                "type": "housenumber",
                "citycode": "92040",
                "postcode": "92130",
            },
        }
    ],
}


class Service(BaseHTTPRequestHandler):
    """Answers every question with the same invented address."""

    def do_GET(self) -> None:
        """Answer; the name is the standard library's."""
        body = json.dumps(ADDRESS).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address_service() -> Iterator[str]:
    """Run an address service of our own on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("words", ["Issy-les-Moulineaux", "issy les moulineaux", "92130", "ISSY"])
def test_search_when_one_commune_answers_goes_there(
    world: World, client: Client, words: str
) -> None:
    answer = client.get("/passages/", {"q": words})
    assert answer.status_code == 302
    assert answer["Location"] == "/communes/92040/"


def test_search_when_several_answer_offers_the_choice(world: World, client: Client) -> None:
    town("16400", "Issy-la-Ville", "16400", (45.0, 0.1))
    world.visit()
    page = text(client, "/passages/?q=issy")
    assert "Quelle commune" in page
    assert "Prochain passage" in page
    assert "/communes/16400/" in page


def test_search_when_misspelt_asks_did_you_mean(world: World, client: Client) -> None:
    page = text(client, "/passages/?q=malakof f")
    assert "Vouliez-vous dire" in page or "/communes/92046/" in page
    assert "Malakoff" in text(client, "/passages/?q=mallakof")


def test_search_when_nothing_answers_says_what_to_try(world: World, client: Client) -> None:
    page = text(client, "/passages/?q=zzzzzz")
    assert "code postal" in page


def test_search_when_by_position_gives_halts_by_distance(world: World, client: Client) -> None:
    world.visit(3, halt=world.near)
    world.visit(4)
    page = text(client, "/passages/?lat=48.8240&lon=2.2731")
    assert page.index("issy-marche") < page.index("malakoff-stade")


def test_search_when_nothing_near_shows_the_nearest_far_halt(world: World, client: Client) -> None:
    world.visit(3)
    page = text(client, "/passages/?lat=43.3&lon=5.4")
    assert "Aucun passage annoncé à moins de 20" in page
    assert "issy-marche" in page


@pytest.mark.parametrize(
    "query", ["lat=nan&lon=1", "lat=inf&lon=1", "lat=91&lon=1", "lat=1", "q=%00", "page=0", "lon=a"]
)
def test_search_when_question_is_broken_answers_kindly(
    world: World, client: Client, query: str
) -> None:
    page = text(client, f"/passages/?{query}", status=400)
    assert "pas compris" in page


def test_commune_when_nothing_passes_gives_the_services_of_its_sector(
    world: World, client: Client
) -> None:
    sector = Sector.objects.create(
        name="Pôle social inventé", departement_id="92", phone="0155000000", is_invented=True
    )
    SectorCoverage.objects.create(sector=sector, commune=world.issy)
    page = text(client, "/communes/92040/")
    assert "Pôle social inventé" in page
    assert "01 55 00 00 00" in page


def test_commune_when_it_has_a_visit_answers_with_it_and_tells_an_earlier_one_close(
    world: World, client: Client
) -> None:
    own, close = world.visit(8), world.visit(3, halt=world.near)
    page = text(client, "/communes/92040/")
    answer = page[page.index('class="answer"') : page.index('class="map-and-list"')]
    assert answer.index(str(own.pk)) < answer.index(str(close.pk))
    assert "Plus tôt" in answer


def test_former_commune_code_when_opened_leads_to_todays(world: World, client: Client) -> None:
    world.issy.former_codes = ["92999"]
    world.issy.save()
    assert client.get("/communes/92999/")["Location"] == "/communes/92040/"


def test_points_when_asked_for_commune_are_those_of_the_list(world: World, client: Client) -> None:
    world.visit(3)
    world.visit(5, halt=world.near)
    found = json.loads(client.get("/passages/carte.geojson?commune=92040").content)
    assert [one["id"] for one in found["features"]] == ["issy-marche", "malakoff-stade"]
    assert found["features"][0]["geometry"]["coordinates"] == [2.273, 48.824]
    assert found["features"][1]["geometry"] is None


def test_outlines_when_asked_around_a_commune_lie_under_the_points(
    world: World, client: Client
) -> None:
    ring = [[2.2, 48.8], [2.3, 48.8], [2.3, 48.9], [2.2, 48.8]]
    world.issy.outline = {"type": "Polygon", "coordinates": [ring]}
    world.issy.save()
    found = json.loads(client.get("/passages/contours.geojson?commune=92040").content)
    assert [one["id"] for one in found["features"]] == ["92040"]
    assert found["features"][0]["geometry"]["coordinates"] == [ring]


def test_outlines_when_nowhere_is_asked_are_not_found(world: World, client: Client) -> None:
    assert client.get("/passages/contours.geojson").status_code == 404


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(q=st.text(max_size=130), lat=st.text(max_size=8), page=st.text(max_size=4))
def test_search_when_given_anything_never_breaks(
    world: World, client: Client, q: str, lat: str, page: str
) -> None:
    answer = client.get("/passages/", {"q": q, "lat": lat, "lon": lat, "page": page})
    assert answer.status_code in {200, 302, 400}


def test_address_when_service_is_set_up_gives_its_position(
    world: World, client: Client, settings: Any, address_service: str
) -> None:
    settings.GEOCODER_URL = address_service
    world.visit()
    asked = client.get("/passages/", {"q": "1 rue Inventée 92130"})
    assert asked["Location"].startswith("/passages/adresse/?q=1+rue")
    found = client.get(asked["Location"])
    assert found["Location"] == "/passages/?lat=48.824&lon=2.273"
    assert not found.cookies


def test_address_when_service_is_silent_falls_back_to_the_commune(
    world: World, client: Client, settings: Any
) -> None:
    settings.GEOCODER_URL = "http://127.0.0.1:9"  # the port where nobody answers
    answer = client.get("/passages/", {"q": "1 rue Inventée 92130"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/communes/92040/"


def test_address_when_no_service_is_set_up_finds_its_commune(world: World, client: Client) -> None:
    answer = client.get("/passages/", {"q": "1 rue Inventée 92130 Issy"})
    assert answer["Location"] == "/communes/92040/"


def test_commune_when_named_with_its_departement_is_certain(world: World, client: Client) -> None:
    answer = client.get("/passages/", {"q": "ISSY-LES-MOULINEAUX (92)"})
    assert answer["Location"] == "/communes/92040/"
