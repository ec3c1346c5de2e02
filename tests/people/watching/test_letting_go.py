"""Old lines are let go by the rule, and only so; the chain goes on being verified."""

from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.sealing import head_now, let_reads_go, seal_reads, verify_reads
from allervers.people.domain.sealing import Wrong
from allervers.people.migrations import _watching_sql
from allervers.people.models import Alert, FileRead, Seal, SealCheckpoint
from allervers.people.queries.acting import Task, working
from tests.cast import Cast, make_cast
from tests.people.owner import as_owner
from tests.people.watching.reading import read_file
from tests.people.world import acting_as

NOW = timezone.now()
MONTH = timedelta(days=31)


def read_on(member: Member, *months_ago: int) -> None:
    """Write a line for each of these ages, then seal them."""
    for months in months_ago:
        read_file(member, NOW - months * MONTH)
    seal_reads(now=NOW)


def stopped_then(member: Member, months_ago: int) -> None:
    """Write that the member was stopped: what makes a documented case."""
    with working(Task.ALERTS):
        Alert.objects.create(
            kind="hard_stop", organisation=member.organisation, about_member=member,
            at=NOW - months_ago * MONTH,
        )  # fmt: skip


def ages() -> list[int]:
    """Return how old the lines that are left are, in months, in the order of the chain."""
    with working(Task.SEALING):
        order = Seal.objects.order_by("position").values_list("read_id", flat=True)
        lines = FileRead.objects.in_bulk(list(order))
        return [(NOW - lines[one].at) // MONTH for one in order]


def chain_is_whole(anchors: bool = True) -> bool:  # noqa: FBT001, FBT002 - a test's question
    """Whether nothing is wrong, the head written outside in its time included."""
    outside = [head_now(now=NOW - 13 * MONTH)] if anchors else []
    return verify_reads(outside, now=timezone.now()) == []


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Make the cast, committed: the sealer sees what is settled."""
    return make_cast()


def test_lines_older_than_a_year_go_and_the_chain_begins_at_the_checkpoint(cast: Cast) -> None:
    read_on(cast.bruno, 20, 14, 11, 2)
    assert let_reads_go() == 2
    assert ages() == [11, 2]
    with working(Task.SEALING):
        assert [one.position for one in SealCheckpoint.objects.order_by("position")] == [2]
    assert chain_is_whole()
    read_on(cast.bruno, 1)
    assert (let_reads_go(), ages()) == (0, [11, 2, 1])
    assert chain_is_whole()


def test_lines_of_a_documented_case_stay_three_years(cast: Cast) -> None:
    stopped_then(cast.bruno, 20)
    read_on(cast.chloe, 21, 20)
    read_on(cast.bruno, 20)
    read_on(cast.chloe, 20, 3)
    stopped_then(cast.aicha, 40)
    read_on(cast.aicha, 40)
    assert let_reads_go() == 4
    assert ages() == [20, 3]
    assert chain_is_whole()


def test_whole_journal_may_go_and_the_chain_goes_on(cast: Cast) -> None:
    read_on(cast.bruno, 15, 14)
    assert let_reads_go() == 2
    assert head_now(now=NOW).position == 2
    read_on(cast.bruno, 1)
    assert head_now(now=NOW).position == 3
    assert chain_is_whole()


def test_tampering_after_letting_go_is_found_still(cast: Cast) -> None:
    read_on(cast.bruno, 20, 3, 2, 1)
    let_reads_go()
    as_owner("ALTER TABLE people_fileread DISABLE TRIGGER USER")
    as_owner("DELETE FROM people_fileread WHERE at > now() - interval '70 days'"
             " AND at < now() - interval '50 days'")  # fmt: skip
    as_owner("ALTER TABLE people_fileread ENABLE TRIGGER USER")
    assert [one.what for one in verify_reads([], now=NOW)] == [Wrong.LINE_GONE]


@pytest.mark.parametrize("sql", [
    "DELETE FROM people_fileread", "DELETE FROM people_seal",
    "UPDATE people_sealcheckpoint SET position = 9",
])  # fmt: skip
def test_even_the_owner_lets_nothing_go_by_hand(cast: Cast, sql: str) -> None:
    read_on(cast.bruno, 20, 1)
    as_owner("INSERT INTO people_sealcheckpoint VALUES (2, 'x', now(), now())")
    with pytest.raises(Exception, match="append-only"):
        as_owner(sql)


def test_only_the_task_of_retention_lets_lines_go(cast: Cast) -> None:
    for name in (working(Task.SEALING), acting_as(cast.farid)):
        with (
            pytest.raises(DatabaseError, match="reads_are_kept"),
            transaction.atomic(), name, connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute("SELECT people_let_reads_go()")


def test_rule_is_the_one_of_the_file() -> None:
    rule = yaml.safe_load(
        files("allervers.people.domain").joinpath("sealing_retention.yml").read_text("utf-8")
    )
    text = Path(_watching_sql.__file__).read_text()
    body = text[text.index("people_read_is_due") : text.index("people_only_added()")]
    assert body.count(f"interval '{rule['ordinaire']['mois']} months'") == 1
    assert body.count(f"interval '{rule['cas_documente']['mois']} months'") == 1
    assert {one["code"] for one in rule["cas_documente"]["cas"]} == {
        "bris_de_glace_non_justifie", "arret_pour_volume",
    }  # fmt: skip
    assert "not_justified" in body
    assert "hard_stop" in body
    assert isinstance(NOW, datetime)
