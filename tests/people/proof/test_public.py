"""What is open to all, the API too, says no word of a file, and the same to everybody."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from allervers.config.api import api
from tests.access.addresses import addresses
from tests.access.table import PUBLIC
from tests.people.proof.asking import answered, browsers
from tests.people.proof.canaries import Canaries, text_of
from tests.people.proof.making import Made
from tests.people.proof.test_same_answers import said
from tests.people.proof.viewers import NAMES, STRANGER


def operations() -> int:
    """Count what the schema of the API says one may read."""
    paths = api.get_openapi_schema()["paths"].values()
    return sum("get" in one for one in paths)


def public() -> dict[str, str]:
    """Return the public addresses by name: each with what it may be given of a file."""
    found = {}
    for name, arguments in sorted(addresses().items()):
        if name in PUBLIC:
            for value in ("9d0f6a52-6d0b-4d56-9f2e-0d6a3f0f7a11", "essai", 7, "1/2/3"):
                try:
                    found[name] = reverse(name, kwargs=dict.fromkeys(arguments, value))
                except NoReverseMatch:
                    continue
                break
    return found


def questions() -> list[tuple[str, str]]:
    """Return which relation asks which public address."""
    return [(name, who) for who in NAMES if who != STRANGER for name in public()]


def differing(made: Made, canaries: Canaries) -> list[object]:
    """Ask everything; return what says a word of a file, or depends on who asks."""
    clients, stranger = browsers(made), Client()
    found: list[object] = []
    known: dict[str, HttpResponse] = {}
    for name, who in questions():
        if name not in known:
            known[name] = answered(stranger, public()[name])
        got = answered(clients[who], public()[name])
        words = canaries.found(text_of(got))
        if words or (name.startswith("api") and said(got) != said(known[name])):
            found.append((name, who, sorted(words)))
    return found


def test_the_schema_of_the_api_holds_no_address_that_the_matrix_does_not_ask() -> None:
    asked = [name for name in public() if name.startswith("api-1:")]
    assert operations() <= len(asked)


@pytest.mark.nightly
def test_public_addresses_say_nothing_of_a_file_to_anybody(made: Made, canaries: Canaries) -> None:
    assert differing(made, canaries) == []
    print(f"{len(questions())} cells of public addresses")  # noqa: T201 - the proof's figure
