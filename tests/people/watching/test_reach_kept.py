"""What a page keeps of its reach (migration 0022): for itself alone, and nobody writes it."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.models import FollowUp, Identity, Person
from allervers.people.queries.acting import acting_on
from allervers.people.queries.volume import opened_by
from tests.cast import viewer
from tests.people.watching.reading import read_file, read_files
from tests.people.world import PeopleWorld, acting_as

NOT_A_MARK = "0" * 64
ALL = "{identity,contact,situation}"


def kept() -> str:
    """Return what the transaction keeps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('allervers.opened', true)")
        return str(cursor.fetchone()[0])


def keep(text: str) -> None:
    """Write over what the transaction keeps, as somebody would who speaks to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('allervers.opened', %s, true)", [text])


def opens(member: Member, file: UUID, text: str | None = None) -> tuple[bool, bool]:
    """Whether the file and its identity are read on a page of theirs that keeps this text."""
    with acting_on(viewer(member), file):
        if text is not None:
            keep(text)
        return Person.objects.exists(), Identity.objects.exists()


def test_page_keeps_what_is_open_and_a_stranger_keeps_nothing(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour.pk
    with acting_on(viewer(cast.bruno), nour):
        assert "identity" in kept()[64:]
    assert opens(cast.bruno, nour) == (True, True)
    assert opens(cast.denis, nour) == (False, False)


def test_answer_that_was_not_kept_by_the_database_is_not_believed(
    people_world: PeopleWorld,
) -> None:
    cast, nour = people_world.cast, people_world.nour.pk
    with acting_on(viewer(cast.bruno), nour):
        of_bruno = kept()
    of_another_file = of_bruno.replace(of_bruno[64:], ALL)
    for text in (of_bruno, NOT_A_MARK + ALL, of_another_file, ALL, "x"):
        assert opens(cast.denis, nour, text) == (False, False)
    assert opens(cast.bruno, nour, NOT_A_MARK + "{}") == (True, True)  # judged again


@pytest.mark.django_db(transaction=True)
def test_answer_of_an_earlier_page_ends_with_it(people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour.pk
    with acting_on(viewer(bruno), nour):
        before = kept()
    with acting_as(bruno):
        FollowUp.objects.filter(member=bruno, person_id=nour).update(
            until=timezone.localdate() - timedelta(days=1)
        )
    assert opens(bruno, nour) == (False, False)
    assert opens(bruno, nour, before) == (False, False)


def test_site_cannot_make_the_mark(db: None) -> None:
    asked = "SELECT people_reach_mark(gen_random_uuid(), '{identity}')"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(asked)


@pytest.mark.parametrize(
    "statement", ["SELECT key FROM people_reachkey", "UPDATE people_reachkey SET key = 'x'"]
)
def test_site_finds_no_key(db: None, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 0


def test_what_was_shown_today_counts_nothing_and_the_rest_everything(
    people_world: PeopleWorld,
) -> None:
    bruno, nour, lina = people_world.cast.bruno, people_world.nour, people_world.lina
    now = timezone.now()
    read_files(bruno, 5, now)
    read_file(bruno, now, nour.pk)
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    with acting_as(bruno):
        counts = [
            opened_by(bruno.pk, now, today, files).of_day
            for files in ([nour.pk], [lina.pk], [nour.pk, lina.pk], [])
        ]
        later = opened_by(bruno.pk, now, now + timedelta(minutes=1), [nour.pk]).of_day
    assert [*counts, later] == [0, 6, 6, 6, 6]


def refused(member: Member, statement: str, *values: object) -> str:
    """Return why PostgreSQL refuses a statement said in the name of a member."""
    with acting_as(member), pytest.raises(DatabaseError) as refusal, transaction.atomic():
        connection.cursor().execute(statement, values)
    return str(refusal.value)


def test_nobody_counts_what_another_member_opened(people_world: PeopleWorld) -> None:
    cast, now = people_world.cast, timezone.now()
    count = "SELECT * FROM people_volume_with(%s, now(), now(), %s::uuid[])"
    told = refused(cast.bruno, count, cast.denis.pk, [people_world.nour.pk])
    assert "another member" in told
    with acting_as(cast.bruno):
        assert opened_by(cast.bruno.pk, now, now, [people_world.nour.pk]).of_day == 0


@pytest.mark.parametrize(
    "call", ["people_volume(%s, now())", "people_is_shown(%s, '{}', now(), 9)"]
)
def test_site_counts_by_no_other_door(people_world: PeopleWorld, call: str) -> None:
    told = refused(people_world.cast.bruno, f"SELECT {call}", people_world.cast.bruno.pk)
    assert "permission denied" in told


def plan_of_shown() -> str:
    """Return the plan of the query within people_is_shown(), under the function's own settings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc, proconfig FROM pg_proc WHERE proname = 'people_is_shown'")
        source, options = cursor.fetchone()
        query = source.partition("RETURN")[2].partition(";")[0]
        for place, name in enumerate(("who", "files", "since", "before"), 1):
            query = re.sub(rf"\b{name}\b", f"${place}", query)
        for name, _equal, value in (one.partition("=") for one in options):
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        cursor.execute(f"PREPARE shown(uuid, uuid[], timestamptz, bigint) AS SELECT {query}")
        cursor.execute("EXPLAIN EXECUTE shown(gen_random_uuid(), '{}', now(), 1)")
        found = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE shown")
    return found


def test_what_was_shown_is_looked_for_among_the_lines_of_the_member(
    people_world: PeopleWorld,
) -> None:
    read_files(people_world.cast.bruno, 2, timezone.now())
    with acting_as(people_world.cast.bruno):
        plan = plan_of_shown()
    assert "file_read_of_member" in plan
    assert "(member_id = $1) AND (at >= $3)" in plan
    assert "Index Cond: (id" not in plan
    assert "(id < " not in plan  # no index by number could serve: it would read the whole journal
