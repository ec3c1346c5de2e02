"""What `decide` opens, PostgreSQL opens, and the other way round: in worlds drawn at random."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from psycopg import sql

from allervers.accounts.models import Member
from allervers.people.domain.access import PARIS, decide
from allervers.people.domain.asking import (
    Agreement,
    Asker,
    CaseloadKind,
    GlassBroken,
    InCaseload,
    Record,
    Shared,
    State,
)
from allervers.people.domain.ground import Purpose
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import decision_by_link, decision_for
from allervers.people.mapping.professions import secrecy_on
from allervers.people.models import Entry
from allervers.people.queries.acting import acting, visiting
from tests.cast import viewer
from tests.people.access.drawn import Follow, Owner, Title, World, put, put_link, settle, worlds
from tests.people.owner import owner_connection

GUARDED = ("people_breakglass", "people_professional", "people_share")
# Their restrictive policies bind whoever adds rows, the owner too.
RESTRICTED = ("people_breakglass", "people_followup", "people_share")
REACH = "SELECT section FROM people_reach() WHERE person = %s"
FEW = settings(
    deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
PLAIN = Title(
    Profession.SOCIAL_WORKER, "", is_approved=True, is_stopped=False, valid=0, is_dpo=False,
    is_active=True,
)  # fmt: skip
FOLLOWED = World(
    PLAIN, is_same_organisation=True, convention=None, state=State.INTERMEDIATE,
    is_restricted=False, shares=[], glasses=[],
    follows=[Follow(CaseloadKind.REFERENT, frozenset(Section), 0, None)],
)  # fmt: skip


@contextmanager
def putting(*, kept: bool) -> Iterator[Owner]:
    """Insert as the owner, in one transaction, undone at the end unless `kept`."""
    with owner_connection() as owner, owner.transaction(force_rollback=not kept):
        for table in GUARDED:
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(_name(table)))
        for table in RESTRICTED:
            owner.execute(
                sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(_name(table))
            )
        yield owner
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in RESTRICTED:
            owner.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(_name(table)))
        for table in GUARDED:
            owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(_name(table)))


def _name(table: str) -> sql.Identifier:
    return sql.Identifier(table)


def reached(owner: Owner, world: World, file: str) -> frozenset[Section]:
    """Return what PostgreSQL opens of the file to the member of a world, narrowed to `file`.

    Narrowed as a page is, it keeps its answer (migration 0022): the same one.
    """
    owner.execute(
        "SELECT set_config('allervers.member', %s, true), set_config('allervers.file', %s, true)",
        [str(world.member_id), file],
    )
    rows = owner.execute(REACH, [world.person_id]).fetchall()
    if file:
        owner.execute("SELECT people_narrow(%s, %s)", [world.member_id, file])
        assert owner.execute(REACH, [world.person_id]).fetchall() == rows
        owner.execute("SELECT set_config('allervers.opened', '', true)")
    return frozenset(Section(row[0]) for row in rows)


def decided(world: World, here: Member, member: Member, now: datetime) -> frozenset[Section]:
    """Return what `decide` opens, all purposes together."""
    today, title, drawn = now.astimezone(PARIS).date(), world.title, world.convention
    valid_until = today + timedelta(title.valid)
    secrecy = secrecy_on(title.profession, title.mission, valid_until, today)
    asker = Asker(
        member.pk, member.organisation_id, title.profession, secrecy,
        title.is_approved and title.is_active, valid_until, title.is_stopped, title.is_dpo,
    )  # fmt: skip
    record = Record(
        world.person_id, here.organisation_id, world.state, None, world.is_restricted,
    )  # fmt: skip
    has_convention = drawn is not None and not drawn[2] and drawn[0] <= 0 <= drawn[1]
    grounds, agreements = _ties(world, today, now)
    opened = [
        decide(
            asker, purpose, record, grounds, agreements, now,
            are_together=world.is_same_organisation or has_convention,
        ).sections
        for purpose in Purpose
    ]  # fmt: skip
    return frozenset[Section]().union(*opened)


def _ties(
    world: World, today: date, now: datetime
) -> tuple[list[InCaseload | Shared | GlassBroken], list[Agreement]]:
    grounds: list[InCaseload | Shared | GlassBroken] = [
        InCaseload(
            one.kind, one.sections, today + timedelta(one.since),
            None if one.until is None else today + timedelta(one.until),
        )
        for one in world.follows
    ]  # fmt: skip
    agreements = []
    for rank, one in enumerate(world.shares):
        consent_id = None
        starts = today + timedelta(one.starts)
        if one.consent is not None:
            consent_id = type(world.person_id)(int=rank)
            withdrawn = now if one.consent[1] else None
            agreements.append(Agreement(consent_id, today + timedelta(one.consent[0]), withdrawn))
        grounds.append(Shared(
            world.person_id, one.ground, one.purpose, one.sections, one.state,
            starts, starts + timedelta(one.lasts), consent_id,
        ))  # fmt: skip
    for opened, lasts in world.glasses:
        start = now + timedelta(minutes=opened)
        grounds.append(GlassBroken(start, start + timedelta(minutes=lasts)))
    return grounds, agreements


def agree(drawn: list[World]) -> int:
    """Compare the two decisions in some worlds, then undo them; return how many opened a file."""
    with putting(kept=False) as owner:
        now = _clock(owner)
        places = settle(owner, now)
        opened = 0
        for world in drawn:
            member = put(owner, world, places, now)
            found = decided(world, places.here, member, now)
            for file in ("", str(world.person_id)):
                assert found == reached(owner, world, file), (world, file)
            opened += bool(found)
    return opened


def _clock(owner: Owner) -> datetime:
    row = owner.execute("SELECT now()").fetchone()
    assert row is not None
    found: datetime = row[0]
    return found


def some(count: int) -> st.SearchStrategy[list[World]]:
    """Draw some worlds at once: they are put in the database together."""
    distinct = (lambda one: one.person_id, lambda one: one.member_id)
    return st.lists(worlds, min_size=count, max_size=count, unique_by=distinct)


@pytest.mark.usefixtures("django_db_setup")
@settings(FEW, max_examples=3)
@given(drawn=some(20))
@example(drawn=[FOLLOWED])
def test_two_decisions_agree(drawn: list[World]) -> None:
    agree(drawn)


@pytest.mark.nightly
@pytest.mark.usefixtures("django_db_setup")
def test_two_decisions_agree_over_many_worlds() -> None:
    opened = []

    @settings(FEW, max_examples=80)
    @given(drawn=some(25))
    def over_many(drawn: list[World]) -> None:
        opened.append(agree(drawn))

    over_many()
    assert sum(opened) > 100, "most worlds open nothing: the comparison says little"


@pytest.mark.django_db(transaction=True)
@settings(FEW, max_examples=1)
@given(drawn=some(15))
def test_rows_that_are_seen_are_those_that_are_decided(drawn: list[World]) -> None:
    with putting(kept=True) as owner:
        now = _clock(owner)
        places = settle(owner, now)
        worlds_put = [FOLLOWED, *drawn]
        members = [put(owner, one, places, now, notes=True) for one in worlds_put]
        links = [put_link(owner, one, places, now) for one in worlds_put]
    for share_id in filter(None, links):
        with visiting(share_id):
            by_link = decision_by_link(share_id, now)
            assert set(seen_sections()) == (by_link[1].sections if by_link else set())
    for world, member in zip(worlds_put, members, strict=True):
        who = viewer(member)
        with acting(who):
            found = [decision_for(who, world.person_id, purpose, now) for purpose in Purpose]
            opened = {section for one in found if one for section in one[1].sections}
            assert set(seen_sections()) == opened


def seen_sections() -> list[str]:
    """Return the sections of every note that PostgreSQL shows: each is of one file here."""
    return list(Entry.objects.order_by("id").values_list("section", flat=True))
