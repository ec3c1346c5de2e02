"""Who may open files, and three invented people whose files they are.

| who | profession | reaches |
|---|---|---|
| Bruno | social worker (bound by profession) | Nour (referent, all sections), Lina (referent) |
| Chloé | receptionist (bound by nothing) | Nour: identity, contact, rights |
| Aïcha | family adviser (bound by mission) | Sami (referent): Bruno does not |
| Denis | mission locale adviser, another organisation with a convention | nothing yet |
| Hugo | social worker of another carrier, no convention | nothing |

Élodie proposes professions, Farid (DPO) approves them: two persons, as the product asks; for other
organisations, Jeanne and the DPO of the host.
A test reads rows as a page does: `with acting_as(cast.bruno): …`. Without a name, no row.
"""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.models import Member
from allervers.people.actions.conventions import agree_convention
from allervers.people.domain.names import name_key
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.mapping.file_keys import fresh, seal_for, unwrapped
from allervers.people.mapping.sealed import Place
from allervers.people.models import (
    Convention,
    Entry,
    FileKey,
    FollowUp,
    Identity,
    Person,
    Professional,
)
from allervers.people.queries.acting import acting
from tests.cast import Cast, make_member, viewer

ALL = frozenset(Section)
DESK = frozenset({Section.IDENTITY, Section.CONTACT, Section.RIGHTS})
LONG = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PeopleWorld:
    """The cast, three files, the convention with Denis's organisation."""

    cast: Cast
    nour: Person
    lina: Person
    sami: Person
    convention: Convention


def acting_as(member: Member) -> AbstractContextManager[None]:
    """Run in the name of a member, as pages do."""
    return acting(viewer(member))


def approve(cast: Cast, member: Member, profession: Profession, mission: str = "") -> None:
    """Let a member hold files: proposed by Élodie, approved by Farid; elsewhere, by the host."""
    is_carrier = member.organisation_id == cast.carrier.pk
    proposer = cast.elodie if is_carrier else cast.jeanne
    approver = cast.farid if is_carrier else host_dpo(cast)
    with acting_as(proposer):
        made = Professional.objects.create(
            member=member,
            profession=profession,
            mission=mission,
            proof="carte professionnelle inventée",
            valid_until=timezone.localdate() + LONG,
            proposed_by=proposer,
            proposed_at=timezone.now(),
        )
    with acting_as(approver):
        made.approved_by, made.approved_at = approver, timezone.now()
        made.save(update_fields=["approved_by", "approved_at"])


def host_dpo(cast: Cast) -> Member:
    """Return the DPO of the host, who approves where there is no second person."""
    host = cast.jeanne.organisation
    found = Member.objects.filter(organisation=host, user__name="Kenza").first()
    return found or make_member("Kenza", host, Role.DPO)


def make_convention(cast: Cast, *, ends_on: date | None = None) -> Convention:
    """Bind the carrier and Denis's organisation for a year."""
    today = timezone.localdate()
    with acting_as(cast.elodie):
        made = Convention.objects.create(
            holder=cast.carrier,
            partner=cast.partner,
            reference="Convention inventée",
            signed_on=today - LONG,
            expires_on=ends_on or today + LONG,
            recorded_by=cast.elodie,
        )
    return agreed(made, cast.jeanne)


def agreed(convention: Convention, by: Member) -> Convention:
    """Let the other side, or the host for it, agree."""
    return agree_convention(viewer(by), convention_id=convention.pk, now=timezone.now())


def make_person(
    referent: Member,
    *,
    given_names: str = "",
    family_name: str = "",
    born_on: date | None = None,
    sections: Collection[Section] = ALL,
    **values: object,
) -> Person:
    """Open a file: its key, its referent, and who the person says they are."""
    today, now = timezone.localdate(), timezone.now()
    start = {"last_contact_on": today, "state_since": today, "created_at": now}
    with acting_as(referent):
        person = Person.objects.create(
            id=uuid4(),
            pseudonym=f"Essai {uuid4().hex[:12]}",
            organisation=referent.organisation,
            created_by=referent,
            **(start | values),
        )
        fresh(person.pk)[0].save(force_insert=True)
        follow(person, referent, sections, by=referent, kind=FollowUp.Kind.REFERENT)
        Identity.objects.create(
            person=person,
            given_names=given_names,
            family_name=family_name,
            born_on=born_on,
            search_key=name_key(given_names, family_name),
        )
    return person


def follow(
    person: Person,
    member: Member,
    sections: Collection[Section],
    *,
    by: Member,
    kind: str = FollowUp.Kind.TEAM,
) -> FollowUp:
    """Put a file in somebody's caseload. `by`: the referent."""
    with acting_as(by):
        return FollowUp.objects.create(
            person=person,
            member=member,
            kind=kind,
            sections=sorted(sections),
            since=timezone.localdate(),
            given_by=by,
            created_at=timezone.now(),
        )


def note(person: Person, author: Member, section: Section, text: str, **values: object) -> Entry:
    """Write an entry in a file, sealed with its key."""
    entry_id = uuid4()
    with acting_as(author):
        key = unwrapped(FileKey.objects.get(person=person))
        start: dict[str, object] = {"kind": Entry.Kind.NOTE, "happened_on": timezone.localdate()}
        return Entry.objects.create(
            id=entry_id,
            person=person,
            section=section,
            sealed_text=seal_for(key, text, Place("people_entry", "sealed_text", entry_id)),
            author=author,
            created_at=timezone.now(),
            **(start | values),
        )


_shared: dict[int, PeopleWorld] = {}  # by the identity of its cast


@contextmanager
def shared_people_world(cast: Cast) -> Iterator[PeopleWorld]:
    """Make it once for all that make it inside the block, who undo what they change."""
    made = make_people_world(cast)
    _shared[id(cast)] = made
    try:
        yield made
    finally:
        del _shared[id(cast)]


def make_people_world(cast: Cast) -> PeopleWorld:
    """Approve the professionals, open the files."""
    if id(cast) in _shared:
        return _shared[id(cast)]
    approve(cast, cast.bruno, Profession.SOCIAL_WORKER)
    approve(cast, cast.chloe, Profession.RECEPTIONIST)
    approve(cast, cast.aicha, Profession.FAMILY_ADVISER, "action sociale du département inventé")
    approve(cast, cast.denis, Profession.MISSION_LOCALE_ADVISER)
    approve(cast, cast.hugo, Profession.SOCIAL_WORKER)
    today = timezone.localdate()
    nour = make_person(
        cast.bruno, given_names="Nour", family_name="Invente", born_on=date(1984, 5, 3)
    )
    lina = make_person(
        cast.bruno,
        given_names="Lina",
        family_name="Invente",
        born_on=date(today.year - 15, 1, 15),
    )
    sami = make_person(
        cast.aicha, given_names="Sami", family_name="Exemplaire", born_on=date(1970, 2, 1)
    )
    follow(nour, cast.chloe, DESK, by=cast.bruno)
    return PeopleWorld(cast, nour, lina, sami, make_convention(cast))
