"""Row-level security stays closed: every table, every function, every connection."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, models, transaction

from allervers.people.models import Entry, FileRead, Identity, Person
from allervers.people.queries.acting import Task, acting, acting_on, unfocus, working
from tests.cast import make_cast, viewer
from tests.people.world import PeopleWorld, acting_as, make_people_world

SRC = Path(__file__).resolve().parents[3] / "src" / "allervers"
# Each runs with the owner's rights: add one only after reading it twice.
DEFINERS = frozenset(
    line.strip()
    for line in """
    people_me people_dpo_of people_work_together people_grants people_opened people_judged
    people_narrow people_reach_mark people_reach people_reached
    people_reached_sections people_watched people_known people_referred people_is_begun_by_me
    people_unlocked people_is_open people_alike
    people_is_approved people_volume_with people_send_concern people_concerns_sent people_commune_of
    people_needs_of_commune people_coordination_ends people_name_coordinator
    people_watch_volume people_glass_search people_glass_guard people_administers people_hands
    people_may_approve people_read_is_due people_let_reads_go
    people_caseload
    people_unanswered people_glass_both_sides people_looks_after
    people_retention_facts people_state_guard people_is_archived people_destroy
    people_account_reset people_dpo_gone
    people_words people_seal_words people_reason_let_go
    """.replace(" ", "\n").splitlines()
    if line.strip()
)
OF_TESTS = {"tests_lines"}  # reading.py: lines at another hour
SESSION = re.compile(
    r"set_config\([^)]*,\s*(false|%s)\s*\)|\bSET\s+(SESSION\s+)?allervers\.|RESET\s+allervers",
    re.IGNORECASE,
)


def tables_of_people() -> set[str]:
    """Return the tables of people, and those of any subject that point at a person."""
    found = set()
    for model in apps.get_models():
        links = [f for f in model._meta.get_fields() if isinstance(f, models.ForeignKey)]
        if model._meta.app_label == "people" or any(f.related_model is Person for f in links):
            found.add(model._meta.db_table)
    return found


def rows(sql: str) -> list[tuple[object, ...]]:
    """Ask the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def unguarded() -> set[object]:
    """Return the tables of people that are not closed, or that have no policy."""
    closed = rows(
        "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND c.relforcerowsecurity"
        " AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'of_owner')"
    )
    return tables_of_people() - {name for (name,) in closed}


def test_every_table_of_people_is_closed_even_to_its_owner(db: None) -> None:
    assert len(tables_of_people()) > 20
    assert unguarded() == set()


def test_table_without_policy_would_be_seen(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person._meta, "db_table", "accounts_member")
    assert unguarded() == {"accounts_member"}


def test_role_of_the_site_owns_nothing_and_passes_by_nothing(db: None) -> None:
    (role,) = rows(
        "SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR EXISTS (SELECT FROM pg_class c"
        " WHERE c.relowner = r.oid AND c.relpersistence <> 't')"
        " OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)"
        " FROM pg_roles r WHERE r.rolname = current_user"
    )
    assert role == (False,)


def test_functions_that_run_as_the_owner_are_few_and_hold_their_path(db: None) -> None:
    found = rows(
        "SELECT p.proname, coalesce(array_to_string(p.proconfig, ','), '') FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'"
        " WHERE p.prosecdef"
    )
    assert {name for name, _config in found} - OF_TESTS == DEFINERS
    assert [name for name, config in found if "search_path=" not in str(config)] == []


def test_views_ask_in_the_name_of_whoever_reads(db: None) -> None:
    assert rows(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('v', 'm') AND n.nspname = 'public' AND c.relname LIKE 'people%'"
        " AND NOT coalesce(c.reloptions::text LIKE '%security_invoker=true%', false)"
    ) == []  # fmt: skip


def test_name_is_never_said_for_a_whole_session() -> None:
    wrong = [
        f"{file.relative_to(SRC)}: {found.group()}"
        for file in SRC.rglob("*.py")
        for found in SESSION.finditer(file.read_text())
    ]
    assert wrong == []
    assert SESSION.search("SELECT set_config('allervers.member', 'x', false)")
    assert SESSION.search("SET allervers.member = 'x'")


def test_without_a_name_every_table_is_empty(people_world: PeopleWorld) -> None:
    about_staff = {"people_professional", "people_convention"}  # not the people they follow
    counts = {
        table: rows(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 - names of models
        for table in tables_of_people() - about_staff
        if table.startswith("people_")
    }
    assert {table: n for table, n in counts.items() if n} == {}


def test_name_is_forgotten_after_commit_and_after_rollback(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    for ends in (None, ValueError):
        try:
            with acting_as(bruno):
                assert Person.objects.count() == 2
                if ends is not None:
                    raise ends
        except ValueError:
            pass
        assert Person.objects.count() == 0
    with acting_as(bruno):
        with working(Task.SEALING):
            assert Person.objects.count() == 0
        with acting_on(viewer(bruno), people_world.nour.pk):
            assert Person.objects.count() == 1
            unfocus()
            assert Person.objects.count() == 2
        assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_connection_that_served_one_member_tells_the_next_nothing() -> None:
    world = make_people_world(make_cast())
    cast = world.cast
    own = {
        cast.bruno: {world.nour.pk, world.lina.pk}, cast.chloe: {world.nour.pk},
        cast.aicha: {world.sami.pk}, cast.denis: set(), cast.hugo: set(), cast.elodie: set(),
    }  # fmt: skip
    members = [*own] * 60
    Random(5).shuffle(members)  # noqa: S311 - an order, not a secret

    def ask(member: object) -> bool:
        seen = set()
        with transaction.atomic(), acting(viewer(member)):  # type: ignore[arg-type]
            seen |= set(Person.objects.order_by("pk").values_list("pk", flat=True))
            seen |= set(Identity.objects.order_by("pk").values_list("pk", flat=True))
        return seen == own[member] and not Person.objects.exists()  # type: ignore[index]

    def serve(some: list[object]) -> list[bool]:
        answers = [ask(member) for member in some]  # many members, one connection
        connections.close_all()
        return answers

    with ThreadPoolExecutor(4) as pool:
        served = pool.map(serve, [members[number::4] for number in range(4)])
    assert all(answer for answers in served for answer in answers)


def test_dpo_and_administrator_read_the_inside_of_no_file(people_world: PeopleWorld) -> None:
    from tests.people.world import Section, note  # noqa: PLC0415

    cast = people_world.cast
    note(people_world.nour, cast.bruno, Section.HEALTH, "une note de santé")
    for member in (cast.farid, cast.elodie, cast.jeanne):
        with acting_as(member):
            assert not Identity.objects.exists()
            assert not Entry.objects.exists()
    with acting_as(cast.farid):
        assert Person.objects.count() == 3  # pseudonyms, to find who answers for them


def test_member_writes_no_line_in_the_name_of_another(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    with pytest.raises(DatabaseError, match="row-level"), acting_as(cast.bruno):
        FileRead.objects.create(
            act="opened", member=cast.chloe, organisation=cast.carrier,
            purpose="follow_up", ground="caseload",
        )  # fmt: skip
