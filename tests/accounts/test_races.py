"""What two people do at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from allervers.accounts.actions import invitations, members, sessions
from allervers.accounts.domain.role import Role
from allervers.accounts.models import Member, OpenSession
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, make_member, viewer

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[str]:
    """Run acts at once, each on its own connection; say how each ended."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_administrators_who_remove_each_other_leave_one(cast: Cast) -> None:
    other = make_member("Zoé", cast.carrier, Role.ADMINISTRATOR)
    now = timezone.now()
    ends = together(
        lambda: members.deactivate_member(viewer(cast.elodie), member_id=other.pk, now=now),
        lambda: members.deactivate_member(viewer(other), member_id=cast.elodie.pk, now=now),
    )
    assert ends == ["done", "last_administrator"]


def test_link_used_twice_at_once_lets_one_in(cast: Cast) -> None:
    now = timezone.now()
    token = invitations.invite(
        viewer(cast.elodie),
        organisation_id=cast.carrier.pk,
        email="karim@exemple.invalid",
        roles=["receptionist"],
        now=now,
    ).token
    ends = together(
        *(
            lambda name=name: invitations.accept_as_newcomer(
                token=token, name=name, password="girafe lampe velo mer", now=now
            )
            for name in ("Un", "Deux", "Trois")
        )
    )
    assert ends == ["done", "invitation_over", "invitation_over"]
    assert Member.objects.filter(user__email="karim@exemple.invalid").count() == 1


def test_sign_ins_at_once_keep_three_sessions(cast: Cast) -> None:
    def enter() -> object:
        return sessions.open_session(
            user_id=cast.bruno.user_id, device="", address=None, now=timezone.now()
        )

    assert together(*[enter] * 6) == ["done"] * 6
    assert OpenSession.objects.filter(user=cast.bruno.user).count() == 3


def test_two_invitations_of_one_new_address_accepted_at_once_make_one_account(cast: Cast) -> None:
    now = timezone.now()
    tokens = [
        invitations.invite(
            viewer(administrator),
            organisation_id=administrator.organisation_id,
            email="karim@exemple.invalid",
            roles=["receptionist"],
            now=now,
        ).token
        for administrator in (cast.elodie, cast.hugo)
    ]
    ends = together(
        *(
            lambda token=token: invitations.accept_as_newcomer(
                token=token, name="Karim", password="girafe lampe velo mer", now=now
            )
            for token in tokens
        )
    )
    assert ends == ["done", "other_address"]
