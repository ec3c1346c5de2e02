"""Worlds drawn at random: one person who asks, one file, what ties them; put in the database."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection, models
from django.db.models.expressions import Expression
from hypothesis import strategies as st
from psycopg import sql
from psycopg.rows import TupleRow

from allervers.accounts.models import Member, Organisation, User
from allervers.people.domain.access import PARIS, CaseloadKind, ShareState, State
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.models import (
    BreakGlass,
    Consent,
    Convention,
    Entry,
    FollowUp,
    Person,
    Professional,
    Share,
)

Owner = psycopg.Connection[TupleRow]
SECTIONS = st.sets(st.sampled_from(Section), min_size=1)


@dataclass(frozen=True, slots=True)
class Title:
    """The profession of who asks, and how they stand."""

    profession: Profession
    mission: str
    is_approved: bool
    is_stopped: bool
    valid: int
    is_dpo: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class Follow:
    """A file in a caseload. `until`: days from today, or none."""

    kind: CaseloadKind
    sections: frozenset[Section]
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """A share. `consent`: its expiry in days from today and whether it was withdrawn, or none."""

    ground: Ground
    purpose: Purpose
    sections: frozenset[Section]
    state: ShareState
    starts: int
    lasts: int
    consent: tuple[int, bool] | None


@dataclass(frozen=True, slots=True)
class World:
    """One draw. `convention`: none, or its first and last day and whether it was ended."""

    title: Title
    is_same_organisation: bool
    convention: tuple[int, int, bool] | None
    state: State
    is_restricted: bool
    follows: list[Follow]
    shares: list[Given]
    glasses: list[tuple[int, int]]  # minutes from now, and minutes that it lasts
    member_id: UUID = field(default_factory=uuid4)
    person_id: UUID = field(default_factory=uuid4)


@st.composite
def titles(draw: st.DrawFn) -> Title:
    """Draw a title; half of them stand well."""
    fault = draw(st.sampled_from([""] * 5 + ["new", "stopped", "over", "dpo", "left"]))
    return Title(
        profession=draw(st.sampled_from(Profession)),
        mission=draw(st.sampled_from(["", " ", "acte inventé", "acte inventé"])),
        is_approved=fault != "new",
        is_stopped=fault == "stopped",
        valid=-1 if fault == "over" else draw(st.sampled_from([0, 400])),
        is_dpo=fault == "dpo",
        is_active=fault != "left",
    )


follows = st.builds(
    Follow,
    kind=st.sampled_from(CaseloadKind),
    sections=SECTIONS.map(frozenset),
    since=st.sampled_from([-400, -1, 0, 0, 0, 1]),
    until=st.sampled_from([None, None, None, 400, 0, -1]),
)
shares = st.builds(
    Given,
    ground=st.sampled_from(Ground),
    purpose=st.sampled_from(Purpose),
    sections=SECTIONS.map(frozenset),
    state=st.sampled_from([ShareState.ACCEPTED] * 6 + list(ShareState)),
    starts=st.sampled_from([-1, 0, 0, 0, -400, 1]),
    lasts=st.sampled_from([800, 800, 1, 0]),
    consent=st.sampled_from(
        [None, None, (400, False), (400, False), (0, False), (-1, False), (400, True)]
    ),
)
glasses = st.tuples(
    st.sampled_from([-300, -240, -239, -1, 0, 5]), st.sampled_from([1, 60, 240, 241])
)
worlds = st.builds(
    World,
    title=titles(),
    is_same_organisation=st.sampled_from([True, True, True, False]),
    convention=st.none() | st.sampled_from([(-1, 1, False), (-9, -1, False), (-9, 9, True)]),
    state=st.sampled_from([State.ACTIVE] * 3 + list(State)),
    is_restricted=st.sampled_from([False, False, False, True]),
    follows=st.lists(follows, min_size=1, max_size=1) | st.just([]),
    shares=st.lists(shares, min_size=1, max_size=3) | st.just([]),
    glasses=st.lists(glasses, max_size=1),
    member_id=st.uuids(version=4),
    person_id=st.uuids(version=4),
)


def add(owner: Owner, row: models.Model) -> None:
    """Insert a row as the owner, whatever the policies."""
    fields = [f for f in row._meta.local_concrete_fields if not _is_left(f, row)]
    values: list[Any] = [f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields]
    insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(row._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(f.column)) for f in fields),
        sql.SQL(", ").join(sql.Placeholder() for _ in fields),
    )
    owner.execute(insert, values)


def _is_left(one: "models.Field[Any, Any]", row: models.Model) -> bool:
    """Whether the database fills a column by itself."""
    value = getattr(row, one.attname)
    return isinstance(value, Expression) or (value is None and one.primary_key)


@dataclass(frozen=True, slots=True)
class Places:
    """What worlds share: somebody of the organisation that holds files, and of another."""

    here: Member
    proposer: Member


def settle(owner: Owner, now: datetime) -> Places:
    """Insert what worlds share."""
    made = []
    for name in ("Ici inventé", "Hébergeur inventé"):
        organisation = Organisation(kind="carrier", name=f"{name} {uuid4()}", created_at=now)
        user = User(pk=uuid4().int >> 100, email=f"{uuid4()}@exemple.invalid", created_at=now)
        member = Member(user=user, organisation=organisation, roles=["coordinator"], joined_at=now)
        for row in (organisation, user, member):
            add(owner, row)
        made.append(member)
    return Places(*made)


def put(
    owner: Owner, world: World, places: Places, now: datetime, *, notes: bool = False
) -> Member:
    """Insert a world, with a note in each section or none; return the member who asks."""
    today, here = _local(now), places.here
    member = _put_member(owner, world, places, now)
    if world.convention is not None:
        _put_convention(owner, world.convention, here, member, now)
    person = Person(
        id=world.person_id, pseudonym=str(world.person_id), organisation=here.organisation,
        created_by=here, created_at=now, last_contact_on=today, state=world.state.value,
        state_since=today, state_reason="contentieux inventé",
        restricted_at=now if world.is_restricted else None,
    )  # fmt: skip
    add(owner, person)
    for section in Section if notes else ():
        add(owner, Entry(
            person=person, section=section.value, kind="note", happened_on=today,
            sealed_text=b"", author=here, created_at=now,
        ))  # fmt: skip
    _put_ties(owner, world, person, member, here, now)
    return member


def _put_member(owner: Owner, world: World, places: Places, now: datetime) -> Member:
    organisation = places.here.organisation
    if not world.is_same_organisation:  # its own: the convention of one world is not another's
        organisation = Organisation(kind="partner", name=str(world.member_id), created_at=now)
        add(owner, organisation)
    title, user = world.title, User(email=f"{world.member_id}@exemple.invalid", created_at=now)
    user.pk = world.member_id.int >> 100
    member = Member(
        id=world.member_id, user=user, organisation=organisation, joined_at=now,
        roles=["dpo"] if title.is_dpo else ["field_worker"], is_active=title.is_active,
    )  # fmt: skip
    approved = {"approved_by": places.here, "approved_at": now} if title.is_approved else {}
    add(owner, user)
    add(owner, member)
    add(owner, Professional(
        member=member, profession=title.profession.value, mission=title.mission, proof="vu",
        valid_until=_local(now) + timedelta(title.valid), proposed_by=places.proposer,
        proposed_at=now, stopped_at=now if title.is_stopped else None, **approved,
    ))  # fmt: skip
    return member


def _put_convention(
    owner: Owner, drawn: tuple[int, int, bool], here: Member, member: Member, now: datetime
) -> None:
    if here.organisation_id == member.organisation_id:
        return
    signed, expires, is_ended = drawn
    add(owner, Convention(
        holder=here.organisation, partner=member.organisation, reference="inventée",
        signed_on=_local(now) + timedelta(signed), expires_on=_local(now) + timedelta(expires),
        ended_at=now if is_ended else None, recorded_by=here, agreed_by=here, agreed_at=now,
    ))  # fmt: skip


def _put_ties(
    owner: Owner, world: World, person: Person, member: Member, here: Member, now: datetime
) -> None:
    today = _local(now)
    for one in world.follows:
        add(owner, FollowUp(
            person=person, member=member, kind=one.kind.value, sections=sorted(one.sections),
            act="acte inventé", since=today + timedelta(one.since),
            until=None if one.until is None else today + timedelta(one.until),
            given_by=here, created_at=now,
        ))  # fmt: skip
    for given in world.shares:
        add(owner, share_row(owner, given, person, member, here, now))
    for opened, lasts in world.glasses:
        start = now + timedelta(minutes=opened)
        add(owner, BreakGlass(
            person=person, member=member, reason="danger inventé", opened_at=start,
            ends_at=start + timedelta(minutes=lasts), review_due_at=start + timedelta(hours=72),
        ))  # fmt: skip


def share_row(
    owner: Owner, given: Given, person: Person, member: Member, here: Member, now: datetime
) -> Share:
    """Return a share, its consent inserted."""
    today, consent = _local(now), None
    if given.consent is not None:
        expires, is_withdrawn = given.consent
        consent = Consent(
            person=person, scope="share", purpose="inventé", means="oral", recorded_by=here,
            given_on=today - timedelta(900), expires_on=today + timedelta(expires),
            withdrawn_at=now if is_withdrawn else None, created_at=now,
        )  # fmt: skip
        add(owner, consent)
    starts = today + timedelta(given.starts)
    return Share(
        person=person, ground=given.ground.value, purpose=given.purpose.value,
        sections=sorted(given.sections), sender=here, sender_profession="social_worker",
        recipient=member, recipient_profession="social_worker", informed_on=today,
        consent=consent, starts_on=starts, ends_on=starts + timedelta(given.lasts),
        state=given.state.value, created_at=now, reason="inventée",
    )  # fmt: skip


def put_link(owner: Owner, world: World, places: Places, now: datetime) -> UUID | None:
    """Give the first share of a world to somebody without an account; return its id."""
    if not world.shares:
        return None
    person = Person(id=world.person_id)
    share = share_row(owner, world.shares[0], person, Member(), places.here, now)
    share.recipient, share.recipient_name = None, "Quelqu'un d'inventé"
    share.recipient_profession = world.title.profession.value
    share.recipient_mission = world.title.mission
    add(owner, share)
    return share.pk


def _local(now: datetime) -> date:
    return now.astimezone(PARIS).date()
