"""What becomes of a share, and what is readable at the very next request."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions import share_answers
from allervers.people.models import Consent, FileRead, Identity, Person, Share
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.sharing.world import make_share
from tests.people.words import opened_share
from tests.people.world import PeopleWorld, acting_as

State = Share.State


def reads(member: Member, person: Person) -> bool:
    """Whether PostgreSQL shows the identity of a file to a member now."""
    with acting_as(member):
        return Identity.objects.filter(person=person).exists()


def accept(world: PeopleWorld, share: Share) -> None:
    """Let Denis accept."""
    who = viewer(world.cast.denis)
    share_answers.accept(viewer=who, share_id=share.pk, now=timezone.now())


def test_nothing_is_read_before_accepting_and_all_that_is_named_after(
    people_world: PeopleWorld,
) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    assert not reads(cast.denis, people_world.nour)
    accept(people_world, share)
    assert reads(cast.denis, people_world.nour)
    with acting_as(cast.bruno):
        line = FileRead.objects.get(act="shared", member=cast.denis)
    assert line.person_ref == people_world.nour.pk


def test_refused_with_its_reason_opens_nothing(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    who, now = viewer(cast.denis), timezone.now()
    with pytest.raises(Refusal, match="pourquoi"):
        share_answers.refuse(viewer=who, share_id=share.pk, reason=" ", now=now)
    share_answers.refuse(viewer=who, share_id=share.pk, reason="déjà suivi", now=now)
    assert not reads(cast.denis, people_world.nour)
    with pytest.raises(Refusal) as refusal:
        accept(people_world, share)
    assert refusal.value.status == 409


@pytest.mark.parametrize("who", ["aicha", "chloe", "hugo", "bruno", "farid"])
def test_only_its_recipient_accepts(people_world: PeopleWorld, who: str) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    with pytest.raises(Refusal) as refusal:
        share_answers.accept(
            viewer=viewer(getattr(cast, who)), share_id=share.pk, now=timezone.now()
        )
    assert refusal.value.status == 404


def test_revoked_is_closed_at_once(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    accept(people_world, share)
    share_answers.revoke(
        viewer=viewer(cast.bruno), share_id=share.pk, reason="plus utile", now=timezone.now()
    )
    assert not reads(cast.denis, people_world.nour)


def test_withdrawn_consent_closes_at_once(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    accept(people_world, share)
    with acting_as(cast.bruno):
        Consent.objects.filter(shares=share).update(withdrawn_at=timezone.now())
    assert not reads(cast.denis, people_world.nour)


def test_file_is_gone_from_an_open_session_at_the_next_request(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    accept(people_world, share)
    address = reverse("people:show", args=[people_world.nour.pk])
    sign_in(client, cast.denis)
    assert "Nour" in client.get(address).content.decode()
    with acting_as(cast.bruno):
        Consent.objects.filter(shares=share).update(withdrawn_at=timezone.now())
    assert client.get(address).status_code == 404


def test_what_was_shared_with_one_is_not_shared_further(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    accept(people_world, share)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        make_share(people_world.nour, cast.denis, cast.aicha, consent=None)


def test_share_whose_consent_was_withdrawn_is_not_accepted(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis)
    with acting_as(cast.bruno):
        Consent.objects.filter(shares=share).update(withdrawn_at=timezone.now())
    with pytest.raises(Refusal) as refusal:
        accept(people_world, share)
    assert refusal.value.code == "share_no_longer_lawful"
    with acting_as(cast.denis):
        assert Share.objects.get(pk=share.pk).state == State.ASKED


@pytest.mark.parametrize(("days", "is_late"), [(29, False), (30, False), (31, True)])
def test_share_is_accepted_until_its_thirtieth_day(
    people_world: PeopleWorld, days: int, *, is_late: bool
) -> None:
    cast = people_world.cast
    # Counted in days of Paris: in UTC, an hour of the evening is another day across a time change.
    before = timezone.localtime() - timedelta(days=days)
    share = make_share(people_world.nour, cast.bruno, cast.denis, created_at=before)
    if not is_late:
        accept(people_world, share)
        assert reads(cast.denis, people_world.nour)
        return
    with pytest.raises(Refusal):
        accept(people_world, share)


def test_finished_tells_what_came_of_it_and_closes(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    share = make_share(people_world.nour, cast.bruno, cast.denis, asked="un rendez-vous")
    accept(people_world, share)
    share_answers.finish(
        viewer=viewer(cast.denis), share_id=share.pk, outcome="reçue hier", now=timezone.now()
    )
    assert not reads(cast.denis, people_world.nour)
    with acting_as(cast.bruno):
        assert opened_share(share.pk).outcome == "reçue hier"
