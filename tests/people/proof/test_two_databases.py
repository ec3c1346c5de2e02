"""Two databases that differ by what one may not know answer byte for byte the same.

By an address that is hidden: to everybody, since nobody reads it alone. By a note in a section:
to everybody who does not read that section. Pages, files to download, acts, and every letter.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Final
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import DjangoDbBlocker

from allervers.people.mapping.file_keys import seal_for
from allervers.people.mapping.sealed import Place
from allervers.people.models import Entry, ProtectedContact
from tests.access.addresses import addresses
from tests.people.proof.asking import path_to
from tests.people.proof.making import Made
from tests.people.proof.oracle import opened
from tests.people.proof.routes import ROUTES
from tests.people.proof.twins import Answers, Letters, Question, Twins, twins
from tests.people.proof.viewers import BY_NAME, NAMES
from tests.people.world import acting_as

SECTION, KINDS, HIDDEN = "violence", ("active", "protected"), "protected"
ONE_OF = 400  # in the suite, one question of so many
GUESSES = (uuid4(), "essai", 7, "92040", "1/2/3")
ACTS = (
    ("people:share_accept", "asked"), ("people:share_refuse", "asked"),
    ("people:share_finish", "accepted"), ("people:share_revoke", "referent"),
    ("people:share_link", "referent"),
)  # fmt: skip
TASKS = ("people.keep_shares", "people.mail_anchor", "people.retention", "people.send_alerts",
         "people.watch_nightly")  # fmt: skip


def hide_elsewhere(made: Made) -> None:
    """Change where somebody hides, and write another place."""
    now = timezone.now()
    with acting_as(made.referent):
        ProtectedContact.objects.create(
            id=(other := uuid4()), person=made.files[HIDDEN], created_by=made.referent,
            created_at=now, sealed_value=sealed(made, HIDDEN, other, "une autre adresse"),
        )  # fmt: skip


def sealed(made: Made, kind: str, row: object, text: str) -> bytes:
    """Seal where somebody hides."""
    place = Place("people_protectedcontact", "sealed_value", row)  # type: ignore[arg-type]
    return seal_for(made.keys[kind], text, place)


def note_more(made: Made) -> None:
    """Write a note, today and a month ago, in a section that few read."""
    for kind in KINDS:
        for days in (0, 30):
            row = uuid4()
            place = Place("people_entry", "sealed_text", row)
            with acting_as(made.referent):
                Entry.objects.create(
                    id=row, person=made.files[kind], section=SECTION, kind="note",
                    happened_on=timezone.localdate() - timedelta(days), author=made.referent,
                    created_at=timezone.now(), sealed_text=seal_for(made.keys[kind], "plus", place),
                )  # fmt: skip


HIDING: Final[dict[str, Callable[[Made], None]]] = {
    "address": hide_elsewhere,
    "notes": note_more,
}


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Twins]:
    """Make the world, its copy with another hidden address, its copy with other notes."""
    with django_db_blocker.unblock(), twins(HIDING) as made:
        yield made


def reads(who: str) -> bool:
    """Whether somebody reads the section of the notes, in one of the files."""
    return any(SECTION in opened(BY_NAME.get(who), kind) for kind in KINDS)


def asked(made: Made, who: str, method: str, first: int = 0, step: int = 1) -> list[Question]:
    """Return what one asks: every address of a file, of each kind; every other address."""
    of_files = list(product(sorted(ROUTES), KINDS))
    others = [("", path) for path in elsewhere()] if method == "GET" else []
    return [
        Question(who, path_to(name, made, who, kind) if name else kind, method)
        for name, kind in [*of_files, *others][first::step]
    ]


@cache
def elsewhere() -> list[str]:
    """Return the addresses that name nothing of a file, some value in place of their arguments."""
    return [path for name, given in sorted(addresses().items())
            if name not in ROUTES and (path := guessed(name, given))]  # fmt: skip


def guessed(name: str, given: list[str]) -> str:
    """Return an address with some value in the place of its arguments; nothing if none fits."""
    for value in GUESSES:
        try:
            return reverse(name, kwargs=dict.fromkeys(given, value))
        except NoReverseMatch:
            continue
    return ""


def compare(both: Twins, questions: list[Question]) -> dict[str, list[Question]]:
    """Return what is answered otherwise in each copy; asked anew once: PostgreSQL's minute passes.

    To whom reads the notes, letters alone are compared: they go to others.
    """
    for _time in range(2):
        one = both.ask("first", questions)
        wrong = {name: differing(one, both.ask(name, questions), name) for name in HIDING}
        questions = sorted({each for found in wrong.values() for each in found}, key=str)
        if not questions:
            return {}
    return wrong


def differing(one: Answers, other: Answers, name: str) -> list[Question]:
    """Return what two databases answer otherwise."""
    return [
        each for each, found in one.items()
        if found[1] != other[each][1]
        or (found != other[each] and not (name == "notes" and reads(each.who)))
    ]  # fmt: skip


def some(both: Twins, step: int) -> list[Question]:
    """Return one question of so many, from each relation."""
    found = []
    for rank, who in enumerate(NAMES):
        first = rank * 23 % step
        found += asked(both.made, who, "GET", first, step)
        found += asked(both.made, who, "POST", first * 7 % step, step)
    return found


def test_what_is_hidden_changes_no_byte(both: Twins) -> None:
    questions = some(both, ONE_OF)
    assert len(questions) >= 50
    assert compare(both, questions) == {}


def test_difference_is_seen_by_whom_may_see_it(both: Twins) -> None:
    one = Question("referent", path_to("people:timeline", both.made, "referent", "active"))
    first, again, other = (both.ask(name, [one])[one] for name in ("first", "first", "notes"))
    assert first[0][0] == 200
    assert first == again
    assert first != other


def letters(both: Twins, name: str) -> list[Letters]:
    """Let partners and the referent act, then the clock; return every letter that is sent."""
    acts = [Question(who, path_to(route, both.made, who, HIDDEN), "POST") for route, who in ACTS]
    told = [found[1] for found in both.ask(name, acts).values()]
    return [*told, *(found[1] for found in both.run(name, list(TASKS)).values())]


def test_what_is_hidden_changes_no_byte_of_any_letter(both: Twins) -> None:
    assert set(TASKS) <= set(app.tasks)
    first = letters(both, "first")
    assert sum(map(bool, first)) >= 5
    assert letters(both, "address") == first
    assert letters(both, "notes") == first


@pytest.mark.nightly
def test_what_is_hidden_changes_no_byte_at_all(both: Twins) -> None:
    count = 0
    for who in NAMES:
        for method in ("GET", "POST"):
            questions = asked(both.made, who, method)
            count += len(questions)
            assert compare(both, questions) == {}
    print(f"{count} answers, their letters, in 3 databases")  # noqa: T201 - the proof's figure
