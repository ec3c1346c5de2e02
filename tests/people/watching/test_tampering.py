"""Whatever a superuser does to the journal, the verification says it."""

from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from psycopg.rows import TupleRow

from allervers.people.actions.sealing import head_now, verify_reads
from allervers.people.domain.sealing import Anchor, Wrong, linked
from allervers.people.gateways.seal_anchors import FILE, read_anchors, write_anchor
from allervers.people.mapping.seal_lines import to_line
from allervers.people.models import FileRead
from allervers.people.queries.acting import Task, working
from tests.cast import Cast, make_cast
from tests.people.owner import owner_connection
from tests.people.watching.reading import read_file, seal_settled

LINES = 12
LATER = timedelta(hours=2)
Owner = psycopg.Connection[TupleRow]
# What is done, and what must then be said. R: people_fileread, S: people_seal.
TAMPERINGS = {
    "edit a line": ("UPDATE R SET reason = 'autre' WHERE id = {id:5}", Wrong.EDITED),
    "edit who read": ("UPDATE R SET member_id = {other} WHERE id = {id:7}", Wrong.EDITED),
    "edit when": ("UPDATE R SET at = at - interval '1 second' WHERE id = {id:1}", Wrong.EDITED),
    "edit a seal": ("UPDATE S SET digest = sha256('x') WHERE position = 4", Wrong.EDITED),
    "remove a line": ("DELETE FROM R WHERE id = {id:6}", Wrong.LINE_GONE),
    "remove the first": ("DELETE FROM R WHERE id = {id:1}; DELETE FROM S WHERE position = 1",
                         Wrong.SEAL_GONE),
    "remove a line and its seal": (
        "DELETE FROM R WHERE id = {id:6}; DELETE FROM S WHERE position = 6", Wrong.SEAL_GONE),
    "close the gap": (
        ("DELETE FROM R WHERE id = {id:6}; DELETE FROM S WHERE position = 6;"
        "UPDATE S SET position = -position WHERE position > 6;"
        "UPDATE S SET position = -position - 1 WHERE position < 0"), Wrong.EDITED),
    "swap two lines": (
        ("UPDATE S SET read_id = -read_id WHERE position IN (3, 4);"
        "UPDATE S SET read_id = {id:4} WHERE position = 3;"
        "UPDATE S SET read_id = {id:3} WHERE position = 4"), Wrong.EDITED),
    "put a line in": (
        ("INSERT INTO R (id, at, act, organisation_id, member_id, purpose, ground, sections,"
        " reason, count, listed) SELECT 9000, at - interval '3 hours', act, organisation_id,"
        " {other}, purpose, ground, sections, reason, count, listed FROM R WHERE id = {id:2}"),
        Wrong.NOT_SEALED),
    "cut the tail of the lines": ("DELETE FROM R WHERE id >= {id:10}", Wrong.LINE_GONE),
    "cut the tail of both": (
        "DELETE FROM R WHERE id >= {id:10}; DELETE FROM S WHERE position >= 10", Wrong.TAIL_CUT),
    "empty both": ("DELETE FROM R; DELETE FROM S", Wrong.TAIL_CUT),
    "hide behind a checkpoint": (
        ("INSERT INTO people_sealcheckpoint SELECT 12, digest, now() - interval '2 years', now()"
        " FROM S WHERE position = 12; DELETE FROM R; DELETE FROM S"), Wrong.LET_GO_EARLY),
}  # fmt: skip
GUARDED = ("people_fileread", "people_seal", "people_sealcheckpoint")


def written(cast: Cast) -> list[Anchor]:
    """Write and seal lines; return the heads written outside, one every four lines."""
    anchors = []
    for number in range(LINES):
        read_file(cast.bruno, reason=f"lecture {number}")
        if number % 4 == 3:
            seal_settled(size=3)
            anchors.append(head_now(now=timezone.now()))
    assert anchors[-1].position == LINES
    return anchors


def filled(sql: str, cast: Cast) -> str:
    """Name the rows: {id:3} is the line sealed third."""
    with working(Task.SEALING):
        ids = list(FileRead.objects.order_by("id").values_list("id", flat=True))
    text = sql.replace("{other}", f"'{cast.aicha.pk}'")
    for number in range(LINES, 0, -1):
        text = text.replace(f"{{id:{number}}}", str(ids[number - 1]))
    for short, table in ((" R ", "people_fileread"), (" S ", "people_seal")):
        text = f"{text} ".replace(short, f" {table} ").replace(f"{short[:2]};", f" {table};")
    return text


def triggers(owner: Owner, how: str) -> None:
    """Put the triggers aside, as only the owner can, or back."""
    for table in GUARDED:
        owner.execute(f"ALTER TABLE {table} {how} TRIGGER USER".encode())


def kept(owner: Owner) -> None:
    """Copy the tables, to put them back after each tampering."""
    for table in GUARDED:
        owner.execute(f"CREATE TEMP TABLE kept_{table} AS TABLE {table}".encode())


def put_back(owner: Owner) -> None:
    """Put the tables back as they were."""
    for table in GUARDED:
        owner.execute(f"DELETE FROM {table}".encode())  # noqa: S608 - names of ours
        owner.execute(f"INSERT INTO {table} TABLE kept_{table}".encode())


@pytest.mark.django_db(transaction=True)
def test_every_tampering_is_found() -> None:
    cast = make_cast()
    anchors, now = written(cast), timezone.now() + LATER
    assert verify_reads(anchors, now=now) == []
    found = {}
    with owner_connection() as owner:
        kept(owner)
        triggers(owner, "DISABLE")
        for name, (sql, _expected) in TAMPERINGS.items():
            owner.execute(filled(sql, cast).encode())
            found[name] = {fault.what for fault in verify_reads(anchors, now=now)}
            put_back(owner)
        triggers(owner, "ENABLE")
    missed = {name: said for name, said in found.items() if TAMPERINGS[name][1] not in said}
    assert missed == {}
    assert verify_reads(anchors, now=now) == []


@pytest.mark.django_db(transaction=True)
def test_chain_made_anew_after_an_edit_is_found_by_the_anchors_alone(tmp_path: Path) -> None:
    cast = make_cast()
    for anchor in written(cast):
        write_anchor(anchor, tmp_path)
    with owner_connection() as owner:
        triggers(owner, "DISABLE")
        owner.execute("UPDATE people_fileread SET reason = 'autre' WHERE reason = 'lecture 2'")
        owner.execute("DELETE FROM people_seal")
        triggers(owner, "ENABLE")
    digest = bytes(32)
    with working(Task.SEALING):
        for row in FileRead.objects.order_by("id"):
            digest = linked(digest, to_line(row))
    assert seal_settled() == LINES
    assert head_now(now=timezone.now()).digest == digest
    assert verify_reads([], now=timezone.now()) == []
    said = {fault.what for fault in verify_reads(read_anchors(tmp_path / FILE), now=timezone.now())}
    assert said == {Wrong.REWRITTEN}
    with pytest.raises(CommandError, match="anomalies") as stop:
        call_command("verify_reads", anchors=tmp_path / FILE)
    assert stop.value.returncode == 1
