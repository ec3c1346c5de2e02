"""Short texts at rest: sealed each at its place, sealed again, read by the tasks of keys alone."""

from collections.abc import Callable
from io import StringIO
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from allervers.accounts.models import Member
from allervers.people.actions.opening import open_file
from allervers.people.actions.rotating_keys import turn_all
from allervers.people.actions.sealing_words import seal_clear_words, turn_words
from allervers.people.mapping.sealed_words import is_sealed, open_rows
from allervers.people.models import ContactPoint, FileRead, ReadReason, Share
from allervers.people.queries.acting import Task, acting, working
from allervers.people.queries.host_keys import keys_in_use, problems_of_keys
from allervers.people.queries.words import words_of
from tests.cast import Cast, viewer
from tests.people.keeping.keys import FORMER, NEW, use
from tests.people.keeping.typed import COLUMNS, type_everything
from tests.people.sharing.world import make_share
from tests.people.words import opened_share, typed_in
from tests.people.world import PeopleWorld, acting_as, make_people_world

CLEAR = "écrit en clair, avant"


@pytest.fixture
def typed(cast: Cast, settings: Any) -> PeopleWorld:
    """Type something everywhere, under the former key of the host; the new one comes first."""
    use(settings, FORMER)
    world = make_people_world(cast)
    type_everything(world, "mot")
    use(settings, NEW, FORMER)
    return world


def contact_in_clear(world: PeopleWorld) -> ContactPoint:
    """Save a contact as the release before did."""
    with acting_as(world.cast.bruno):
        ContactPoint.objects.update(value=CLEAR, caution=CLEAR)
        return ContactPoint.objects.get()


def shown(world: PeopleWorld) -> ContactPoint:
    """Read the contact as a page does."""
    with acting_as(world.cast.bruno):
        return open_rows(ContactPoint.objects.order_by("pk"), world.nour.pk)[0]


def test_text_of_before_is_read_then_sealed(typed: PeopleWorld) -> None:
    contact_in_clear(typed)
    assert shown(typed).value == CLEAR
    told = StringIO()
    call_command("seal_words", "--batch", "1", stdout=told)
    assert told.getvalue().splitlines()[-1].startswith("2 texte(s) scellé(s)")
    with acting_as(typed.cast.bruno):
        found = ContactPoint.objects.get()
    assert is_sealed(found.value)
    assert is_sealed(found.caution)
    assert (shown(typed).value, shown(typed).caution) == (CLEAR, CLEAR)


def test_stopped_between_two_texts_goes_on_from_there(typed: PeopleWorld) -> None:
    contact_in_clear(typed)
    assert [one.done for one in islice(seal_clear_words(1), 1)] == [1]
    assert shown(typed).caution == CLEAR
    assert sum(one.done for one in seal_clear_words(1)) == 1
    assert sum(one.done for one in seal_clear_words(1)) == 0


def test_every_text_that_the_host_sealed_turns_to_its_new_key(
    typed: PeopleWorld, settings: Any
) -> None:
    list(islice(turn_words("hote2027", 3), 1))
    assert keys_in_use()["hote2027"] == 3
    list(turn_all("hote2027", 3))
    assert set(keys_in_use()) == {"hote2027"}
    use(settings, NEW)
    assert problems_of_keys() == []
    with acting_as(typed.cast.bruno):
        assert {opened_share(one.pk).informed_whom for one in Share.objects.order_by("pk")} == {
            "mot 0", "mot 1", "mot 2",
        }  # fmt: skip
        assert typed_in(FileRead.objects.order_by("-pk")[0]) == "mot"


def test_all_that_the_host_sealed_is_named_to_the_task_of_keys(typed: PeopleWorld) -> None:
    by_file = {"people_consent", "people_contactpoint", "people_protectedopening",
               "people_representation"}  # fmt: skip
    with working(Task.KEYS):
        found = {f"{one.place.table}.{one.place.column}" for one in words_of(sealed=True)}
    assert found == {one for one in COLUMNS if one.split(".")[0] not in by_file}


@pytest.mark.parametrize("column", ["asked", "reason"])
def test_text_moved_to_another_row_does_not_open(typed: PeopleWorld, column: str) -> None:
    with acting_as(typed.cast.bruno):
        one, other = Share.objects.filter(state__in=["refused", "revoked"]).order_by("pk")
        setattr(one, column, getattr(other, column))
        assert getattr(open_rows([one])[0], column).startswith("(ce texte ne s’ouvre pas")


def test_text_moved_to_another_column_does_not_open(typed: PeopleWorld) -> None:
    with acting_as(typed.cast.bruno):
        found = Share.objects.get(state="done")
        found.outcome = found.asked
        assert open_rows([found])[0].outcome.startswith("(ce texte ne s’ouvre pas")


def refused(act: Callable[[], object]) -> bool:
    """Whether PostgreSQL refuses an act of the site."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


def sealing(share: Share, after: str) -> object:
    """Put a text by the function of the task of keys."""
    asked = "SELECT people_seal_words('people_share', 'asked', %s, %s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(asked, [share.pk, share.asked, after])
        return cursor.fetchone()


def test_only_the_task_of_keys_reads_and_seals_all_texts(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis, asked=CLEAR)
    for name in (acting_as(cast.bruno), working(Task.RETENTION), acting_as(cast.farid)):
        with name:
            assert words_of(sealed=False) == []
            assert refused(lambda: sealing(share, "v1|x|y"))
    with working(Task.KEYS):
        assert [one.said for one in words_of(sealed=False) if one.place.column == "asked"]
        assert refused(lambda: sealing(share, "en clair"))
        assert Share.objects.count() == 0  # their rows stay closed


def read_with(world: PeopleWorld, why: str) -> FileRead:
    """Open a file as Bruno, saying why; return the line."""
    bruno = viewer(world.cast.bruno)
    with acting(bruno):
        open_file(bruno, world.nour.pk, reason=why)
        return FileRead.objects.order_by("-pk")[0]


def reason_for(member: Member, line: FileRead) -> str:
    """Return what a member reads of why."""
    with acting_as(member):
        return typed_in(FileRead.objects.get(pk=line.pk))


def test_reason_is_read_by_whom_reads_the_line(people_world: PeopleWorld) -> None:
    cast, line = people_world.cast, read_with(people_world, "un recours inventé")
    assert line.reason.startswith("r1|")
    assert "recours" not in line.reason
    assert reason_for(cast.bruno, line) == reason_for(cast.farid, line) == "un recours inventé"
    for other in (cast.aicha, cast.denis, cast.hugo, cast.elodie):
        with acting_as(other):
            assert ReadReason.objects.count() == 0


def test_reason_that_is_not_the_one_of_the_line_is_said_altered(people_world: PeopleWorld) -> None:
    first, second = (read_with(people_world, why) for why in ("la première", "la seconde"))
    with acting_as(people_world.cast.bruno):
        first.reason = first.reason.rpartition("|")[0] + "|" + second.reason.rpartition("|")[2]
        assert typed_in(first).startswith("(raison altérée")
        second.reason = f"r1|{uuid4()}|{'0' * 32}"
        assert typed_in(second) == "(raison effacée)"


def test_site_neither_changes_nor_forges_a_reason(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    line = read_with(people_world, "la vraie")
    with acting_as(cast.bruno):
        rows = ReadReason.objects.filter(pk=line.reason.split("|")[1])
        found = rows.get()
        assert refused(lambda: rows.update(text="v1|autre|x"))
        assert refused(rows.delete)
        forged = {"organisation_id": found.organisation_id, "text": "v1|x|x"}
        assert refused(lambda: ReadReason.objects.create(member=cast.aicha, **forged))
    assert reason_for(cast.bruno, line) == "la vraie"
