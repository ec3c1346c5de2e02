"""A DPO is made by two; a stolen session enrols no device."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from allervers.accounts.actions import members as actions
from allervers.accounts.actions.factors import forget_factors
from allervers.accounts.actions.invitations import accept_as_newcomer, invite
from allervers.accounts.actions.two_hands import agree, refuse
from allervers.accounts.domain.role import Role
from allervers.accounts.jobs import tell_factors_forgotten_job
from allervers.accounts.models import AccountEvent, Member, User
from allervers.ui.domain.refusal import Refusal
from tests.accounts.test_invitations import EMAIL, WORDS
from tests.browsing import Screenshot
from tests.cast import PASSWORD, Cast, make_cast, make_member, sign_in, viewer
from tests.reception.today import together


def asked(cast: Cast, *roles: str) -> Member:
    """Let Élodie ask that Chloé be a DPO; return Chloé as the database knows her."""
    wanted = roles or ("dpo",)
    actions.change_roles(
        viewer(cast.elodie), member_id=cast.chloe.pk, roles=wanted, now=timezone.now()
    )
    return chloe(cast)


def chloe(cast: Cast) -> Member:
    """Return Chloé as the database knows her."""
    return Member.objects.get(pk=cast.chloe.pk)


def agreed(by: Member, member: Member) -> str:
    """Agree; say how it ended."""
    try:
        agree(viewer(by), member_id=member.pk, now=timezone.now())
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_asking_changes_nothing_until_a_second_person_agrees(cast: Cast) -> None:
    assert asked(cast, "dpo", "receptionist").roles == ["receptionist"]
    assert sign_in(Client(), cast.chloe).get("/compte/journal/").status_code == 403
    assert agreed(cast.elodie, cast.chloe) == "second_person"
    assert agreed(cast.farid, cast.chloe) == "done"
    assert chloe(cast).roles == ["dpo", "receptionist"]
    assert agreed(cast.jeanne, cast.chloe) == "not_found"
    kinds = AccountEvent.objects.filter(subject=cast.chloe.user.email).order_by("id")
    assert list(kinds.values_list("kind", flat=True)) == ["roles_asked", "roles_agreed"]


@pytest.mark.parametrize("who", ["bruno", "chloe", "denis", "hugo", "aicha"])
def test_nobody_else_agrees(cast: Cast, who: str) -> None:
    asked(cast)
    assert agreed(cast.by_name()[who], cast.chloe) == "not_found"


def test_administrator_does_not_make_themselves_a_dpo(cast: Cast) -> None:
    now, me = timezone.now(), viewer(cast.elodie)
    actions.change_roles(me, member_id=cast.elodie.pk, roles=["administrator", "dpo"], now=now)
    assert agreed(cast.elodie, cast.elodie) == "not_found"
    assert Member.objects.get(pk=cast.elodie.pk).roles == ["administrator"]


def invited(cast: Cast, *roles: str) -> Member:
    """Let Élodie invite Karim, who accepts."""
    issued = invite(
        viewer(cast.elodie), organisation_id=cast.carrier.pk, email=EMAIL, roles=roles,
        now=timezone.now(),
    )  # fmt: skip
    user = accept_as_newcomer(token=issued.token, name="Karim", password=WORDS, now=timezone.now())
    return Member.objects.get(user=user)


def test_invited_dpo_waits_outside_for_a_second_person(cast: Cast) -> None:
    karim = invited(cast, "dpo")
    assert (karim.roles, karim.is_active) == ([], False)
    assert sign_in(Client(), karim).get("/compte/journal/")["Location"].startswith("/compte/")
    assert agreed(cast.elodie, karim) == "second_person"
    assert agreed(cast.farid, karim) == "done"
    karim.refresh_from_db()
    assert (karim.roles, karim.is_active) == (["dpo"], True)


def test_invited_with_other_roles_comes_in_with_those(cast: Cast) -> None:
    karim = invited(cast, "dpo", "receptionist")
    assert (karim.roles, karim.is_active) == (["receptionist"], True)
    assert karim.waiting_roles == ["dpo", "receptionist"]


def test_accounts_of_the_asker_are_no_second_person(cast: Cast) -> None:
    karim = invited(cast, "administrator")
    asked(cast)
    assert agreed(karim, cast.chloe) == "second_person"


def test_asked_again_by_another_it_still_waits_for_somebody_else_than_the_first(
    cast: Cast,
) -> None:
    zoe = make_member("Zoé", cast.carrier, Role.ADMINISTRATOR)
    asked(cast)
    actions.change_roles(viewer(zoe), member_id=cast.chloe.pk, roles=["dpo"], now=timezone.now())
    assert agreed(cast.elodie, cast.chloe) == "second_person"
    assert agreed(zoe, cast.chloe) == "done"


@pytest.mark.parametrize("how", ["refused", "deactivated", "other roles"])
def test_what_waited_may_fall(cast: Cast, how: str) -> None:
    asked(cast)
    now, elodie = timezone.now(), viewer(cast.elodie)
    if how == "refused":
        refuse(elodie, member_id=cast.chloe.pk, now=now)
    elif how == "deactivated":
        actions.deactivate_member(elodie, member_id=cast.chloe.pk, now=now)
    else:
        actions.change_roles(elodie, member_id=cast.chloe.pk, roles=["partner"], now=now)
    assert agreed(cast.farid, cast.chloe) == "not_found"
    assert "dpo" not in chloe(cast).roles


def test_dpo_given_access_back_waits_for_a_second_person(cast: Cast) -> None:
    elodie, now = viewer(cast.elodie), timezone.now()
    actions.deactivate_member(elodie, member_id=cast.farid.pk, now=now)
    back = actions.reactivate_member(elodie, member_id=cast.farid.pk, now=now)
    assert (back.roles, back.is_active) == ([], False)
    with pytest.raises(Refusal, match="aucun rôle"):
        actions.reactivate_member(elodie, member_id=cast.farid.pk, now=now)
    assert agreed(cast.jeanne, cast.farid) == "done"


def test_dpo_without_their_telephone_waits_for_a_second_person(cast: Cast) -> None:
    forget_factors(viewer(cast.elodie), member_id=cast.farid.pk, now=timezone.now())
    assert Member.objects.get(pk=cast.farid.pk).roles == []
    assert agreed(cast.elodie, cast.farid) == "second_person"


def test_owner_is_told_that_their_factor_was_taken_away(cast: Cast) -> None:
    tell_factors_forgotten_job(cast.bruno.user_id)
    assert mail.outbox[0].to == [cast.bruno.user.email]
    assert "a retiré votre second facteur" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_once_do_not_both_succeed() -> None:
    cast = make_cast()
    asked(cast)
    acts = [
        lambda by=by: agree(viewer(by), member_id=cast.chloe.pk, now=timezone.now())
        for by in (cast.farid, cast.jeanne)
    ]
    assert together(*acts) == ["done", "not_found"]


def test_asked_and_agreed_through_the_pages(client: Client, cast: Cast) -> None:
    roles = {"roles": ["dpo"]}
    elodie = sign_in(client, cast.elodie)
    said = elodie.post(f"/compte/membres/{cast.chloe.pk}/roles/", roles, follow=True)
    assert "Une seconde personne doit accorder à Chloé" in said.content.decode()
    assert "attend une seconde personne" in said.content.decode()
    address = reverse("accounts:two_hands_answer", args=[cast.chloe.pk])
    assert elodie.post(address, {"accorder": "1"}).status_code == 409
    farid = sign_in(Client(), cast.farid)
    assert address in farid.get(reverse("accounts:two_hands")).content.decode()
    assert farid.post(address, {"accorder": "1"}).status_code == 302
    assert chloe(cast).roles == ["dpo"]
    asked_again = elodie.get(reverse("accounts:two_hands")).content.decode()
    assert "Rien n’attend" in asked_again


STOLEN = (
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "account_change_password",
)  # fmt: skip


@pytest.mark.parametrize("name", STOLEN)
def test_stolen_session_neither_enrols_nor_removes_a_device(cast: Cast, name: str) -> None:
    RecoveryCodes.activate(cast.bruno.user)
    thief = sign_in(Client(), cast.bruno)  # a cookie: neither password nor telephone
    session = thief.session
    for done in session["account_authentication_methods"]:
        done["at"] -= 3600
    session.save()
    before = list(Authenticator.objects.order_by("pk").values_list("pk", "data"))
    page = thief.get(reverse(name))
    wanted = {"code": "000000", "password1": WORDS, "password2": WORDS, "oldpassword": "faux"}
    thief.post(reverse(name), wanted)
    assert list(Authenticator.objects.order_by("pk").values_list("pk", "data")) == before
    assert User.objects.get(pk=cast.bruno.user_id).check_password(PASSWORD)
    assert name == "account_change_password" or page["Location"].startswith("/compte/")


@pytest.mark.django_db(transaction=True)
def test_pages_are_accessible(
    page: Page,
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    cast = make_cast()
    asked(cast)
    for who, name, path in (
        (cast.farid, "dpo-a-accorder", reverse("accounts:two_hands")),
        (cast.farid, "dpo-accorder", reverse("accounts:two_hands_answer", args=[cast.chloe.pk])),
        (cast.elodie, "equipe-dpo", reverse("accounts:members")),
    ):
        browse_as(who, on=page)
        page.goto(path)
        screenshot(page, f"accounts-{name}")
        assert_accessible_at_both(page)
