"""Sending the forms of a file, as a browser does."""

from django.test import Client
from django.utils import timezone

from allervers.people.models import FileRead, Person
from tests.cast import Cast, sign_in
from tests.people.world import acting_as


def path_of(person: Person, rest: str = "") -> str:
    """Return the address of a page of a file."""
    return f"/espace/personnes/{person.pk}/{rest}"


def today() -> str:
    """Return today as a form sends it."""
    return f"{timezone.localdate()}"


def page_text(client: Client, person: Person, rest: str = "") -> str:
    """Return what a page of a file says, with plain spaces."""
    answer = client.get(path_of(person, rest))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def acts_of(cast: Cast, person: Person) -> list[str]:
    """Return what Bruno did with a file, in order."""
    with acting_as(cast.bruno):
        lines = FileRead.objects.filter(member=cast.bruno, person_ref=person.pk)
        return list(lines.order_by("pk").values_list("act", flat=True))


def note_sent(**values: object) -> dict[str, object]:
    """Return what the form of a note sends."""
    start = {"section": "situation", "kind": "note", "happened_on": today(), "text": "vue ce jour"}
    return start | values


__all__ = ["acts_of", "note_sent", "page_text", "path_of", "sign_in", "today"]
