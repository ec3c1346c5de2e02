"""Files made for the tests of keeping: written as a professional would, read as one may."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
from django.db import connections
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.people.domain.section import Section
from allervers.people.mapping.file_keys import fresh, seal_for, unseal_for, unwrapped
from allervers.people.mapping.sealed import Place
from allervers.people.models import Entry, FileKey, FollowUp, Identity, Person, Professional
from allervers.people.queries.acting import acting
from tests.cast import viewer
from tests.database import owner_conninfo

ALL = [one.value for one in Section]


def owned(statement: str) -> list[tuple[object, ...]]:
    """Run a statement as the owner of the tables: what a thief of the database would read."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(owner_conninfo(name), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def approve(member: Member, by: Member, also: Member, profession: str = "social_worker") -> Viewer:
    """Give a member a profession, proposed by one and approved by another."""
    now = timezone.now()
    with acting(viewer(by)):
        row = Professional.objects.create(
            member=member, profession=profession, proof="diplôme inventé", proposed_by=by,
            valid_until=timezone.localdate() + timedelta(days=300), proposed_at=now,
        )  # fmt: skip
    with acting(viewer(also)):
        row.approved_by, row.approved_at = also, now
        row.save()
    return viewer(member)


@dataclass(frozen=True, slots=True)
class File:
    """A file, its key, and who holds it."""

    person: Person
    key: bytes
    holder: Viewer

    def write(self, text: str, section: Section = Section.SITUATION, **more: object) -> Entry:
        """Write an entry, sealed, as the holder."""
        row = UUID(int=uuid4().int)
        sealed = seal_for(self.key, text, Place("people_entry", "sealed_text", row))
        with acting(self.holder):
            return Entry.objects.create(
                id=row, person=self.person, section=section, kind="note", sealed_text=sealed,
                happened_on=timezone.localdate(), author_id=self.holder.member_id,
                created_at=timezone.now(), **more,
            )  # fmt: skip

    def read(self, entry_id: UUID) -> str:
        """Open an entry as the holder would."""
        with acting(self.holder):
            key = unwrapped(FileKey.objects.get(pk=self.person.pk))
            entry = Entry.objects.get(pk=entry_id)
            place = Place("people_entry", "sealed_text", entry.pk)
            return unseal_for(key, bytes(entry.sealed_text), place)


def make_file(holder: Viewer, name: str = "", **more: object) -> File:
    """Begin a file, followed by its holder as referent, every section open."""
    now, today = timezone.now(), timezone.localdate()
    with acting(holder):
        person = Person(
            pseudonym=f"Dossier {uuid4().hex[:8]}", organisation_id=holder.organisation_id,
            created_by_id=holder.member_id, created_at=now, last_contact_on=today,
            state_since=today,
        )  # fmt: skip
        for field, value in more.items():
            setattr(person, field, value)
        Person.objects.bulk_create([person])
        row, key = fresh(person.pk)
        row.save(force_insert=True)
        Identity.objects.create(person=person, given_names=name, search_key=name.lower())
        FollowUp.objects.create(
            person=person, member_id=holder.member_id, kind="referent", sections=ALL,
            since=today, given_by_id=holder.member_id, created_at=now,
        )  # fmt: skip
    return File(person, key, holder)
