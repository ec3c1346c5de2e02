"""The public API of communes."""

from http import HTTPStatus

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.territory.domain.commune import CommuneFacts

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]
ROOT = "/api/v1/communes"


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ({"q": "issy"}, ["92040"]),
        ({"q": "Isy les moulinaux"}, ["92040"]),
        ({"code_postal": "92130"}, ["92040"]),
        ({"q": "Saint-Denis", "code_postal": "93200"}, ["93066"]),
        ({"lat": "48.8247", "lon": "2.275"}, ["92040"]),
        ({"lat": "51.5", "lon": "-0.1"}, []),
        ({"q": "zzzzzz"}, []),
        ({"q": "saint denis", "limit": "1"}, ["97411"]),
    ],
)
def test_search_answers(
    client: Client, communes: Communes, question: dict[str, str], codes: list[str]
) -> None:
    answer = client.get(ROOT, question)
    assert answer.status_code == HTTPStatus.OK
    assert [each["code"] for each in answer.json()["communes"]] == codes


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"q": "\0"},
        {"q": "Issy\0"},
        {"q": "x" * 500},
        {"q": "\u2009"},
        {"lat": "48"},
        {"lat": "nan", "lon": "2"},
        {"lat": "inf", "lon": "2"},
        {"lat": "91", "lon": "2"},
        {"lat": "48,8", "lon": "2"},
        {"code_postal": "9"},
        {"code_postal": "9213\0"},
        {"code_postal": "٩٢١٣٠"},
        {"q": "a", "limit": "0"},
        {"q": "a", "limit": "9" * 30},
    ],
)
def test_search_when_wrongly_asked_is_refused_with_a_reason(
    client: Client, question: dict[str, str]
) -> None:
    answer = client.get(ROOT, question)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert answer.json()["detail"]


def test_commune_when_asked_by_former_code_is_todays(client: Client, communes: Communes) -> None:
    answer = client.get(f"{ROOT}/16411").json()
    assert (answer["code"], answer["trouveePar"]) == ("16005", "Villejésus")
    assert answer["departement"] == {"code": "16", "nom": "Charente"}
    assert answer["mairie"] == {"type": "Point", "coordinates": [0.0103, 45.8941]}


def test_commune_without_place_says_nothing_of_it(client: Client, communes: Communes) -> None:
    assert client.get(f"{ROOT}/98735").json()["mairie"] is None


def test_outline_is_a_geojson_feature(client: Client, communes: Communes) -> None:
    answer = client.get(f"{ROOT}/92040/contour").json()
    assert answer["type"] == "Feature"
    assert answer["geometry"]["type"] == "Polygon"


@pytest.mark.parametrize("path", ["99999", "99999/contour", "92048/contour"])
def test_commune_when_unknown_is_404_with_a_reason(
    client: Client, communes: Communes, path: str
) -> None:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "ommune" in answer.json()["detail"]


@pytest.mark.parametrize("code", ["abc", "92%00040", "920400", "2c004"])
def test_commune_when_code_is_none_is_refused(client: Client, code: str) -> None:
    assert client.get(f"{ROOT}/{code}").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_answers_set_no_cookie(client: Client, communes: Communes) -> None:
    assert not client.get(ROOT, {"q": "issy"}).cookies


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    question=st.dictionaries(
        st.sampled_from(["q", "code_postal", "lat", "lon", "limit"]),
        st.text(st.characters(codec="utf-8")),
    )
)
def test_search_of_anything_never_breaks(
    client: Client, communes: Communes, question: dict[str, str]
) -> None:
    assert client.get(ROOT, question).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
