"""Who writes the role of DPO in the table is no DPO: attacks by SQL, as the site's own role."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from allervers.accounts.actions.invitations import accept_as_newcomer, invite
from allervers.accounts.actions.members import change_roles
from allervers.accounts.actions.two_hands import agree
from allervers.accounts.models import AccountEvent, Member, Organisation, User
from tests.accounts.test_invitations import EMAIL, WORDS
from tests.cast import Cast, viewer


@pytest.fixture(autouse=True)
def real(cast: Cast) -> Cast:
    """Make organisations real: an invented one, as these were until now, is left alone."""
    assert not refused(lambda: None)
    Organisation.objects.filter(pk__in=[cast.carrier.pk, cast.partner.pk]).update(is_invented=False)
    return cast


def refused(act: Callable[[], object]) -> bool:
    """Whether PostgreSQL refuses what an act did, at the end of its transaction."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            act()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError as error:
        if "not forged" in str(error):
            return True
        raise
    return False


def told(kind: str, cast: Cast, actor: Member | None) -> None:
    """Write a line of the journal of accounts about Chloé, as the site would."""
    AccountEvent.objects.create(
        kind=kind, at=timezone.now(), actor_id=actor.user_id if actor else None,
        organisation_id=cast.carrier.pk, subject=cast.chloe.user.email, details={},
    )  # fmt: skip


def waits(cast: Cast, by: Member) -> None:
    """Let the role wait, as if a member had asked."""
    Member.objects.filter(pk=cast.chloe.pk).update(
        waiting_roles=["dpo"], waiting_by=by, waiting_since=timezone.now()
    )


def gives(cast: Cast) -> None:
    """Write the role."""
    Member.objects.filter(pk=cast.chloe.pk).update(roles=["dpo"], waiting_roles=[])


def forged(cast: Cast, *, asks: Member, by: Member, agrees: Member | None) -> bool:
    """Whether a role that `asks` asked for in the journal, put down to `by`, is refused."""

    def act() -> None:
        waits(cast, by)
        told("roles_asked", cast, asks)
        told("roles_agreed", cast, agrees)
        gives(cast)

    return refused(act)


def test_two_people_make_a_dpo_still(cast: Cast) -> None:
    elodie, farid = viewer(cast.elodie), viewer(cast.farid)
    now, chloe = timezone.now(), cast.chloe.pk
    change_roles(elodie, member_id=chloe, roles=["dpo"], now=now)
    assert not refused(lambda: agree(farid, member_id=chloe, now=now))
    assert Member.objects.get(pk=cast.chloe.pk).roles == ["dpo"]
    assert not refused(
        lambda: Member.objects.filter(pk=cast.chloe.pk).update(roles=["dpo", "receptionist"])
    )


def test_invited_dpo_is_agreed_to_still(cast: Cast) -> None:
    now, home = timezone.now(), cast.carrier.pk
    sent = invite(viewer(cast.elodie), organisation_id=home, email=EMAIL, roles=["dpo"], now=now)
    user = accept_as_newcomer(token=sent.token, name="Nadia", password=WORDS, now=now)
    found = Member.objects.get(user=user)
    assert not refused(lambda: agree(viewer(cast.farid), member_id=found.pk, now=now))


def test_role_written_by_hand_is_refused(cast: Cast) -> None:
    assert refused(lambda: gives(cast))
    nadia = User.objects.create(email="nadia@exemple.invalid", name="Nadia")
    new = {"user": nadia, "organisation": cast.carrier, "joined_at": timezone.now()}
    assert refused(lambda: Member.objects.create(roles=["dpo"], **new))


def test_role_that_only_waits_is_refused(cast: Cast) -> None:
    def act() -> None:
        waits(cast, cast.elodie)
        told("roles_asked", cast, cast.elodie)
        gives(cast)

    assert refused(act)


def test_second_hand_is_not_the_first_nor_ones_own(cast: Cast) -> None:
    elodie, farid = cast.elodie, cast.farid
    assert forged(cast, asks=elodie, by=elodie, agrees=elodie)
    assert forged(cast, asks=elodie, by=elodie, agrees=cast.chloe)
    assert forged(cast, asks=elodie, by=elodie, agrees=cast.bruno)  # neither of both roles
    assert forged(cast, asks=elodie, by=elodie, agrees=None)
    assert forged(cast, asks=elodie, by=farid, agrees=elodie)  # put down to who never asked
    assert not forged(cast, asks=elodie, by=elodie, agrees=farid)


def test_place_of_a_dpo_is_given_to_nobody_else(cast: Cast) -> None:
    rows = Member.objects.filter(pk=cast.farid.pk)
    nadia = User.objects.create(email="nadia@exemple.invalid", name="Nadia")
    assert refused(lambda: rows.update(user=nadia))
    assert refused(lambda: rows.update(organisation=cast.partner))


def test_agreement_does_not_serve_twice(cast: Cast) -> None:
    assert not forged(cast, asks=cast.elodie, by=cast.elodie, agrees=cast.farid)
    change_roles(
        viewer(cast.elodie), member_id=cast.chloe.pk, roles=["receptionist"], now=timezone.now()
    )

    def again() -> None:
        waits(cast, cast.elodie)
        gives(cast)

    assert refused(again)


def test_real_organisation_is_not_said_invented(cast: Cast) -> None:
    rows = Organisation.objects.filter(pk=cast.carrier.pk)
    assert refused(lambda: rows.update(is_invented=True))
