"""Whoever takes a second factor away, and reads the mailbox, does not come in as somebody else."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.actions.factors import forget_factors
from allervers.accounts.actions.invitations import accept_as_user, invite
from allervers.accounts.actions.members import change_roles, deactivate_member, reactivate_member
from allervers.accounts.actions.two_hands import agree
from allervers.accounts.domain.role import Role
from allervers.accounts.models import Member
from allervers.people.gateways.alerts_mail import send_waiting_alerts
from allervers.people.models import Alert, Professional
from allervers.people.queries.acting import Task, working
from allervers.ui.domain.refusal import Refusal
from tests.cast import make_member, sign_in, viewer
from tests.people.watching.test_approving import approved, files_of, let_in, proposed
from tests.people.world import PeopleWorld, acting_as, host_dpo


def taken_over(by: Member, member: Member) -> None:
    """Take a second factor away, then enrol one's own: the password came by the mailbox."""
    forget_factors(viewer(by), member_id=member.pk, now=timezone.now())
    TOTP.activate(member.user, generate_totp_secret())


def agreed_as_dpo(by: Member, member: Member) -> str:
    """Agree to the role that waits; say how it ended."""
    try:
        agree(viewer(by), member_id=member.pk, now=timezone.now())
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_administrator_with_the_mailbox_opens_no_file(people_world: PeopleWorld) -> None:
    cast, page = people_world.cast, reverse("people:show", args=[people_world.nour.pk])
    accomplice = let_in(cast.elodie, "Compte un", Role.ADMINISTRATOR, Role.FIELD_WORKER)
    assert sign_in(Client(), cast.bruno).get(page).status_code == 200
    taken_over(cast.elodie, cast.bruno)
    thief = sign_in(Client(), cast.bruno)
    assert thief.get(page).status_code == 404
    assert files_of(cast.bruno) == 0
    for by in (cast.elodie, accomplice):
        assert approved(by, cast.bruno) == "approval_takes_two"
    assert approved(cast.farid, cast.bruno) == "done"
    assert files_of(cast.bruno) == 2


def test_whoever_took_a_factor_away_is_no_second_person_for_another(
    people_world: PeopleWorld,
) -> None:
    cast = people_world.cast
    zoe = make_member("Zoé", cast.carrier, Role.ADMINISTRATOR)
    taken_over(cast.elodie, cast.bruno)
    proposed(zoe, cast.bruno)  # persuaded that Bruno is back
    assert approved(cast.elodie, cast.bruno) == "approval_takes_two"
    assert approved(cast.farid, cast.bruno) == "done"


def test_administrator_who_was_taken_over_is_the_same_hand(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    zoe = make_member("Zoé", cast.carrier, Role.ADMINISTRATOR)
    proposed(cast.elodie, cast.bruno)
    taken_over(cast.elodie, zoe)
    assert approved(zoe, cast.bruno) == "approval_takes_two"


def test_dpo_who_was_taken_over_is_none_until_a_second_person_agrees(
    people_world: PeopleWorld,
) -> None:
    cast = people_world.cast
    accomplice = let_in(cast.elodie, "Compte un", Role.ADMINISTRATOR)
    proposed(cast.elodie, cast.bruno)
    taken_over(cast.elodie, cast.farid)
    assert not Member.objects.filter(roles__contains=["dpo"]).exclude(user__name="Kenza").exists()
    assert sign_in(Client(), cast.farid).get(reverse("people:desk")).status_code == 302
    assert approved(Member.objects.get(pk=cast.farid.pk), cast.bruno) == "not_found"
    for by in (cast.elodie, accomplice):
        assert agreed_as_dpo(by, cast.farid) == "second_person"
    assert agreed_as_dpo(cast.jeanne, cast.farid) == "done"
    back = Member.objects.get(pk=cast.farid.pk)
    assert sign_in(Client(), back).get(reverse("people:desk")).status_code == 200
    assert approved(back, cast.bruno) == "done", "said to be himself, he approves again"


@pytest.mark.parametrize("way", ["reactivated", "invited"])
def test_former_member_brought_back_waits_for_a_second_person(
    people_world: PeopleWorld, way: str
) -> None:
    cast, now = people_world.cast, timezone.now()
    deactivate_member(viewer(cast.elodie), member_id=cast.bruno.pk, now=now)
    if way == "reactivated":
        reactivate_member(viewer(cast.elodie), member_id=cast.bruno.pk, now=now)
    else:
        Member.objects.filter(pk=cast.bruno.pk).update(roles=["partner"])
        issued = accept_again(cast.elodie, cast.bruno)
        accept_as_user(token=issued, user_id=cast.bruno.user_id, now=now)
    assert files_of(cast.bruno) == 0
    assert Professional.objects.get(pk=cast.bruno.pk).proposed_by_id == cast.elodie.pk
    assert approved(cast.elodie, cast.bruno) == "approval_takes_two"
    assert approved(cast.farid, cast.bruno) == "done"
    assert files_of(cast.bruno) == 2


def accept_again(by: Member, member: Member) -> str:
    """Invite a former member again, as the site would if it let a member be invited twice."""
    email, now = member.user.email, timezone.now()
    Member.objects.filter(pk=member.pk).update(organisation=make_other(member))
    issued = invite(
        viewer(by), organisation_id=by.organisation_id, email=email, roles=["field_worker"], now=now
    )
    Member.objects.filter(pk=member.pk).update(organisation=by.organisation)
    return issued.token


def make_other(member: Member) -> object:
    """Return an organisation other than the member's."""
    return member.organisation.__class__.objects.exclude(pk=member.organisation_id).order_by("pk")[
        0
    ]


def test_dpo_and_owner_are_told(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    sign_in(Client(), cast.elodie).post(reverse("accounts:forget_factors", args=[cast.bruno.pk]))
    with working(Task.ALERTS):
        told = Alert.objects.get(kind="account_reset")
    assert (told.organisation_id, told.about_member_id) == (cast.carrier.pk, cast.bruno.pk)
    send_waiting_alerts(now=timezone.now())
    assert [letter.to for letter in mail.outbox] == [[cast.farid.user.email]]
    assert "Bruno" not in mail.outbox[0].body
    desk = sign_in(Client(), cast.farid).get(reverse("people:desk")).content.decode()
    assert "Le second facteur de Bruno" in desk


def told(by_desk_of: Member) -> list[str]:
    """Return the kinds of alerts on the desk of a DPO."""
    with acting_as(by_desk_of):
        return sorted(Alert.objects.values_list("kind", flat=True))


@pytest.mark.parametrize("how", ["roles", "access", "factor"])
def test_silenced_dpo_is_told_to_those_of_the_host(people_world: PeopleWorld, how: str) -> None:
    cast, now = people_world.cast, timezone.now()
    kenza, elodie, farid = host_dpo(cast), viewer(cast.elodie), cast.farid.pk
    assert told(kenza) == []
    if how == "roles":
        change_roles(elodie, member_id=farid, roles=["receptionist"], now=now)
    elif how == "access":
        deactivate_member(elodie, member_id=farid, now=now)
    else:
        forget_factors(elodie, member_id=farid, now=now)
    assert told(kenza) == (["account_reset"] if how == "factor" else []) + ["dpo_gone"]
    desk = sign_in(Client(), kenza).get(reverse("people:desk")).content.decode()
    assert "Farid (Département inventé) n’est plus DPO" in desk


def test_ones_own_new_telephone_closes_nothing(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    sign_in(Client(), bruno).post(reverse("mfa_deactivate_totp"))
    assert files_of(bruno) == 2
