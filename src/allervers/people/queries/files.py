"""What the pages of one file show: each section read only if it is open, in three queries."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import JSONObject, RowNumber

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.access import PARIS
from allervers.people.domain.section import Section
from allervers.people.mapping.entry_text import Noted
from allervers.people.mapping.sealed_words import open_parts
from allervers.people.models import (
    Consent,
    ContactPoint,
    Entry,
    FileKey,
    FollowUp,
    HouseholdMember,
    Information,
    Person,
    Representation,
)
from allervers.people.queries.caseload import Ties
from allervers.ui.compiled import Asked, Compiled

LATEST: Final = 3  # entries of a section on the file's page
OF_PERSON: Final = OuterRef("pk")
# What one asks of a file depends on these sections: a query for each set of them.
PARTS: Final = frozenset({Section.CONTACT, Section.SITUATION, Section.IDENTITY})
SHOWN: Final = (
    "pk", "section", "kind", "happened_on", "is_from_person", "sealed_text", "corrects_id",
    "author__user__name", "author__organisation__name", "corrected_by__pk",
)  # fmt: skip
CONTACT_ORDER: Final = ("-created_at", "pk")


def sheet_ahead(
    viewer: Viewer, person_id: UUID, sections: Collection[Section], on: datetime
) -> Callable[[], Any]:
    """Ask, with the next query, for what of a file is not an entry; return what gives it.

    The key of the file, with lists of its open sections: `followers`, `told`, `agreed` (a number);
    then `contacts`, `speakers` where the section is open, and whether the person `has_household`.
    One query; all of it is of this file alone.
    """
    answer = _sheet(frozenset(sections) & PARTS).ahead(
        file=person_id, day=on.astimezone(PARIS).date(), me=viewer.member_id
    )

    def sheet() -> Any:
        found: Any = next(iter(answer()), None)
        if found is None:
            raise FileKey.DoesNotExist
        for name, model in (("contacts", ContactPoint), ("speakers", Representation)):
            if getattr(found, name, None):
                setattr(found, name, open_parts(getattr(found, name), model, found))
        return found

    return sheet


@lru_cache(maxsize=1 << len(PARTS))
def _sheet(sections: frozenset[Section]) -> Compiled[FileKey]:
    """Return the query of a file, compiled for these open sections."""

    def write(asked: Asked) -> QuerySet[Any]:
        day, me = asked.day("day"), asked.uuid("me")
        parts: dict[str, Any] = {
            "followers": ArraySubquery(_followers(day)),
            "told": ArraySubquery(_told()),
            "agreed": ArraySubquery(_agreed(day)),
        }
        if Section.CONTACT in sections:
            parts["contacts"] = ArraySubquery(_contacts())
        if Section.SITUATION in sections:
            parts["has_household"] = Exists(_places(day, OF_PERSON))
        if Section.IDENTITY in sections:
            parts["speakers"] = ArraySubquery(_speakers(me, day))
        return FileKey.objects.filter(person_id=asked.uuid("file")).annotate(**parts)

    return Compiled(write)


def mates_of(viewer: Viewer, person_id: UUID, on: datetime) -> list[Any]:
    """Return who else lives with the person, among the files that the viewer opens. One query.

    It reads other files: not while the transaction is narrowed to one (`acting_on`).
    """
    found: Any = MATES.first(file=person_id, day=on.astimezone(PARIS).date(), me=viewer.member_id)
    return found.mates if found else []


def _with_mates(asked: Asked) -> QuerySet[Any]:
    mates = ArraySubquery(_mates(asked.uuid("me"), asked.day("day")))
    return Person.objects.filter(pk=asked.uuid("file")).annotate(mates=mates)


MATES: Final = Compiled(_with_mates)


def latest_entries(person_id: UUID, sections: Collection[Section]) -> list[Noted]:
    """Return the last entries of each open section, the newest first. One query."""
    found = _latest(frozenset(sections)).tuples(file=person_id) if sections else []
    return [Noted(*row[: len(SHOWN)]) for row in found]


@lru_cache(maxsize=256)
def _latest(sections: frozenset[Section]) -> Compiled[Entry]:
    """Return the query of the last entries, compiled for these open sections."""

    def write(asked: Asked) -> QuerySet[Any, Any]:
        rank = Window(RowNumber(), partition_by="section", order_by=("-happened_on", "-created_at"))
        found = entries(asked.uuid("file"), sorted(sections))
        return found.annotate(rank=rank).filter(rank__lte=LATEST).values_list(*SHOWN)

    return Compiled(write)


def entries(person_id: UUID, sections: Collection[Section]) -> QuerySet[Entry]:
    """Return the entries of the open sections, the newest first, corrected ones included."""
    return (
        Entry.objects.filter(person_id=person_id, section__in=sections)
        .select_related("author__user", "author__organisation", "corrected_by")
        .order_by("-happened_on", "-created_at", "pk")
    )


def _followers(day: date) -> QuerySet[Any]:
    return (
        FollowUp.objects.filter(Q(until=None) | Q(until__gte=day), person=OF_PERSON, since__lte=day)
        .order_by("kind", "since", "pk")
        .values(json=JSONObject(
            kind="kind", name="member__user__name", organisation="member__organisation__name",
            member="member_id",
        ))
    )  # fmt: skip


def _told() -> QuerySet[Any]:
    latest = Information.objects.filter(person=OF_PERSON).order_by("-told_on", "-created_at", "pk")
    return latest.values(json=JSONObject(day="told_on", means="means", language="language"))[:1]


def _agreed(day: date) -> QuerySet[Any]:
    return Consent.objects.filter(person=OF_PERSON, withdrawn_at=None, expires_on__gte=day).values(
        "pk"
    )


def _contacts() -> QuerySet[Any]:
    return (
        ContactPoint.objects.filter(person=OF_PERSON, is_current=True)
        .order_by(*CONTACT_ORDER)
        .values(json=JSONObject(
            id="pk", kind="kind", value="value", channels="safe_channels", since="safe_from",
            until="safe_until", days="safe_days", caution="caution",
        ))
    )  # fmt: skip


def _places(day: date, person: Any) -> QuerySet[HouseholdMember]:
    """Return where a person lives on a day."""
    return HouseholdMember.objects.filter(Q(until=None) | Q(until__gte=day), person=person)


def _mates(me: UUID, day: date) -> QuerySet[Any]:
    """Return who else lives there: somebody whom the viewer does not reach is not among them."""
    ties = Ties(me, day, "person_id")
    here = _places(day, OuterRef(OF_PERSON))
    return (
        HouseholdMember.objects.filter(
            Q(until=None) | Q(until__gte=day),
            ties.opens(Section.SITUATION),
            household__in=here.values("household"),
        )
        .exclude(person=OF_PERSON)
        .exclude(person__state=Person.State.FINAL)
        .annotate(shows_identity=ties.opens(Section.IDENTITY))
        .order_by("place", "since", "pk")
        .values(json=JSONObject(
            id="pk", person="person_id", place="place", since="since", until="until",
            pseudonym="person__pseudonym", shows_identity="shows_identity",
            given_names="person__identity__given_names",
            family_name="person__identity__family_name",
        ))
    )  # fmt: skip


def _speakers(me: UUID, day: date) -> QuerySet[Any]:
    ties = Ties(me, day, "representative_id")
    return (
        Representation.objects.filter(Q(until=None) | Q(until__gte=day), person=OF_PERSON)
        .annotate(is_reached=ties.any())
        .order_by("kind", "since", "pk")
        .values(json=JSONObject(
            id="pk", kind="kind", name="name", since="since", until="until",
            is_not_to_be_told="is_not_to_be_told", representative="representative_id",
            is_reached="is_reached",
        ))
    )  # fmt: skip
