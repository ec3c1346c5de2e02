"""The sealer: in order, once, resumable, alone; what it wrote is not changed by anybody."""

from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core import mail
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from allervers.people.actions.sealing import (
    head_now,
    seal_batch,
    seal_reads,
    tell_broken_chain,
    verify_reads,
)
from allervers.people.domain.sealing import START, Anchor, Fault, Line, Wrong, canonical, linked
from allervers.people.gateways.alerts_mail import send_waiting_alerts
from allervers.people.gateways.seal_anchors import AnchorError, mail_anchor, read_anchors
from allervers.people.models import Alert, FileRead, Seal
from allervers.people.queries.acting import Task, working
from tests.cast import Cast, make_cast
from tests.people.owner import as_owner
from tests.people.watching.reading import read_file, seal_settled
from tests.people.world import acting_as, host_dpo

NOW = timezone.now

lines = st.builds(
    Line, id=st.integers(1), transaction=st.integers(0), at=st.datetimes(timezones=st.timezones()),
    act=st.text(), person=st.none() | st.uuids(), organisation=st.uuids(),
    member=st.none() | st.uuids(), share=st.none() | st.uuids(), purpose=st.text(),
    ground=st.text(), sections=st.lists(st.text()).map(tuple), reason=st.text(),
    count=st.integers(0), listed=st.lists(st.uuids()).map(tuple),
)  # fmt: skip


@given(lines, lines)
def test_two_lines_have_one_text_only_if_they_say_the_same(one: Line, other: Line) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)
    assert len(linked(START, one)) == 32


@pytest.mark.django_db(transaction=True)
def test_lines_of_a_running_transaction_wait_and_nothing_overtakes_them() -> None:
    cast = make_cast()
    read_file(cast.bruno)
    began, may_end = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            read_file(cast.chloe)
            began.set()
            may_end.wait(30)
        connections.close_all()

    thread = Thread(target=slow)
    thread.start()
    try:
        assert began.wait(30)
        read_file(cast.aicha)  # later, and committed first
        assert seal_reads(now=NOW()) <= 1  # transactions of other tests may keep Bruno's waiting
    finally:
        may_end.set()
        thread.join()
    seal_settled()
    with working(Task.SEALING):
        sealed = list(Seal.objects.order_by("position").values_list("read_id", flat=True))
        assert sealed == list(FileRead.objects.order_by("id").values_list("id", flat=True))
    assert len(sealed) == 3
    assert verify_reads([], now=NOW() + timedelta(hours=2)) == []


@pytest.mark.django_db(transaction=True)
def test_one_sealer_at_a_time_and_batches_go_on() -> None:
    cast = make_cast()
    for _ in range(5):
        read_file(cast.bruno)
    later = NOW() + timedelta(days=2)
    assert [seal_batch(now=later, size=2) for _ in range(4)] == [2, 2, 1, 0]
    answers: list[int | None] = []

    def other() -> None:
        answers.append(seal_batch(now=NOW()))
        connections.close_all()

    with working(Task.SEALING):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people_seal', 0))")
        thread = Thread(target=other)
        thread.start()
        thread.join()
    assert answers == [None]


@pytest.mark.django_db(transaction=True)
def test_lines_that_nobody_sealed_for_an_hour_are_said() -> None:
    cast = make_cast()
    read_file(cast.bruno)
    assert verify_reads([], now=NOW()) == []
    said = verify_reads([], now=NOW() + timedelta(hours=2))
    assert [fault.what for fault in said] == ["not_sealed"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_neither_the_site_nor_the_owner_changes_a_line(what: str) -> None:
    cast = make_cast()
    read_file(cast.bruno)
    assert seal_settled() == 1
    for table, change in (("people_fileread", "reason = 'x'"), ("people_seal", "read_id = 9")):
        sql = what.format(table, change)
        with pytest.raises(Exception, match="append-only"):
            as_owner(sql)
        with pytest.raises(DatabaseError, match="permission denied"), acting_as(cast.bruno):
            connection.cursor().execute(sql)


def test_line_is_stamped_by_the_database_whatever_the_site_says(cast: Cast) -> None:
    with acting_as(cast.bruno):
        made = FileRead.objects.create(
            act="opened", member=cast.bruno, organisation=cast.carrier,
            purpose="follow_up", ground="caseload", transaction=1,
        )  # fmt: skip
        made.refresh_from_db()
    assert made.transaction > 1


def test_hour_of_a_line_is_the_databases(cast: Cast) -> None:
    line = {"act": "opened", "member": cast.bruno, "organisation": cast.carrier,
            "purpose": "follow_up", "ground": "caseload"}  # fmt: skip
    near = NOW() + timedelta(minutes=1)
    with acting_as(cast.bruno):
        made = FileRead.objects.create(at=near, **line)
        made.refresh_from_db()
    assert made.at < near
    for far in (timedelta(hours=-1), timedelta(minutes=9)):
        with pytest.raises(DatabaseError, match="hour"), acting_as(cast.bruno):
            FileRead.objects.create(at=NOW() + far, **line)


def test_dpos_receive_position_and_digest_and_nothing_else(cast: Cast) -> None:
    anchor = Anchor(NOW(), 12, bytes(range(32)))
    assert mail_anchor(anchor) == 1
    (message,) = mail.outbox
    assert message.to == [cast.farid.user.email]
    assert f" 12 {bytes(range(32)).hex()}" in message.body
    assert not any(one.user.name in message.body for one in cast.by_name().values())


def test_anchor_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "anchors"
    file.write_text("2026-11-22T08:00:00+00:00 1 00ff\nn’importe quoi\n")
    with pytest.raises(AnchorError, match="Line 2"):
        read_anchors(file)


def test_head_before_the_first_line_is_zero(cast: Cast) -> None:
    assert head_now(now=NOW()).position == 0


def test_broken_chain_is_told_to_the_dpo_of_the_host(cast: Cast) -> None:
    dpo = host_dpo(cast)
    assert tell_broken_chain([], now=NOW()) == 0
    assert tell_broken_chain([Fault(Wrong.TAIL_CUT, 9)], now=NOW()) == 1
    assert send_waiting_alerts(now=NOW()) == 1
    assert [message.to for message in mail.outbox] == [[dpo.user.email]]
    with acting_as(dpo):
        assert Alert.objects.get().kind == "chain_broken"
