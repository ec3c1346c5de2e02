"""My files: those in my caseload, and those shared with me. Never those of my organisation."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.access import PARIS, Asker
from allervers.people.domain.names import name_key
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import asker_of
from allervers.people.models import Convention, FollowUp, Person, Share
from allervers.ui.compiled import Asked, Compiled
from allervers.ui.prepared import ahead

MOST_WORDS: Final = 6
NAMED: Final = """
SELECT person_id, given_names, used_name, family_name FROM people_identity
 WHERE person_id = ANY (%(files)s::uuid[])
"""


class Ties:
    """What ties a member to files on a day, as subqueries on the column `outer` of a file's id."""

    def __init__(self, me: UUID, day: date, outer: str = "pk") -> None:
        self.followed = FollowUp.objects.filter(
            Q(until=None) | Q(until__gte=day),
            person=OuterRef(outer), member_id=me, since__lte=day,
        )  # fmt: skip
        self.shared = Share.objects.filter(
            Q(consent=None) | Q(consent__withdrawn_at=None, consent__expires_on__gte=day),
            person=OuterRef(outer), recipient_id=me, state=Share.State.ACCEPTED,
            starts_on__lte=day, ends_on__gte=day,
        )  # fmt: skip

    def any(self) -> Q:
        """Whether the file is reached at all."""
        return Q(Exists(self.followed)) | Q(Exists(self.shared))

    def opens(self, section: Section) -> Q:
        """Whether one section of the file is reached."""
        wanted = {"sections__contains": [section.value]}
        return Q(Exists(self.followed.filter(**wanted))) | Q(Exists(self.shared.filter(**wanted)))


def may_hold_files(asker: Asker, on: datetime) -> bool:
    """Whether somebody may have files at all: approved, still valid, not stopped, not the DPO."""
    is_valid = asker.valid_until is not None and asker.valid_until >= on.astimezone(PARIS).date()
    return asker.is_approved and is_valid and not asker.is_stopped and not asker.is_dpo


def holds_files(viewer: Viewer, on: datetime) -> bool:
    """Whether the viewer may have files today. One query."""
    return may_hold_files(asker_of(viewer, on), on)


def caseload(viewer: Viewer, on: datetime, words: str = "") -> QuerySet[Any]:
    """Return my files, the last heard of first; `words`: a name or a pseudonym among them.

    Each has `kind` (my part in it, or None: shared with me) and `shows_identity`; their names come
    apart (`names_ahead`). The caller has looked whether the viewer may hold files.
    """
    day = on.astimezone(PARIS).date()
    found = _files_of(viewer.member_id, viewer.organisation_id, day)
    return found.filter(_named(words)) if words.strip() else found


def caseload_cut(viewer: Viewer, on: datetime, limit: int, offset: int) -> list[Any]:
    """Return some of my files, as `caseload` does; each says how many there are (`total`)."""
    day = on.astimezone(PARIS).date()
    return CASELOAD.rows(me=viewer.member_id, mine=viewer.organisation_id, day=day,
                         limit=limit, offset=offset)  # fmt: skip


def names_ahead(files: Sequence[Any]) -> Callable[[], None]:
    """Ask the names of listed files with the next statement; return what gives each its `names`.

    Of these files only: a join would read the names of the whole caseload, and a subquery for each
    file would sort the whole caseload each time.
    """
    answer = ahead(NAMED, {"files": [one.pk for one in files]})

    def give() -> None:
        found = {
            file: [{"given": given, "used": used, "family": family}]
            for file, given, used, family in answer()
        }
        for one in files:
            one.names = found.get(one.pk, [])

    return give


def _files_of(me: UUID, mine: UUID, day: date) -> QuerySet[Any]:
    ties = Ties(me, day)
    return (
        Person.objects.filter(ties.any(), state=Person.State.ACTIVE)
        .filter(Q(organisation_id=mine) | Q(Exists(_conventions(mine, day))))
        .annotate(
            kind=Subquery(ties.followed.order_by("kind").values("kind")[:1]),
            shows_identity=ties.opens(Section.IDENTITY),
        )
        .only("pk", "pseudonym", "last_contact_on", "restricted_at")
        .order_by("-last_contact_on", "pseudonym")
    )


def _conventions(mine: UUID, day: date) -> QuerySet[Convention]:
    """Return what binds my organisation and the one that holds the file, on a day."""
    holder = OuterRef("organisation_id")
    return Convention.objects.filter(
        Q(holder=holder, partner=mine) | Q(holder=mine, partner=holder),
        agreed_at__isnull=False, ended_at=None, signed_on__lte=day, expires_on__gte=day,
    )  # fmt: skip


def _caseload(asked: Asked) -> QuerySet[Any]:
    files = _files_of(asked.uuid("me"), asked.uuid("mine"), asked.day("day"))
    found: QuerySet[Any] = files.annotate(total=Window(Count("pk")))
    return found


CASELOAD: Final = Compiled(_caseload, is_cut=True)


def _named(words: str) -> Q:
    """Match a pseudonym, or a name where the identity is open."""
    asked = name_key(words).split()[:MOST_WORDS]
    named = Q(shows_identity=True) if asked else Q(pk=None)
    for one in asked:
        named &= Q(identity__search_key__contains=one)
    return named | Q(pseudonym__icontains=words.strip())
