"""Each of the two decisions alone: one switched off, the other still refuses."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from pytest_django import DjangoDbBlocker

from allervers.people.domain.access import Decision, Reason
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.mapping import deciding
from tests.people.proof.asking import answered, browsers, expected, named, outcome, path_to
from tests.people.proof.canaries import Canaries, text_of
from tests.people.proof.conftest import make_world
from tests.people.proof.making import Made
from tests.people.proof.oracle import opened
from tests.people.proof.routes import MISSING, ROUTES
from tests.people.proof.viewers import BY_NAME, KINDS, VIEWERS
from tests.people.world import acting_as

PAGES = ("people:show", "people:timeline", "people:print", "people:protected", "people:household")
# The inside of a file; what surrounds it (a follow-up, a share) its own people see.
INSIDE = {
    "people_identity": "identity", "people_contactpoint": "contact",
    "people_representation": "identity", "people_householdmember": "situation",
    "people_protectedopening": "protection", "people_protectedcontact": "nobody",
    "people_information": "any", "people_consent": "any", "people_filekey": "any",
}  # fmt: skip
# No file is opened there: PostgreSQL alone says whether the row exists.
BY_ROWS_ALONE = {
    "people:coordination_end", "people:destruction", "people:retention_keep",
    "people:retention_destroy", "people:retention_reopen", "people:rights_release",
}  # fmt: skip


@pytest.fixture
def no_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the policy off: everything is decided open, for everybody."""
    everything = Decision(frozenset(Section), Reason.CASELOAD)
    monkeypatch.setattr(deciding, "decide", lambda *_given, **_named: everything)
    monkeypatch.setattr(deciding, "purposes_open", lambda *_given, **_named: tuple(Purpose))


def asked_some(made: Made, canaries: Canaries) -> Iterator[tuple[str, str, str]]:
    """Ask each relation for pages of files of two kinds; yield who met what they may not."""
    clients = browsers(made)
    for rank, who in enumerate(BY_NAME):
        for turn in range(2):
            kind = KINDS[(rank + 3 * turn) % len(KINDS)]
            name = PAGES[(rank + turn) % len(PAGES)]
            got = answered(clients[who], path_to(name, made, who, kind))
            leaks = canaries.leaks(text_of(got), who)
            is_open = not opened(BY_NAME[who], kind) and outcome(got) in {"open", "why"}
            if leaks or is_open:
                yield who, kind, f"{name} {sorted(leaks)} {outcome(got)}"


@pytest.mark.usefixtures("no_decision")
def test_without_the_policy_pages_show_what_postgresql_opens(
    made: Made, canaries: Canaries
) -> None:
    assert list(asked_some(made, canaries)) == []


def rows_of(table: str, made: Made) -> dict[str, int]:
    """Count the rows of each file in a table, in the name that was said."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT person_id, count(*) FROM {table} GROUP BY 1")  # noqa: S608
        found = dict(cursor.fetchall())
    return {kind: found.get(person.pk, 0) for kind, person in made.files.items()}


def test_postgresql_shows_no_row_of_a_section_that_is_closed(made: Made) -> None:
    wrong = []
    for who in VIEWERS:
        with acting_as(made.members[who.name]):
            for table, section in INSIDE.items():
                for kind, count in rows_of(table, made).items():
                    sections = opened(who, kind)
                    if count and not (sections if section == "any" else section in sections):
                        wrong.append((who.name, table, kind))
            with connection.cursor() as cursor:
                cursor.execute("SELECT person_id, section FROM people_entry")
                seen = set(cursor.fetchall())
            said = {(one.pk, section) for kind, one in made.files.items()
                    for section in opened(who, kind)}  # fmt: skip
            wrong += [(who.name, "people_entry", str(one)) for one in seen ^ said]
    assert wrong == []


def test_narrowed_to_a_file_postgresql_opens_of_it_what_it_opens_anyway(made: Made) -> None:
    wrong = []
    for who in VIEWERS:
        with acting_as(made.members[who.name]), connection.cursor() as cursor:
            for kind, person in made.files.items():
                cursor.execute("SELECT set_config('allervers.file', %s, true)", [str(person.pk)])
                cursor.execute("SELECT person, section FROM people_reach()")
                if set(cursor.fetchall()) != {(person.pk, one) for one in opened(who, kind)}:
                    wrong.append((who.name, kind))
    assert wrong == []


@pytest.fixture
def all_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, canaries: Canaries
) -> Iterator[Made]:
    """Switch row-level security off: the site runs as the owner, to whom every row is open."""
    default, owner = connections["default"], settings.OWNER_DATABASE
    before = dict(default.settings_dict)
    default.close()
    default.settings_dict.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            yield make_world(canaries)
            transaction.set_rollback(True)
    finally:
        with django_db_blocker.unblock():
            default.close()
        default.settings_dict.clear()
        default.settings_dict.update(before)


def test_without_row_level_security_the_policy_still_refuses(
    all_rows: Made, canaries: Canaries
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_entry")
        assert cursor.fetchone()[0] == len(KINDS) * len(Section), "every row is open"
    assert list(asked_some(all_rows, canaries)) == []
    clients = browsers(all_rows)
    closed = {
        (name, who, kind): outcome(answered(clients[who], path_to(name, all_rows, who, kind)))
        for name, who, kind in some_closed()
    }
    assert {key: got for key, got in closed.items() if got != MISSING} == {}


def some_closed() -> Iterator[tuple[str, str, str]]:
    """Yield, for each address, a relation to which it does not exist."""
    for rank, name in enumerate(sorted(set(ROUTES) - BY_ROWS_ALONE)):
        found = [
            (name, who, kind)
            for who in BY_NAME
            for kind in KINDS
            if expected(name, who, kind, "GET") == MISSING
        ]
        yield from found[rank % 7 :: max(1, len(found) // 2)][:1]


def test_addresses_that_rows_alone_close_still_exist() -> None:
    assert set(named()) >= BY_ROWS_ALONE
