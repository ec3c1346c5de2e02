"""Two acts at once on one share, with real transactions: each time one of them wins, whole."""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from allervers.people.actions.share_answers import accept, revoke
from allervers.people.models import Consent, Identity, Share
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, make_cast, viewer
from tests.people.sharing.world import make_share
from tests.people.world import PeopleWorld, acting_as, make_people_world

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


@pytest.fixture
def world() -> PeopleWorld:
    """Make the world for good: the other thread has its own connection."""
    return make_people_world(make_cast())


def at_once(*acts: Act) -> list[str]:
    """Do acts at the same time; say of each whether it was done, or the code of its refusal."""
    told, together = [""] * len(acts), Barrier(len(acts))

    def run(place: int, act: Act) -> None:
        try:
            together.wait(timeout=10)
            act()
            told[place] = "done"
        except Refusal as refusal:
            told[place] = refusal.code
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=20)
    return told


def accepting(cast: Cast, share_id: UUID) -> Act:
    """Return Denis's acceptance."""
    who, now = viewer(cast.denis), timezone.now()
    return lambda: accept(viewer=who, share_id=share_id, now=now)


def test_accepted_twice_at_once_is_accepted_once(world: PeopleWorld) -> None:
    share = make_share(world.nour, world.cast.bruno, world.cast.denis)
    act = accepting(world.cast, share.pk)
    assert sorted(at_once(act, act)) == ["done", "share_already_answered"]


def test_revoked_while_it_is_accepted_ends_revoked(world: PeopleWorld) -> None:
    cast = world.cast
    share = make_share(world.nour, cast.bruno, cast.denis)
    bruno, now = viewer(cast.bruno), timezone.now()
    told = at_once(
        accepting(cast, share.pk),
        lambda: revoke(viewer=bruno, share_id=share.pk, reason="fini", now=now),
    )
    assert told[1] == "done"
    assert told[0] in {"done", "share_already_answered"}
    with acting_as(cast.bruno):
        assert Share.objects.get(pk=share.pk).state == "revoked"
    with acting_as(cast.denis):
        assert not Identity.objects.exists()


def test_reader_in_an_open_transaction_sees_the_withdrawal_at_the_next_statement(
    world: PeopleWorld,
) -> None:
    cast = world.cast
    share = make_share(world.nour, cast.bruno, cast.denis, state="accepted")

    def withdraw() -> None:
        with acting(viewer(cast.bruno)):
            Consent.objects.filter(shares=share).update(withdrawn_at=timezone.now())

    with acting_as(cast.denis):
        assert Identity.objects.exists()
        assert at_once(withdraw) == ["done"]
        assert not Identity.objects.exists()
