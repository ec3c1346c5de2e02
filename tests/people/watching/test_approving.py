"""A new account reads nothing: it takes two people whom nobody let in both."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.models import Invitation, Member
from allervers.people.actions.approving import Proposal, approve, propose, refuse
from allervers.people.domain.profession import Profession
from allervers.people.models import (
    Consent,
    ContactPoint,
    Entry,
    FileKey,
    FollowUp,
    Identity,
    Person,
    Professional,
    ProtectedContact,
    Share,
)
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, make_member, viewer
from tests.people.world import PeopleWorld, Section, acting_as, host_dpo, note
from tests.reception.today import together

TODAY = timezone.localdate
PROPOSAL = Proposal(
    Profession.SOCIAL_WORKER, "carte professionnelle inventée", TODAY() + timedelta(days=300)
)


def let_in(by: Member, name: str, *roles: Role) -> Member:
    """Let somebody in by an invitation, as the site does."""
    made = make_member(name, by.organisation, *roles)
    now = timezone.now()
    Invitation.objects.create(
        organisation=by.organisation, email=made.user.email, roles=made.roles, invited_by=by,
        token_hash=f"{made.pk}", created_at=now, expires_at=now, accepted_at=now,
        accepted_by=made.user,
    )  # fmt: skip
    return made


def proposed(by: Member, member: Member) -> None:
    """Propose a member."""
    propose(viewer(by), member_id=member.pk, proposal=PROPOSAL, now=timezone.now())


def approved(by: Member, member: Member) -> str:
    """Approve a member; say how it ended."""
    try:
        approve(viewer(by), member_id=member.pk, now=timezone.now())
    except Refusal as refusal:
        return refusal.code
    return "done"


def files_of(member: Member) -> int:
    """Count the files that are there for a member."""
    with acting_as(member):
        return Person.objects.count()


def test_hacked_administrator_with_two_accounts_of_their_own_reads_nothing(
    people_world: PeopleWorld,
) -> None:
    elodie = people_world.cast.elodie
    note(people_world.nour, people_world.cast.bruno, Section.SITUATION, "une note")
    every = (Role.ADMINISTRATOR, Role.DPO, Role.FIELD_WORKER)
    one = let_in(elodie, "Compte un", *every)
    two = let_in(one, "Compte deux", *every)
    everybody = (elodie, one, two)
    for proposer in everybody:
        for target in {one, two} - {proposer}:
            proposed(proposer, target)
            for by in everybody:
                assert approved(by, target) in {"approval_takes_two", "not_found"}
    for member in everybody:  # a DPO knows pseudonyms, and the inside of nothing
        with acting_as(member):
            inside = (Identity, ContactPoint, Entry, FileKey, ProtectedContact, Share, Consent)
            assert [table for table in inside if table.objects.exists()] == []


def test_hacked_administrator_cannot_forge_the_second_person(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    one = let_in(cast.elodie, "Compte un", Role.FIELD_WORKER)
    facts = {
        "profession": "social_worker", "proof": "x", "valid_until": TODAY(),
        "proposed_at": timezone.now(), "approved_at": timezone.now(),
    }  # fmt: skip
    for proposer, approver in ((cast.elodie, cast.farid), (cast.farid, cast.elodie)):
        with pytest.raises(DatabaseError, match="row-level"), acting_as(cast.elodie):
            Professional.objects.create(
                member=one, proposed_by=proposer, approved_by=approver, **facts
            )
    proposed(cast.elodie, one)
    changes = (
        {"approved_by": cast.farid, "approved_at": timezone.now()},
        {"proposed_by": cast.farid, "approved_by": cast.elodie, "approved_at": timezone.now()},
        {"member": cast.chloe},
    )
    for change in changes:
        with pytest.raises(DatabaseError), acting_as(cast.elodie):
            Professional.objects.filter(member=one).update(**change)


@pytest.mark.parametrize(("who", "ends"), [
    ("elodie", "approval_takes_two"), ("ines", "not_found"), ("bruno", "not_found"),
    ("hugo", "not_found"), ("farid", "done"), ("jeanne", "done"),
])  # fmt: skip
def test_second_person_is_another_administrator_or_dpo(cast: Cast, who: str, ends: str) -> None:
    proposed(cast.elodie, cast.bruno)
    assert approved(cast.by_name()[who], cast.bruno) == ends


def test_nobody_is_their_own_second_person(cast: Cast) -> None:
    proposed(cast.elodie, cast.farid)
    assert approved(cast.farid, cast.farid) == "not_found"
    with pytest.raises(Refusal):
        proposed(cast.elodie, cast.elodie)


def test_the_one_who_was_let_in_by_the_host_does_not_approve_what_the_host_proposes(
    cast: Cast,
) -> None:
    guest = let_in(cast.jeanne, "Invitée", Role.DPO)
    proposed(cast.jeanne, cast.bruno)
    assert approved(guest, cast.bruno) == "approval_takes_two"
    host = Member.objects.get(pk=host_dpo(cast).pk)
    assert approved(host, cast.bruno) == "done"


def test_changed_or_expired_profession_opens_nothing_until_approved_again(
    people_world: PeopleWorld,
) -> None:
    cast = people_world.cast
    assert files_of(cast.bruno) == 2
    proposed(cast.elodie, cast.bruno)
    assert files_of(cast.bruno) == 0
    assert approved(cast.farid, cast.bruno) == "done"
    assert files_of(cast.bruno) == 2
    with pytest.raises(DatabaseError), acting_as(cast.elodie):
        Professional.objects.filter(member=cast.bruno).update(profession="doctor")


def test_refused_proposal_says_why_and_may_be_made_again(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    proposed(cast.elodie, cast.bruno)
    refuse(viewer(cast.farid), member_id=cast.bruno.pk, why="carte périmée", now=timezone.now())
    assert approved(cast.farid, cast.bruno) == "not_found"
    assert files_of(cast.bruno) == 0
    proposed(cast.elodie, cast.bruno)
    assert approved(cast.farid, cast.bruno) == "done"
    assert files_of(cast.bruno) == 2


def test_stop_by_volume_outlives_a_new_proposal(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    with acting_as(cast.farid):
        mine = Professional.objects.filter(member=cast.bruno)
        mine.update(stopped_at=timezone.now(), stopped_why="volume")
    for by in (cast.elodie, cast.jeanne):
        with pytest.raises(DatabaseError), acting_as(by), transaction.atomic():
            mine.update(stopped_at=None)
    proposed(cast.elodie, cast.bruno)
    assert approved(cast.farid, cast.bruno) == "done"
    assert files_of(cast.bruno) == 0


def test_caseload_alone_opens_nothing_to_a_new_account(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    one = let_in(cast.elodie, "Compte un", Role.FIELD_WORKER)
    with acting_as(cast.bruno):
        FollowUp.objects.create(
            person=nour, member=one, kind="team", sections=["identity"], since=TODAY(),
            given_by=cast.bruno, created_at=timezone.now(),
        )  # fmt: skip
    assert files_of(one) == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_do_not_both_succeed() -> None:
    from tests.cast import make_cast  # noqa: PLC0415 - its rows are committed here only

    cast = make_cast()
    proposed(cast.elodie, cast.bruno)
    acts = [
        lambda by=by: approve(viewer(by), member_id=cast.bruno.pk, now=timezone.now())
        for by in (cast.farid, cast.jeanne)
    ]
    assert together(*acts) == ["done", "not_found"]
