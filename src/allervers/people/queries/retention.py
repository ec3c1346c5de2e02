"""What is due, as a DPO sees it, and what the nightly task is told of each file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from allervers.people.domain.retention import Due, Facts, Rule, due
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import Archive, Deadline, Destruction, Person

ALL: Final = "SELECT * FROM people_retention_facts()"
ONE: Final = "SELECT * FROM people_retention_facts() WHERE person = %s"


@dataclass(frozen=True, slots=True)
class Category:
    """A category as the desk shows it: its rule, and how many files of it are due."""

    rule: Rule
    count: int
    is_approved: bool


def facts(person_id: UUID | None = None) -> Iterator[tuple[UUID, Facts]]:
    """Return what decides the dates of each file, or of one; only the task of retention may."""
    with connection.cursor() as cursor:
        cursor.execute(ONE if person_id else ALL, [person_id] if person_id else [])
        for found_id, state, contact, until, born, age, said, is_ase in cursor.fetchall():
            yield (
                found_id,
                Facts(
                    state=state, last_contact_on=contact, keep_until=until, born_on=born,
                    age=age, age_said_on=said, is_child_protection=is_ase,
                ),
            )  # fmt: skip


def due_now(rules: Mapping[str, Rule], person_id: UUID, on: date) -> Due | None:
    """Return why one file is due today, whatever the last night proposed."""
    return next((due(rules, found, on) for _person, found in facts(person_id)), None)


def deadlines() -> QuerySet[Deadline]:
    """Return what was proposed and is not settled, the oldest first; a DPO sees their own."""
    return (
        Deadline.objects.filter(closed_at=None)
        .select_related("person")
        .order_by("kept_until", "person__pseudonym")
    )


def by_category(rules: Mapping[str, Rule], on: date) -> list[Category]:
    """Count what is due, category by category, in the order of the file of rules. One query."""
    found = list(deadlines().order_by().values_list("category", flat=True))
    return [Category(rule, found.count(name), rule.is_approved(on)) for name, rule in rules.items()]


def archives() -> list[Archive]:
    """Return the files kept on for a written need, by the day they are kept until; and why."""
    return open_rows(
        Archive.objects.filter(person__state=Person.State.INTERMEDIATE)
        .select_related("person", "decided_by__user")
        .order_by("person_id", "-decided_at")
        .distinct("person_id")
    )


def destructions_asked() -> QuerySet[Destruction]:
    """Return the destructions that wait for a second person."""
    return (
        Destruction.objects.filter(agreed_at=None, refused_at=None)
        .select_related("person", "asked_by__user")
        .order_by("asked_at", "pk")
    )


def destruction(destruction_id: UUID) -> Destruction | None:
    """Return one destruction, if the viewer may know of it."""
    found = Destruction.objects.select_related("person", "asked_by__user")
    return found.filter(pk=destruction_id).first()


def held_file(person_id: UUID, organisation_id: UUID) -> Person | None:
    """Return the file of an organisation as its DPO knows it: a pseudonym, a state, dates."""
    return Person.objects.filter(pk=person_id, organisation_id=organisation_id).first()
