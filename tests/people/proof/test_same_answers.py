"""What one may not know changes nothing: two worlds that differ only by it answer byte for byte.

Masked before comparing, and nothing else: tokens against forged requests, nonces of the security
policy, the addresses asked for, and the clock (hours and minutes, seconds of PDF files).
"""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.people.mapping.file_keys import seal_for
from allervers.people.mapping.sealed import Place
from allervers.people.models import Entry, ProtectedContact
from tests.people.proof.asking import answered, browsers, expected, lists, outcome, path_to
from tests.people.proof.canaries import contents_of
from tests.people.proof.making import Made
from tests.people.proof.oracle import opened
from tests.people.proof.routes import MISSING, ROUTES
from tests.people.proof.viewers import BY_NAME, STRANGER
from tests.people.world import acting_as

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
SECTION, KINDS = "violence", ("active", "protected")


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


def questions(step: int) -> list[tuple[str, str, str]]:
    """Return which relation asks which address of which file: those who may not know."""
    found = []
    for rank, who in enumerate((*BY_NAME, STRANGER)):
        pages = [(name, who, kind) for name in sorted(ROUTES) for kind in KINDS]
        pages += [(name, who, "") for name in lists()]
        if not any(SECTION in opened(BY_NAME.get(who), kind) for kind in KINDS):
            found += pages[rank % step :: step]
    return found


def heard(made: Made, clients: dict[str, Client], step: int) -> dict[tuple[str, str, str], object]:
    """Ask everything."""
    return {
        (name, who, kind): said(answered(
            clients[who], path_to(name, made, who, kind) if kind else reverse(name)
        ))
        for name, who, kind in questions(step)
    }  # fmt: skip


def hide_more(made: Made) -> None:
    """Write another hidden address, and a note in a section that few read."""
    now, today = timezone.now(), timezone.localdate()
    for kind in KINDS:
        contact_id, entry_id = uuid4(), uuid4()
        hidden = Place("people_protectedcontact", "sealed_value", contact_id)
        noted = Place("people_entry", "sealed_text", entry_id)
        with acting_as(made.referent):
            ProtectedContact.objects.create(
                id=contact_id, person=made.files[kind], created_by=made.referent, created_at=now,
                sealed_value=seal_for(made.keys[kind], "ailleurs", hidden),
            )  # fmt: skip
            Entry.objects.create(
                id=entry_id, person=made.files[kind], section=SECTION, kind="note",
                happened_on=today, author=made.referent, created_at=now,
                sealed_text=seal_for(made.keys[kind], "autre chose", noted),
            )  # fmt: skip


def differing(made: Made, step: int) -> list[tuple[str, str, str]]:
    """Ask, hide more, ask again; return what answers otherwise."""
    clients = browsers(made)
    before = heard(made, clients, step)
    hide_more(made)
    after = heard(made, clients, step)
    return [key for key, got in before.items() if after[key] != got]


def test_what_is_hidden_changes_nothing_for_others(made: Made) -> None:
    assert differing(made, ONE_OF) == []


@pytest.mark.nightly
def test_what_is_hidden_changes_no_answer_at_all(made: Made) -> None:
    assert differing(made, 1) == []
    print(f"{len(questions(1))} answers, twice")  # noqa: T201 - the proof's figure


def test_what_is_hidden_is_seen_by_those_who_may(made: Made) -> None:
    clients = browsers(made)
    path = path_to("people:timeline", made, "referent", "active")
    before = said(answered(clients["referent"], path))
    hide_more(made)
    assert said(answered(clients["referent"], path)) != before


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
