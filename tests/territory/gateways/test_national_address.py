"""The address service: a recorded answer, and every way to fail."""

import json
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from allervers.territory.domain.address import Address, AddressSearch, AddressStatus
from allervers.territory.domain.commune import PlaceKind
from allervers.territory.gateways.national_address import (
    KnownAddressSearch,
    NationalAddressSearch,
    NoAddressSearch,
    address_search,
    read_answer,
)

RECORDED = (Path(__file__).parent / "address_answer.json").read_bytes()
KNOWN = Address("8 Rue Inventée 92130 Issy", "street", 0.9, "92040", "92130", 48.82, 2.27)
Handler = httpx.MockTransport


def searching(answer: httpx.Response | Exception) -> NationalAddressSearch:
    """Return a search whose service always answers so."""

    def handle(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return NationalAddressSearch("https://adresse.exemple.invalid/", Handler(handle))


def test_search_reads_the_published_format() -> None:
    answer = searching(httpx.Response(200, content=RECORDED)).search("8 rue inventée")
    assert answer.status is AddressStatus.FOUND
    assert [each.kind for each in answer.addresses] == ["housenumber", "street"]
    place = answer.addresses[0].to_place()
    assert (place.kind, place.code, place.departement) == (PlaceKind.ADDRESS, "92040", "92")
    assert (place.latitude, place.longitude) == (48.8247, 2.275)


def test_search_asks_as_the_service_expects() -> None:
    seen: list[httpx.URL] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request.url)
        return httpx.Response(200, content=RECORDED)

    service = NationalAddressSearch("https://adresse.exemple.invalid/", Handler(handle))
    service.search(" 8  rue\0 " + "x" * 300, limit=99, citycode="92040")
    (url,) = seen
    assert url.path == "/search"
    assert (url.params["limit"], url.params["citycode"]) == ("20", "92040")
    assert len(url.params["q"]) == 200
    assert url.params["q"].startswith("8 rue x")


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.InvalidURL("bad"),
        httpx.Response(500),
        httpx.Response(404),
        httpx.Response(302, headers={"location": "https://ailleurs.exemple.invalid"}),
    ],
)
def test_search_when_the_service_fails_says_to_use_communes(
    answer: httpx.Response | Exception,
) -> None:
    found = searching(answer).search("8 rue inventée")
    assert found.status is AddressStatus.UNREACHABLE
    assert found.detail == "Le service d'adresses ne répond pas : cherchez par commune."


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b'{"features": 3}', b'{"features": [3]}', b"[" * 99999],
)
def test_search_when_the_answer_is_strange_is_unreadable(content: bytes) -> None:
    found = searching(httpx.Response(200, content=content)).search("8 rue inventée")
    assert found.status is AddressStatus.UNREADABLE


def test_search_when_the_answer_never_ends_stops() -> None:
    found = searching(httpx.Response(200, content=b" " * 2_000_000)).search("8 rue inventée")
    assert found.status is AddressStatus.UNREADABLE


@pytest.mark.parametrize("text", ["", "8", "\0\0\0\0"])
def test_search_when_too_short_asks_nothing(text: str) -> None:
    assert searching(ValueError("asked")).search(text).status is AddressStatus.NOTHING


def test_answer_when_scores_are_weak_is_nothing() -> None:
    collection = json.loads(RECORDED)
    for feature in collection["features"]:
        feature["properties"]["score"] = 0.1
    assert read_answer(json.dumps(collection).encode()).status is AddressStatus.NOTHING


def test_service_is_off_unless_set_up(settings: Settings) -> None:
    settings.GEOCODER_URL = ""
    assert isinstance(address_search(), NoAddressSearch)
    assert address_search().search("8 rue").status is AddressStatus.OFF
    settings.GEOCODER_URL = "https://adresse.exemple.invalid"
    assert isinstance(address_search(), NationalAddressSearch)


def test_fake_finds_what_it_knows() -> None:
    fake: AddressSearch = KnownAddressSearch(KNOWN)
    assert fake.search("rue inventée").addresses == (KNOWN,)
    assert fake.search("rue inventée", citycode="75056").status is AddressStatus.NOTHING


@given(st.binary(max_size=200))
def test_answer_of_any_bytes_never_fails(content: bytes) -> None:
    assert read_answer(content).status is AddressStatus.UNREADABLE
