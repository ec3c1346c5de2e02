"""A host changes its key: whatever happens on the way, every file still opens."""

import os
import signal
import subprocess
import sys
from io import StringIO
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.rotating_keys import turn_all
from allervers.people.mapping.file_keys import seal_by_host, unseal_by_host
from allervers.people.mapping.sealed import Place
from allervers.people.models import Concern, Entry
from allervers.people.queries.acting import acting
from allervers.people.queries.host_keys import keys_in_use, problems_of_keys
from tests.cast import Cast, make_cast, viewer
from tests.database import address_of
from tests.people.keeping.files import File, approve, make_file
from tests.people.keeping.keys import FORMER, NEW, as_variable, use

TEXT = "Ce que dit la personne."
Sealed = list[tuple[File, UUID]]


@pytest.fixture
def sealed(bruno: Viewer, settings: Any) -> Sealed:
    """Return five files with an entry each, under the former key; the new one comes first."""
    return five(bruno, settings)


def five(holder: Viewer, settings: Any) -> Sealed:
    """Make five files under the former key, then put the new one first."""
    use(settings, FORMER)
    files = [make_file(holder) for _ in range(5)]
    found = [(file, file.write(TEXT).pk) for file in files]
    use(settings, NEW, FORMER)
    return found


def assert_all_open(sealed: Sealed) -> None:
    """Read every entry."""
    assert [file.read(entry) for file, entry in sealed] == [TEXT] * len(sealed)


def bytes_of(file: File, entry_id: UUID) -> bytes:
    """Return what the database holds of an entry."""
    with acting(file.holder):
        return bytes(Entry.objects.get(pk=entry_id).sealed_text)


def rotate(*options: object) -> str:
    """Run the command."""
    told = StringIO()
    call_command("rotate_file_keys", *map(str, options), stdout=told, stderr=told)
    return told.getvalue()


def test_turns_every_key_and_leaves_what_they_sealed(sealed: Sealed, settings: Any) -> None:
    before = [bytes_of(file, entry) for file, entry in sealed]
    assert rotate("--batch", 2).splitlines()[-1] == "5 valeur(s) sous la clé « hote2027 »."
    assert keys_in_use() == {"hote2027": 5}
    assert [bytes_of(file, entry) for file, entry in sealed] == before
    use(settings, NEW)
    assert_all_open(sealed)


def test_again_changes_nothing(sealed: Sealed) -> None:
    rotate()
    assert rotate().splitlines()[-1] == "0 valeur(s) sous la clé « hote2027 »."
    assert_all_open(sealed)


def test_progress_is_told_after_each_batch(sealed: Sealed) -> None:
    assert rotate("--batch", 2).splitlines()[:3] == ["2/5", "4/5", "5/5"]


@pytest.mark.parametrize("point", range(5))
def test_stopped_between_any_two_batches_goes_on_from_there(sealed: Sealed, point: int) -> None:
    list(islice(turn_all("hote2027", 1), point))
    assert keys_in_use()["hote2027"] == point
    assert_all_open(sealed)
    rotate()
    assert keys_in_use() == {"hote2027": 5}
    assert_all_open(sealed)


def test_key_still_in_use_is_not_retired(sealed: Sealed) -> None:
    list(islice(turn_all("hote2027", 1), 4))
    with pytest.raises(CommandError, match="ouvre encore 1 valeur"):
        rotate("--check", "hote2026")
    rotate()
    assert "Plus rien dans cette base ne dépend" in rotate("--check", "hote2026")


def test_key_that_the_host_lost_stops_nothing_else(sealed: Sealed, settings: Any) -> None:
    list(islice(turn_all("hote2027", 1), 2))
    use(settings, NEW)
    with pytest.raises(CommandError, match=r"3 valeur\(s\) ne s’ouvrent pas"):
        rotate("--batch", 1)
    assert keys_in_use() == {"hote2027": 2, "hote2026": 3}
    assert any("'hote2026' is not in ALLERVERS_FILE_KEYS" in one for one in problems_of_keys())
    use(settings, NEW, FORMER)
    rotate()
    assert_all_open(sealed)


def test_unknown_key_is_refused_before_anything(sealed: Sealed) -> None:
    with pytest.raises(CommandError, match="n’est pas dans ALLERVERS_FILE_KEYS"):
        rotate("--to", "inconnue")
    assert keys_in_use() == {"hote2026": 5}


def test_concern_is_sealed_again_by_the_new_key(cast: Cast, settings: Any) -> None:
    use(settings, FORMER)
    row, sender = uuid4(), viewer(cast.bruno)
    aicha = approve(cast.aicha, cast.elodie, cast.farid)
    place = Place("people_concern", "sealed_text", row)
    send = "SELECT people_send_concern(%s, %s, '', 'un élève', %s, false)"
    with acting(sender), connection.cursor() as cursor:
        cursor.execute(send, [row, cast.aicha.pk, seal_by_host("Il a peur.", place)])
    use(settings, NEW, FORMER)
    rotate()
    assert keys_in_use() == {"hote2027": 1}
    use(settings, NEW)
    with acting(aicha):
        sealed = bytes(Concern.objects.get(pk=row).sealed_text)
    assert unseal_by_host(sealed, place) == "Il a peur."


def killed_after(lines: int) -> None:
    """Run the command on the tests' database, one row a transaction; kill -9 after some lines."""
    url = address_of(connections["default"].settings_dict["NAME"])
    environment = {**os.environ, "DATABASE_URL": url, "ALLERVERS_MODE": "test",
                   "ALLERVERS_FILE_KEYS": as_variable(NEW, FORMER)}  # fmt: skip
    line = [sys.executable, "-m", "allervers", "rotate_file_keys", "--batch", "1"]
    with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_every_file_still_opens(settings: Any) -> None:
    cast = make_cast()
    sealed = five(approve(cast.bruno, cast.elodie, cast.farid), settings)
    killed_after(2)
    assert keys_in_use()["hote2027"] >= 2
    assert_all_open(sealed)
    rotate()
    assert keys_in_use() == {"hote2027": 5}
    assert_all_open(sealed)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_killed_at_fifty_points_every_file_still_opens(settings: Any) -> None:
    cast = make_cast()
    holder = approve(cast.bruno, cast.elodie, cast.farid)
    sealed = [one for _ in range(11) for one in five(holder, settings)]
    for _ in range(50):
        killed_after(1)
        assert_all_open(sealed)
    rotate()
    assert keys_in_use() == {"hote2027": 55}
    assert_all_open(sealed)
