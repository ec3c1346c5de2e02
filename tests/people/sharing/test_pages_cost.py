"""Pages of sharing ask the database a few times only, however long their lists."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import sign_in
from tests.people.sharing.world import make_share
from tests.people.world import PeopleWorld

# Said to PostgreSQL for the transaction, not asked of a table.
FREE = ("SELECT set_config", "SAVEPOINT", "RELEASE", "SELECT coalesce(current_setting")
SESSION = ("django_session", "accounts_user", "accounts_opensession", "accounts_member")


def asked(client: Client, url: str) -> list[str]:
    """Return what a page asked of the tables, its session apart."""
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    all_of_them = [one["sql"] for one in found.captured_queries]
    own = [sql for sql in all_of_them if not sql.startswith(FREE)]
    # Statements of ours are prepared without the quotes that the ORM writes.
    return [
        sql for sql in own if not any(f"FROM {one} " in sql.replace('"', "") for one in SESSION)
    ]


@pytest.mark.parametrize("name", ["shares_received", "shares_sent", "concerns_received"])
def test_list_costs_the_same_for_many(client: Client, people_world: PeopleWorld, name: str) -> None:
    cast = people_world.cast
    for _time in range(4):
        make_share(people_world.nour, cast.bruno, cast.denis, state="accepted")
    sign_in(client, cast.denis if name == "shares_received" else cast.bruno)
    assert len(asked(client, reverse(f"people:{name}"))) <= 8


def test_dialogue_costs_little(client: Client, people_world: PeopleWorld) -> None:
    cast = people_world.cast
    sign_in(client, cast.bruno)
    url = reverse("people:share_with", args=[people_world.nour.pk, cast.denis.pk])
    found = asked(client, url)
    assert len(found) <= 12, "\n".join(found)
