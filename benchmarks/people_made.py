"""Fills a database with invented files for the bench of people, as the owner of the tables.

100,000 files of 40 organisations, each in the caseload of one of 400 professionals, with an
identity, a key, two ways to be reached, what the person was told; one of five is shared with a
colleague. 1,000,000 notes, really sealed. Each file was read twice in the last three months, before
today: a journal that nobody wrote in is planned for as if it stayed empty. Prints the sessions of
some professionals and files of theirs, as one JSON line. Nobody in there exists.
"""

import itertools
import json
import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from allervers.accounts.domain.session_keys import ORGANISATION, PROVED  # noqa: E402
from allervers.accounts.models import Member, Organisation, User  # noqa: E402
from allervers.config.owner import connected_as_owner  # noqa: E402
from allervers.people.domain.section import Section  # noqa: E402
from allervers.people.mapping import file_keys  # noqa: E402
from allervers.people.mapping.sealed import Place  # noqa: E402
from allervers.people.mapping.sealed_words import sealed_words, words_place  # noqa: E402
from allervers.people.models import ContactPoint, Professional  # noqa: E402

FILES, NOTES, MEMBERS, ORGANISATIONS = 100_000, 10, 400, 40
SIGNED_IN, FILES_EACH = 50, 20
SECTIONS = [one.value for one in Section]
NOTED = ("situation", "housing", "resources", "health", "rights")
SHARED = 5  # one file of so many is shared
CONTACTS = (
    ("phone", "+33199000000", ["call", "sms"], (time(9), time(18))),  # as the form keeps it
    ("email", "personne@exemple.invalid", ["email"], (None, None)),
)
Row = tuple[str, tuple[Any, ...]]
NOW = timezone.now()
TODAY = timezone.localdate()


def people() -> list[Member]:
    """Make the organisations and their professionals, each approved by two others."""
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Organisation inventée {n}", kind="carrier", is_invented=True)
        for n in range(ORGANISATIONS)
    )
    users = User.objects.bulk_create(
        User(email=f"u{n}@exemple.invalid", name=f"Personne inventée {n}", is_invented=True)
        for n in range(MEMBERS)
    )
    members = Member.objects.bulk_create(
        Member(user=user, organisation=organisations[n % ORGANISATIONS], roles=["field_worker"])
        for n, user in enumerate(users)
    )
    Professional.objects.bulk_create(
        Professional(
            member=one, profession="social_worker", proof="inventé", proposed_at=NOW,
            valid_until=TODAY + timedelta(days=900), proposed_by=members[n - 1],
            approved_by=members[n - 2], approved_at=NOW,
        )
        for n, one in enumerate(members)
    )  # fmt: skip
    return members


def lines_of(number: int, person: uuid.UUID, member: Member) -> Iterator[Row]:
    """Give the lines of the journal of one file: read twice, on other days than today."""
    for days in (1 + number % 89, 1 + number % 61):
        yield "fileread", (
            NOW - timedelta(days=days), "opened", person, member.organisation_id, member.pk,
            "follow_up", "caseload", SECTIONS, "", 1, [],
        )  # fmt: skip


def rows_of(members: list[Member]) -> Iterator[Row]:
    """Give the rows of every file, with the table of each."""
    for number in range(FILES):
        member, person = members[number % MEMBERS], uuid.uuid4()
        colleague = members[(number + ORGANISATIONS) % MEMBERS]  # of the same organisation
        row, key = file_keys.fresh(person)
        seen = TODAY - timedelta(days=number % 700)
        yield "person", (
            person, f"Fichier {number}", member.organisation_id, member.pk, NOW, seen, "active",
            TODAY, "",
        )  # fmt: skip
        yield "identity", (person, f"Prénom {number}", "Nom", "", "", "", f"nom prenom {number}")
        yield "filekey", (person, row.host_key, bytes(row.wrapped), NOW)
        yield "followup", (
            uuid.uuid4(), person, member.pk, "referent", SECTIONS, "", TODAY, member.pk, NOW,
        )  # fmt: skip
        for kind, value, channels, hours in CONTACTS:
            contact = uuid.uuid4()
            sealed = sealed_words(value, words_place(ContactPoint, "value", contact), key)
            yield "contactpoint", (
                contact, person, kind, sealed, channels, *hours, [1, 2, 3, 4, 5], "", True,
                member.pk, NOW,
            )  # fmt: skip
        yield "information", (uuid.uuid4(), person, TODAY, "spoken", "fr", member.pk, NOW)
        yield from lines_of(number, person, member)
        if number // MEMBERS % SHARED == 0:
            yield "share", (
                uuid.uuid4(), person, "CASF L121-6-2", "follow_up", ["identity", "situation"],
                member.pk, "social_worker", colleague.pk, "", "", "social_worker", "", [], TODAY,
                "", "", TODAY, TODAY + timedelta(days=90), "accepted", NOW, NOW, "", "",
                "",
            )  # fmt: skip
        for note in range(NOTES):
            entry = uuid.uuid4()
            place = Place("people_entry", "sealed_text", entry)
            text = file_keys.seal_for(key, "Une note inventée, de la longueur d’une phrase.", place)
            yield "entry", (
                entry, person, NOTED[note % len(NOTED)], "note", TODAY - timedelta(days=note),
                False, False, text, member.pk, NOW,
            )  # fmt: skip


COLUMNS = {
    "person": "id, pseudonym, organisation_id, created_by_id, created_at, last_contact_on, state,"
    " state_since, state_reason",
    "identity": "person_id, given_names, family_name, used_name, language, nationality, search_key",
    "filekey": "person_id, host_key, wrapped, created_at",
    "followup": "id, person_id, member_id, kind, sections, act, since, given_by_id, created_at",
    "contactpoint": "id, person_id, kind, value, safe_channels, safe_from, safe_until, safe_days,"
    " caution, is_current, created_by_id, created_at",
    "information": "id, person_id, told_on, means, language, told_by_id, created_at",
    "share": "id, person_id, ground, purpose, sections, sender_id, sender_profession, recipient_id,"
    " recipient_name, recipient_organisation, recipient_profession, recipient_mission, attested,"
    " informed_on, informed_whom, not_informed, starts_on, ends_on, state, created_at, answered_at,"
    " reason, asked, outcome",
    "fileread": "at, act, person_ref, organisation_id, member_id, purpose, ground, sections,"
    " reason, count, listed",
    "entry": "id, person_id, section, kind, happened_on, is_from_person, concerns_others,"
    " sealed_text, author_id, created_at",
}


def copy(members: list[Member]) -> None:
    """Send the rows, a table after the other, some thousand files at a time."""
    rows = rows_of(members)
    while batch := list(itertools.islice(rows, 140_000)):
        for table, columns in COLUMNS.items():
            some = [row for name, row in batch if name == table]
            statement = f"COPY people_{table} ({columns}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(statement) as sent:
                for row in some:
                    sent.write_row(row)


@contextmanager
def unwatched() -> Iterator[None]:
    """Let lines of other days into the journal without an alert for each."""
    watch = "ALTER TABLE people_fileread {} TRIGGER people_fileread_watched"
    with connection.cursor() as cursor:
        cursor.execute(watch.format("DISABLE"))
    yield
    with connection.cursor() as cursor:
        cursor.execute(watch.format("ENABLE"))


def session_of(member: Member) -> str:
    """Open a session with a second factor for a professional; return its key."""
    TOTP.activate(member.user, generate_totp_secret())
    assert Authenticator.objects.filter(user=member.user).exists()  # noqa: S101 - a bench's own
    client = Client()
    client.force_login(member.user)
    session = client.session
    session[ORGANISATION] = str(member.organisation_id)
    session[PROVED] = member.user_id
    session.save()
    return str(session.session_key)


def files_of(member: Member) -> list[str]:
    """Return the first files of a caseload: with the list, fewer than a limit of volume counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id FROM people_followup f JOIN people_person p ON p.id = f.person_id"
            " WHERE f.member_id = %s ORDER BY p.last_contact_on DESC, p.pseudonym LIMIT %s",
            [member.pk, FILES_EACH],
        )
        return [str(row[0]) for row in cursor.fetchall()]


def main() -> None:
    """Fill, then print what the bench needs."""
    with connected_as_owner():
        members = people()
        with unwatched():
            copy(members)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        opened = [
            {"session": session_of(one), "member": str(one.pk), "files": files_of(one)}
            for one in members[:SIGNED_IN]
        ]
    sys.stdout.write(json.dumps({"opened": opened}) + "\n")


if __name__ == "__main__":
    main()
