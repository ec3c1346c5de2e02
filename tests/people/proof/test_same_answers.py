"""What one may not know is answered as what does not exist. Two databases: test_two_databases.py.

Masked before comparing, and nothing else: tokens against forged requests, nonces of the security
policy, the addresses asked for, and the clock (hours and minutes, seconds of PDF files).
"""

import re

import pytest
from django.http import HttpResponse

from tests.people.proof.asking import answered, browsers, expected, outcome, path_to
from tests.people.proof.canaries import contents_of
from tests.people.proof.making import Made
from tests.people.proof.routes import MISSING, ROUTES
from tests.people.proof.viewers import BY_NAME

MASKS = (
    re.compile(rb'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(rb"nonce[=-][\"']?[\w+/=-]+"),
    re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    re.compile(rb"\b\d{2}:\d{2}:\d{2} GMT"),
    re.compile(rb"\b\d{1,2}(:| h |\xc2\xa0h\xc2\xa0)\d{2}\b"),
    re.compile(rb"D:\d{14}[^)]*|/ID\s*\[[^\]]*\]"),
)
LEFT_OUT = {"Content-Length"}  # follows the body, compared
ONE_OF = 80  # in the suite, one address of so many for each relation


def said(got: HttpResponse) -> tuple[int, list[tuple[str, bytes]], bytes]:
    """Return an answer, masked: its status, its headers, its body."""
    headers = [(name, masked(value.encode())) for name, value in got.items()]
    body = b"".join(name.encode() + masked(text) for name, text in contents_of(got).items())
    return got.status_code, [one for one in headers if one[0] not in LEFT_OUT], body


def masked(content: bytes) -> bytes:
    """Hide what changes at each request."""
    for mask in MASKS:
        content = mask.sub(b"*", content)
    return content


def missing(step: int) -> list[tuple[str, str, str]]:
    """Return what does not exist for whom, one of so many."""
    found = [
        (name, who, "active") for name in sorted(ROUTES) for who in BY_NAME
        if BY_NAME[who].is_active and expected(name, who, "active", "GET") == MISSING
    ]  # fmt: skip
    return found[::step]


def compare_missing(made: Made, step: int) -> list[tuple[str, str, str]]:
    """Return where « not yours » is told apart from « does not exist »."""
    clients, told_apart = browsers(made), []
    for name, who, kind in missing(step):
        closed = answered(clients[who], path_to(name, made, who, kind))
        absent = answered(clients[who], path_to(name, made, who, kind, exists=False))
        assert outcome(closed) == MISSING, (name, who)
        if said(closed) != said(absent):
            told_apart.append((name, who, kind))
    return told_apart


def test_not_yours_answers_as_does_not_exist(made: Made) -> None:
    assert compare_missing(made, ONE_OF // 2) == []


@pytest.mark.nightly
def test_not_yours_answers_as_does_not_exist_everywhere(made: Made) -> None:
    assert compare_missing(made, 1) == []
