"""Ordinary days stay allowed: guards that hinder the work are soon walked around."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.access.addresses import addresses
from tests.cast import sign_in
from tests.people.proof.asking import path_to
from tests.people.proof.making import YEAR, Made
from tests.people.proof.viewers import KINDS

DAYS = yaml.safe_load(Path(__file__).with_name("days.yml").read_text("utf-8"))
WITH_REASON = {"reason": "un recours inventé devant le juge"}
READS, SENDS, OPENS = "lit", "fait", "ouvre"


@dataclass(frozen=True)
class Action:
    """One thing that somebody does: reads a page, sends a form, opens an archive with a reason."""

    who: str
    how: str
    page: str
    kind: str = ""
    sent: dict[str, str] = field(default_factory=dict)


def actions(files: int = len(KINDS)) -> Iterator[Action]:
    """Yield every action of every day, in order, on so many files of each at most."""
    for day in DAYS:
        who = day["qui"]
        yield from (Action(who, READS, page) for page in day.get("listes", []))
        kinds = day["dossiers"][:files]
        yield from (Action(who, READS, page, kind) for kind in kinds for page in day.get("lit", []))
        yield from (
            Action(who, OPENS, page, kind) for kind in kinds for page in day.get("ouvre", [])
        )
        yield from (
            Action(who, SENDS, page, kind, sent)
            for kind in kinds
            for page, sent in day.get("fait", [])
        )
        yield from (
            Action(who, READS, page, kind) for kind in kinds for page in day.get("ensuite", [])
        )


def done(made: Made, client: Client, one: Action) -> HttpResponse:
    """Do it."""
    name = f"people:{one.page}"
    path = path_to(name, made, one.who, one.kind) if addresses()[name] else reverse(name)
    got: Any = client.get(path) if one.how == READS else client.post(path, said(made, one))
    found: HttpResponse = got
    return found


def said(made: Made, one: Action) -> dict[str, str]:
    """Return what is sent, today."""
    today = timezone.localdate()
    words = {"AUJOURD'HUI": f"{today}", "DANS_UN_AN": f"{today + YEAR - timedelta(days=1)}"}
    members = {f"@{name}": str(member.pk) for name, member in made.members.items()}
    values = WITH_REASON if one.how == OPENS else one.sent
    return {name: (words | members).get(value, value) for name, value in values.items()}


def test_days_are_many() -> None:
    found = list(actions())
    assert len(found) >= 300
    assert len({one.who for one in found}) >= 8


def refused(made: Made, files: int) -> list[object]:
    """Live every day; return what was not allowed."""
    clients = {one.who: sign_in(Client(), made.members[one.who]) for one in actions()}
    wrong: list[object] = []
    for one in actions(files):
        got = done(made, clients[one.who], one)
        if got.status_code != (302 if one.how == SENDS else 200) or is_led_away(got):
            wrong.append((one.who, one.how, one.page, one.kind, got.status_code, why(got)))
    return wrong


@pytest.mark.nightly
def test_ordinary_days_with_one_file_are_allowed(made: Made) -> None:
    assert refused(made, 1) == []


@pytest.mark.nightly
def test_every_action_of_ordinary_days_is_allowed(made: Made) -> None:
    assert refused(made, len(KINDS)) == []
    print(f"{len(list(actions()))} actions")  # noqa: T201 - the proof's figure


def is_led_away(got: HttpResponse) -> bool:
    """Whether an answer asks to sign in, or to prove who one is."""
    return any(part in got.get("Location", "") for part in ("/compte/", "encore-vous"))


def why(got: HttpResponse) -> object:
    """Return what a form says is wrong."""
    context = getattr(got, "context", None)
    form = context.get("form") if context else None
    return dict(form.errors) if form is not None else ""
