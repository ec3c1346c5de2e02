"""What no browser sends at sign-in: letters that no database holds, impossible addresses."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

from allervers.accounts.forms.team import ListField
from allervers.accounts.gateways import visitor
from allervers.accounts.queries.members import organisations
from tests.cast import Cast

SIGN_IN = "/compte/connexion/"


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["a\0b@exemple.invalid", "\0", f"{'x' * 300}@exemple.invalid"])
def test_impossible_name_is_refused_like_any_other(client: Client, login: str) -> None:
    answer = client.post(SIGN_IN, {"login": login, "password": "faux"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 2001:db8::7", "2001:db8::7"),
        ("203.0.113.7:4711", "192.0.2.1"),
        ("unknown", "192.0.2.1"),
        ("", "192.0.2.1"),
    ],
)
def test_only_an_address_is_believed(
    rf: RequestFactory, settings: Any, said: str, believed: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = rf.get("/", HTTP_X_FORWARDED_FOR=said, REMOTE_ADDR="192.0.2.1")
    assert visitor.address(request) == believed


def test_proxy_that_says_nonsense_does_not_stop_sign_in(
    client: Client, cast: Cast, settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    typed = {"login": cast.aicha.user.email, "password": "faux"}
    answer = client.post(SIGN_IN, typed, headers={"X-Forwarded-For": "unknown"})
    assert answer.status_code == 200
    assert AccessAttempt.objects.get().ip_address == "127.0.0.1"


def test_search_of_organisations_reads_past_a_null(cast: Cast) -> None:
    assert cast.carrier in organisations(f"{cast.carrier.name}\0")


def test_skills_are_read_past_a_null() -> None:
    assert ListField().clean("a\0b\nc") == ["ab", "c"]
