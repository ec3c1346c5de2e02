"""What is due is proposed, moved by a DPO, ended by two; and no word is left."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.retention import (
    agree_destruction,
    archive_file,
    ask_destruction,
    propose_due,
    refuse_destruction,
    reopen_file,
)
from allervers.people.domain.retention import later
from allervers.people.domain.section import Section
from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.models import Archive, Destruction, Entry, FileKey, FollowUp, Person
from allervers.people.queries import retention as queries
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.people.keeping.files import ALL, File, make_file, owned
from tests.people.keeping.signed import sign

VISA = "AD 92, visa inventé 2026-17"


@pytest.fixture
def farid(cast: Cast) -> Viewer:
    """Return the DPO."""
    return viewer(cast.farid)


@pytest.fixture
def file(bruno: Viewer) -> File:
    """Return a file of somebody seen for the last time two years and a day ago."""
    return make_file(bruno, last_contact_on=later(timezone.localdate(), -24) - timedelta(1))


def proposed(who: Viewer) -> list[UUID]:
    """Return the files that a DPO is told of."""
    with acting(who):
        return [row.person_id for row in queries.deadlines()]


def night(now: datetime | None = None) -> tuple[int, int]:
    """Let the nightly task pass; return what it added and withdrew."""
    done = propose_due(retention_rules(), now or timezone.now())
    return done.added, done.withdrawn


def state_of(file: File, who: Viewer) -> str:
    """Return the state of a file."""
    with acting(who):
        return Person.objects.get(pk=file.person.pk).state


def test_night_proposes_once_and_moves_nothing(file: File, farid: Viewer, bruno: Viewer) -> None:
    make_file(bruno)  # seen today
    assert night() == (1, 0)
    assert night() == (0, 0)
    assert proposed(farid) == [file.person.pk]
    assert state_of(file, bruno) == "active"


def test_contact_from_the_person_withdraws_the_proposal(
    file: File, farid: Viewer, bruno: Viewer
) -> None:
    night()
    with acting(bruno):
        Person.objects.filter(pk=file.person.pk).update(last_contact_on=timezone.localdate())
    assert night() == (0, 1)
    assert proposed(farid) == []


def test_day_by_day_a_file_is_due_the_day_after(bruno: Viewer) -> None:
    make_file(bruno, last_contact_on=timezone.localdate())
    last = timezone.make_aware(
        datetime.combine(later(timezone.localdate(), 24), datetime.min.time())
    )
    assert night(last) == (0, 0)
    assert night(last + timedelta(days=1)) == (1, 0)


def test_another_organisation_is_told_nothing(file: File, cast: Cast, bruno: Viewer) -> None:
    night()
    assert proposed(viewer(cast.hugo)) == []
    assert proposed(bruno) == []  # nor a professional: it is the DPO's list
    assert proposed(viewer(cast.elodie)) == []


def keep(farid: Viewer, file: File, reason: str = "litige en cours") -> None:
    """Archive a file for a year."""
    until = timezone.localdate() + timedelta(days=365)
    archive_file(
        viewer=farid, person_id=file.person.pk, reason=reason, keep_until=until, now=timezone.now()
    )


def team(file: File, cast: Cast, by: Viewer) -> None:
    """Let Aïcha follow the file too, as one of the team."""
    with acting(by):
        FollowUp.objects.create(
            person=file.person, member=cast.aicha, kind="team", sections=ALL,
            since=timezone.localdate(), given_by_id=by.member_id, created_at=timezone.now(),
        )  # fmt: skip


def test_archive_leaves_only_the_referent(
    file: File, cast: Cast, farid: Viewer, bruno: Viewer, aicha: Viewer
) -> None:
    team(file, cast, bruno)
    assert state_of(file, aicha) == "active"
    night()
    keep(farid, file)
    assert state_of(file, bruno) == "intermediate"
    assert proposed(farid) == []
    with acting(aicha), pytest.raises(Person.DoesNotExist):
        Person.objects.get(pk=file.person.pk)


def test_only_a_dpo_names_another_reader_of_an_archive(
    file: File, cast: Cast, farid: Viewer, bruno: Viewer, aicha: Viewer
) -> None:
    keep(farid, file)
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        team(file, cast, bruno)
    team(file, cast, farid)
    assert state_of(file, aicha) == "intermediate"


def test_archive_needs_a_reason_and_a_day_to_come(file: File, farid: Viewer) -> None:
    with pytest.raises(Refusal):
        keep(farid, file, " ")
    with pytest.raises(Refusal, match="Ce jour ne convient pas"):
        archive_file(
            viewer=farid, person_id=file.person.pk, reason="litige",
            keep_until=timezone.localdate(), now=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("who", ["bruno", "elodie", "hugo", "chloe"])
def test_nobody_but_the_dpo_of_the_organisation_archives(
    file: File, cast: Cast, farid: Viewer, who: str
) -> None:
    with pytest.raises(Refusal, match="introuvable"):
        keep(viewer(getattr(cast, who)), file)


def test_archived_file_is_due_on_the_day_that_was_written(file: File, farid: Viewer) -> None:
    keep(farid, file)
    end = timezone.now() + timedelta(days=365)
    assert night(end) == (0, 0)
    assert night(end + timedelta(days=1)) == (1, 0)


def test_person_who_comes_back_reopens_the_file(file: File, farid: Viewer, bruno: Viewer) -> None:
    keep(farid, file)
    today = timezone.localdate()
    reopen_file(viewer=farid, person_id=file.person.pk, contact_on=today, now=timezone.now())
    with acting(bruno):
        person = Person.objects.get(pk=file.person.pk)
    assert (person.state, person.last_contact_on) == ("active", today)


def ask(farid: Viewer, file: File) -> Destruction:
    """Ask that a file be destroyed."""
    return ask_destruction(
        viewer=farid, person_id=file.person.pk, visa=VISA, rules=retention_rules(),
        now=timezone.now(),
    )  # fmt: skip


def agree(who: Viewer, asked: Destruction) -> None:
    """Agree to a destruction."""
    agree_destruction(
        viewer=who, destruction_id=asked.pk, rules=retention_rules(), now=timezone.now()
    )


def test_category_that_nobody_approved_is_never_destroyed(file: File, farid: Viewer) -> None:
    with pytest.raises(Refusal, match="Personne n’a signé"):
        ask(farid, file)


@pytest.fixture
def signed(settings: Any, tmp_path: Path) -> None:
    """Let the controller sign the category of young people (the age here is unknown)."""
    sign(settings, tmp_path, "jeune")


def test_file_that_is_not_due_is_not_destroyed(signed: None, bruno: Viewer, farid: Viewer) -> None:
    with pytest.raises(Refusal, match="n’est pas à détruire"):
        ask(farid, make_file(bruno))


def test_one_person_never_destroys_alone(signed: None, file: File, farid: Viewer) -> None:
    with pytest.raises(Refusal, match="Une autre personne"):
        agree(farid, ask(farid, file))


@pytest.mark.django_db(transaction=True)
def test_two_persons_destroy_what_the_file_holds_and_its_key(
    signed: None, file: File, farid: Viewer, bruno: Viewer
) -> None:
    for section in Section:
        file.write(f"canari {section}", section)
    night()
    agree(bruno, ask(farid, file))
    with acting(farid):
        person = Person.objects.get(pk=file.person.pk)
        assert (person.state, person.state_reason) == ("final", "")
        assert Destruction.objects.get(person=person).done_at is not None
    assert left_of(file) == {"people_destruction": 1}


def left_of(file: File) -> dict[str, int]:
    """Count, in each table that points to the file, the rows left there.."""
    pointing = (
        "SELECT c.conrelid::regclass::text, quote_ident(a.attname) FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND c.confrelid = 'people_person'::regclass"
    )
    found: dict[str, int] = {}
    for table, column in owned(pointing):
        held = f"{table} WHERE {column} = '{file.person.pk}'"
        counted = owned(f"SELECT count(*) FROM {held}")  # noqa: S608 - names of the catalogue
        found[str(table)] = int(str(counted[0][0]))
    return {table: count for table, count in found.items() if count}


def test_refused_destruction_changes_nothing_and_may_be_asked_again(
    signed: None, file: File, farid: Viewer, bruno: Viewer
) -> None:
    asked = ask(farid, file)
    refuse_destruction(viewer=bruno, destruction_id=asked.pk, now=timezone.now())
    with pytest.raises(Refusal):
        agree(bruno, asked)
    assert state_of(file, bruno) == "active"
    ask(farid, file)


def test_person_who_came_back_meanwhile_is_not_destroyed(
    signed: None, file: File, farid: Viewer, bruno: Viewer
) -> None:
    asked = ask(farid, file)
    with acting(bruno):
        Person.objects.filter(pk=file.person.pk).update(last_contact_on=timezone.localdate())
    with pytest.raises(Refusal, match="repris contact"):
        agree(bruno, asked)
    assert state_of(file, bruno) == "active"


def test_postgresql_ends_no_file_by_itself(file: File, farid: Viewer, bruno: Viewer) -> None:
    for who in (farid, bruno):
        with acting(who), pytest.raises(IntegrityError, match="by two"), transaction.atomic():
            Person.objects.filter(pk=file.person.pk).update(state="final")


def test_function_that_destroys_refuses_whoever_did_not_agree(
    signed: None, file: File, farid: Viewer, cast: Cast, bruno: Viewer
) -> None:
    asked = ask(farid, file)
    for who in (farid, bruno, viewer(cast.hugo)):
        with acting(who), connection.cursor() as cursor:
            cursor.execute("SELECT people_destroy(%s)", [asked.pk])
            assert cursor.fetchone() == (False,)
    with acting(bruno):
        assert FileKey.objects.filter(pk=file.person.pk).exists()
        assert Entry.objects.filter(person=file.person).count() == 0
        assert Archive.objects.count() == 0
