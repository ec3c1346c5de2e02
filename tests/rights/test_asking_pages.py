"""The question page beside the rules: what is certain already, the order, the end, the silence."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.rights.actions.screenings import start_screening
from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.door import DoorClosedError
from allervers.rights.domain.screening import Screened, screen
from allervers.rights.models import Screening
from allervers.rights.views import asking
from tests.cast import sign_in, viewer
from tests.rights.piecewise_rules import Invented
from tests.rights.sheet_world import SheetWorld

ALONE: dict[str, Json] = {
    "age": 40, "couple": "no", "children": 0, "nationality": "french", "activity": "home",
    "disability": "none", "are_ended": "no", "incomes": ["none"], "housing": "homeless",
    "benefits": ["none"],
}  # fmt: skip


@dataclass
class Door:
    """Rules that answer pages, or are silent."""

    is_open: bool = True
    asked: int = 0

    def screen(self, answers: Answers, month: date) -> Screened:
        """Screen with invented rules."""
        self.asked += 1
        if not self.is_open:
            raise DoorClosedError("closed for the test")
        return screen(answers, month, Invented())


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    """Return the door that pages are given."""
    found = Door()
    monkeypatch.setattr(asking, "rights_door", lambda: found)
    return found


@pytest.fixture
def bruno(client: Client, sheet_world: SheetWorld) -> Client:
    """Return Bruno's browser."""
    return sign_in(client, sheet_world.cast.bruno)


@pytest.fixture
def screening(sheet_world: SheetWorld) -> Screening:
    """Return a check whose answers are all there but whether a child is expected."""
    encounter = sheet_world.encounter(commune=sheet_world.season.commune)
    who = viewer(sheet_world.cast.bruno)
    found = start_screening(viewer=who, encounter_id=encounter.id, now=timezone.now())
    Screening.objects.update(answers=ALONE)
    found.refresh_from_db()
    return found


def url(screening: Screening, code: str) -> str:
    """Return the address of a question."""
    return reverse("rights:question", args=(screening.id, code))


def test_question_says_what_is_certain_excluded_and_possible(
    bruno: Client, screening: Screening, door: Door
) -> None:
    text = bruno.get(url(screening, "pregnant")).content.decode()
    assert "Ce que l’on sait déjà" in text
    assert "RSA (revenu de solidarité active) : environ 650" in text
    assert "ASPA (minimum vieillesse)" in text
    Screening.objects.update(answers={"age": 40})
    text = bruno.get(url(screening, "couple")).content.decode()
    assert "jusqu'à" in text.replace("&#x27;", "'")


def test_nothing_is_asked_once_nothing_can_change(
    bruno: Client, screening: Screening, door: Door
) -> None:
    answer = bruno.post(url(screening, "age"), {"version": 0, "answer": "41"})
    version = 1
    while "/?apres=" in answer.headers["Location"]:  # the questions of local rights
        assert "/local_" in answer.headers["Location"]
        answer = bruno.post(answer.headers["Location"], {"version": version, "then": "skip"})
        version += 1
    text = bruno.get(answer.headers["Location"]).content.decode()
    assert "Plus rien ne peut changer" in text
    screening.refresh_from_db()
    assert screening.state == "asked"


def test_next_question_is_the_one_that_settles_most(
    bruno: Client, screening: Screening, door: Door
) -> None:
    Screening.objects.update(answers={})
    answer = bruno.post(url(screening, "age"), {"version": 0, "answer": "40"})
    best = screen(Answers({"age": 40}), screening.month, Invented()).next_code
    assert best is not None
    assert answer.headers["Location"] == url(screening, best) + "?apres=age"


def test_page_works_when_the_rules_are_silent(
    bruno: Client, screening: Screening, door: Door
) -> None:
    door.is_open = False
    assert "après « Calculer »" in bruno.get(url(screening, "age")).content.decode()
    answer = bruno.post(url(screening, "age"), {"version": 0, "answer": "41"})
    assert answer.headers["Location"] == url(screening, "pregnant") + "?apres=age"
    assert door.asked == 2
