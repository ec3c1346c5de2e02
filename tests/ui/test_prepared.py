"""Statements that leave together: in order, overtaken by nothing, forgotten by a rollback."""

from typing import Any

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg.pq import ConnStatus

from allervers.ui import prepared as module
from allervers.ui.prepared import ahead, prepared, ran

SAY = "SELECT set_config('allervers.word', %(word)s, true)"
SAID = "SELECT coalesce(current_setting('allervers.word', true), '')"
KEEP = """
INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%(key)s, '', now())
"""


@pytest.fixture
def journeys(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the statements of each journey to PostgreSQL and back."""
    counted: list[int] = []
    journey = module._journey

    def counting(raw: Any, asked: Any) -> Any:
        counted.append(len(asked))
        return journey(raw, asked)

    monkeypatch.setattr(module, "_journey", counting)
    return counted


def said() -> str:
    """Return the word of the transaction, asked by Django's own cursor."""
    with connection.cursor() as cursor:
        cursor.execute(SAID)
        return str(cursor.fetchone()[0])


def keys() -> set[str]:
    return set(Session.objects.values_list("session_key", flat=True))


@pytest.mark.django_db(transaction=True)
def test_what_waits_leaves_with_the_next_statement_in_one_journey(journeys: list[int]) -> None:
    for word in ("first", "again"):  # the first time, each is prepared by itself
        journeys.clear()
        with transaction.atomic():
            ran(SAY, {"word": word})
            later = ahead("SELECT %(n)s::int", {"n": 7})
            assert prepared(SAID, {}) == [(word,)]
            assert later() == [(7,)]
    assert journeys == [3]  # the transaction's beginning goes before them


@pytest.mark.django_db
def test_nothing_overtakes_what_waits() -> None:
    with transaction.atomic():
        ran(SAY, {"word": "before"})
        assert said() == "before"
        ran(SAY, {"word": "in a savepoint"})
        with transaction.atomic():
            assert prepared(SAID, {}) == [("in a savepoint",)]


@pytest.mark.django_db(transaction=True)
def test_commit_sends_what_waits() -> None:
    for key in ("one", "two"):
        with transaction.atomic():
            ran(KEEP, {"key": key})
        connection.close()
    ran(KEEP, {"key": "of no transaction"})
    connection.close()
    assert keys() == {"one", "two", "of no transaction"}


@pytest.mark.django_db(transaction=True)
def test_rollback_forgets_what_waits_and_a_savepoint_only_its_own() -> None:
    with transaction.atomic():
        ran(KEEP, {"key": "lost"})
        transaction.set_rollback(True)
    with transaction.atomic():
        ran(KEEP, {"key": "kept"})
        with transaction.atomic():
            ran(KEEP, {"key": "lost too"})
            transaction.set_rollback(True)
    assert keys() == {"kept"}


def keep(key: str, *, then: str = "") -> None:
    """Keep a session in a transaction that says something else after it."""
    with transaction.atomic():
        ran(KEEP, {"key": key})
        if then:
            prepared(then, {})


@pytest.mark.django_db(transaction=True)
def test_what_waits_and_fails_breaks_the_journey_and_the_transaction() -> None:
    for _turn in range(2):  # prepared by itself, then with the others
        keep("once", then=SAID)
        with pytest.raises(IntegrityError):
            keep("once", then=SAID)
        with pytest.raises(IntegrityError):  # found at the commit, which is refused
            keep("once")
        assert keys() == {"once"}
        Session.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_answer_forgotten_by_a_rollback_is_asked_again() -> None:
    with transaction.atomic():
        later = ahead(SAID, {})
        transaction.set_rollback(True)
    assert later() == [("",)]


@pytest.mark.django_db
def test_who_looks_at_each_statement_sees_it_before_it_waits() -> None:
    def refuse(_execute: object, sql: str, *_rest: object) -> None:
        raise RuntimeError(sql)

    with connection.execute_wrapper(refuse), pytest.raises(RuntimeError, match="set_config"):
        ran(SAY, {"word": "never"})
    assert connection.waiting == []


@pytest.mark.django_db(transaction=True)
def test_while_queries_are_logged_each_is() -> None:
    with CaptureQueriesContext(connection) as logged, transaction.atomic():
        ran(SAY, {"word": "seen"})
        assert prepared(SAID, {}) == [("seen",)]
    assert ["allervers.word" in one["sql"] for one in logged.captured_queries] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_line_cut_in_the_middle_of_answers_is_left() -> None:
    cut = "SELECT pg_terminate_backend(%(pid)s::int)"
    with transaction.atomic():  # so that both are prepared; nobody has this number
        ran(SAY, {"word": "before"})
        prepared(cut, {"pid": 2**31 - 1})
    here = connection.connection.info.backend_pid
    with transaction.atomic():
        ran(SAY, {"word": "lost"})
        with pytest.raises(OperationalError):
            prepared(cut, {"pid": here})
        assert connection.connection.closed
        transaction.set_rollback(True)
    assert prepared(SAID, {}) == [("",)]
    assert connection.connection.info.backend_pid != here


class DeadLine:
    """A connection as libpq tells it once it is lost: not busy, nothing more to read, for ever."""

    status = ConnStatus.BAD
    asked = 0

    def is_busy(self) -> bool:
        """Wait for nothing."""
        return False

    def get_result(self) -> None:
        """Have no answer; say so a few times only."""
        self.asked += 1
        assert self.asked < 9, "a lost line is asked for ever"

    def get_error_message(self) -> str:
        """Say why."""
        return "the line is lost"


def test_lost_line_is_not_asked_for_ever() -> None:
    with pytest.raises(psycopg.OperationalError, match="the line is lost"):
        next(module._answers(DeadLine()))
