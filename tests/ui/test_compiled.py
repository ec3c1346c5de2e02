"""Queries compiled once answer as the ORM does, and keep nothing of an answer."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import DataError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.ui.compiled import Asked, Compiled
from allervers.ui.prepared import prepared
from tests.cast import Cast


def of_organisation(asked: Asked) -> QuerySet[Member]:
    """Ask for the members of an organisation who joined before an instant."""
    found = Member.objects.filter(
        organisation_id=asked.uuid("where"), joined_at__lt=asked.moment("before"),
        roles__contains=["dpo"],
    )  # fmt: skip
    return found.select_related("user").order_by("user__name")


def test_same_query_answers_other_values(cast: Cast) -> None:
    query, later = Compiled(of_organisation), timezone.now() + timedelta(days=1)
    (found,) = query.rows(where=cast.carrier.pk, before=later)
    assert (found.pk, found.user.name) == (cast.farid.pk, cast.farid.user.name)
    assert query.rows(where=uuid4(), before=later) == []
    assert query.first(where=cast.carrier.pk, before=later - timedelta(days=2)) is None


def test_what_was_changed_is_seen_at_once(cast: Cast) -> None:
    query, later = Compiled(of_organisation), timezone.now() + timedelta(days=1)
    for name in ("un nom", "un autre nom"):
        type(cast.farid.user).objects.filter(pk=cast.farid.user.pk).update(name=name)
        (found,) = query.rows(where=cast.carrier.pk, before=later)
        assert found.user.name == name


def test_cut_query_gives_some_rows(cast: Cast) -> None:
    everybody = Compiled(lambda _asked: Member.objects.order_by("pk"), is_cut=True)
    ids = sorted(Member.objects.order_by("pk").values_list("pk", flat=True))
    assert [one.pk for one in everybody.rows(limit=2, offset=1)] == ids[1:3]


def test_constants_are_written_as_they_are(cast: Cast) -> None:
    name = "100 %s d’« l'autre » \\ %(me)s"
    type(cast.farid.user).objects.filter(pk=cast.farid.user.pk).update(name=name)
    query = Compiled(lambda _asked: Member.objects.filter(user__name=name))
    assert [one.pk for one in query.rows()] == [cast.farid.pk]


@pytest.mark.django_db
def test_statement_is_counted_and_planned_once() -> None:
    with CaptureQueriesContext(connection) as counted:
        for number in range(3):
            assert prepared("SELECT %(n)s::int + 7000", {"n": number}) == [(7000 + number,)]
    assert ["7000" in one["sql"] for one in counted.captured_queries] == [True] * 3
    kept = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %(like)s::text"
    assert prepared(kept, {"like": "%+ 7000"}) == [(1,)]


@pytest.mark.django_db
def test_kept_cursor_forgets_what_it_was_given_and_what_it_found() -> None:
    statement = "SELECT %(name)s::text"
    assert prepared(statement, {"name": "Nour Invente"}) == [("Nour Invente",)]
    refused = "SELECT %(name)s::text::int"
    with pytest.raises(DataError), transaction.atomic():
        prepared(refused, {"name": "Nour Invente"})
    for one in (statement, refused):
        cursor = connection.prepared_cursors.found[one]
        assert cursor.pgresult is cursor._query is cursor._tx.pgresult is None
        assert cursor._results == []


@pytest.mark.django_db
def test_cursor_is_kept_with_its_connection_and_time_zone() -> None:
    statement = "SELECT now()"
    before = connection.prepared_cursors.found if prepared(statement, {}) else {}
    prepared(statement, {})
    assert connection.prepared_cursors.found is before
    connection.timezone = ZoneInfo("Indian/Reunion")
    try:
        ((moment,),) = prepared(statement, {})
    finally:
        del connection.timezone
    assert moment.utcoffset() == timedelta(hours=4)
    ((moment,),) = prepared(statement, {})
    assert moment.utcoffset() != timedelta(hours=4)
