"""What no page does, and PostgreSQL refuses from whoever would make one do it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.domain.section import Section
from allervers.people.models import (
    Alert,
    BreakGlass,
    Consent,
    FileRead,
    FollowUp,
    Person,
    Professional,
    ProtectedOpening,
    RightsRequest,
    Share,
)
from allervers.people.queries.acting import visiting
from tests.people.world import ALL, PeopleWorld, acting_as, follow, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(member: Member, act: Callable[[], object]) -> bool:
    """Whether PostgreSQL refuses, or changes no row."""
    try:
        with transaction.atomic(), acting_as(member):
            return act() == 0
    except DatabaseError:
        return True


def agreement(world: PeopleWorld, person: Person, **values: object) -> Consent:
    """Write that a person agreed to a share."""
    today = timezone.localdate()
    start: dict[str, object] = {"scope": "share", "expires_on": today + DAY}
    with acting_as(world.cast.bruno):
        return Consent.objects.create(
            person=person, purpose="inventé", means="de vive voix", given_on=today,
            recorded_by=world.cast.bruno, created_at=timezone.now(), **(start | values),
        )  # fmt: skip


@pytest.mark.parametrize("raised", ["sections", "kind", "person", "member", "since"])
def test_nobody_raises_their_own_follow_up(people_world: PeopleWorld, raised: str) -> None:
    world, chloe = people_world, people_world.cast.chloe
    values = {
        "sections": sorted(ALL), "kind": "referent", "person": world.sami,
        "member": world.cast.aicha, "since": date(2020, 1, 1),
    }  # fmt: skip
    mine = FollowUp.objects.filter(member=chloe)
    assert refused(chloe, lambda: mine.update(**{raised: values[raised]}))


def test_follow_up_that_ended_is_not_begun_again(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    mine = FollowUp.objects.filter(member=cast.chloe)
    with acting_as(cast.bruno):
        mine.update(until=timezone.localdate() - DAY)
    assert refused(cast.chloe, lambda: mine.update(until=None))


@pytest.mark.parametrize("to", ["aicha", "farid"])
def test_dpo_hands_over_no_file_that_has_a_referent(people_world: PeopleWorld, to: str) -> None:
    cast, nour = people_world.cast, people_world.nour
    member = getattr(cast, to)
    give = lambda: follow(nour, member, ALL, by=cast.farid, kind="referent")  # noqa: E731
    assert refused(cast.farid, give)


def test_referent_answers_no_more_once_the_convention_is_over(people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    follow(nour, cast.denis, ALL, by=cast.bruno, kind="referent")
    with acting_as(cast.elodie):
        people_world.convention.ended_at = timezone.now()
        people_world.convention.save(update_fields=["ended_at"])
    assert refused(cast.denis, lambda: follow(nour, cast.aicha, ALL, by=cast.denis))


@pytest.mark.parametrize("column", ["organisation", "created_by", "pseudonym"])
def test_file_does_not_change_hands(people_world: PeopleWorld, column: str) -> None:
    cast = people_world.cast
    values = {"organisation": cast.partner, "created_by": cast.chloe, "pseudonym": "Autre 1"}
    row = Person.objects.filter(pk=people_world.nour.pk)
    assert refused(cast.chloe, lambda: row.update(**{column: values[column]}))


def test_agreement_taken_back_stays_so_and_never_grows(people_world: PeopleWorld) -> None:
    given = agreement(people_world, people_world.nour)
    rows, chloe = Consent.objects.filter(pk=given.pk), people_world.cast.chloe
    assert refused(chloe, lambda: rows.update(expires_on=given.expires_on + DAY))
    assert refused(chloe, lambda: rows.update(recipients="qui je veux"))
    with acting_as(people_world.cast.bruno):
        assert rows.update(withdrawn_at=timezone.now()) == 1
    assert refused(chloe, lambda: rows.update(withdrawn_at=None))


@pytest.mark.parametrize("whose", ["lina", "nour"])
def test_share_rests_on_an_agreement_of_that_person_to_share(
    people_world: PeopleWorld, whose: str
) -> None:
    cast, today = people_world.cast, timezone.localdate()
    scope = "share" if whose == "lina" else "sms"
    given = agreement(people_world, getattr(people_world, whose), scope=scope)
    assert refused(cast.bruno, lambda: Share.objects.create(
        person=people_world.nour, ground="consentement", purpose="follow_up",
        sections=["identity"], sender=cast.bruno, sender_profession="social_worker",
        recipient=cast.denis, recipient_profession="mission_locale_adviser", consent=given,
        informed_on=today, informed_whom="person", starts_on=today, ends_on=today + DAY,
        created_at=timezone.now(),
    ))  # fmt: skip


def test_one_does_not_agree_in_the_name_of_another(people_world: PeopleWorld) -> None:
    cast, now, nour = people_world.cast, timezone.now(), people_world.nour
    follow(nour, cast.aicha, ALL, by=cast.bruno)
    demand = {"person": nour, "asked_by": cast.bruno, "reason": "inventée", "asked_at": now}
    agreed = {"agreed_at": now, "ends_at": now + timedelta(hours=1)}
    assert refused(cast.bruno, lambda: ProtectedOpening.objects.create(
        agreed_by=cast.aicha, **demand, **agreed
    ))  # fmt: skip
    with acting_as(cast.bruno):
        one = ProtectedOpening.objects.create(**demand)
    rows = ProtectedOpening.objects.filter(pk=one.pk)
    assert refused(cast.aicha, lambda: rows.update(agreed_by=cast.chloe, **agreed))
    long = agreed | {"ends_at": now + timedelta(hours=2)}
    assert refused(cast.aicha, lambda: rows.update(agreed_by=cast.aicha, **long))
    with acting_as(cast.aicha):
        assert rows.update(agreed_by=cast.aicha, **agreed) == 1


def glass(world: PeopleWorld, member: Member, ago: timedelta) -> BreakGlass:
    """Break the glass of Nour's file, at an hour that one says."""
    opened = timezone.now() - ago
    with acting_as(member):
        return BreakGlass.objects.create(
            person=world.nour, member=member, reason="danger inventé pour l’essai",
            opened_at=opened, ends_at=opened + timedelta(hours=4),
            review_due_at=opened + timedelta(hours=72),
        )  # fmt: skip


def test_who_broke_the_glass_does_not_open_a_protected_contact_to_another(
    people_world: PeopleWorld,
) -> None:
    cast, now = people_world.cast, timezone.now()
    glass(people_world, cast.aicha, timedelta(minutes=1))
    with acting_as(cast.bruno):
        one = ProtectedOpening.objects.create(
            person=people_world.nour, asked_by=cast.bruno, reason="inventée", asked_at=now
        )
    rows = ProtectedOpening.objects.filter(pk=one.pk)
    agreed = {"agreed_by": cast.aicha, "agreed_at": now, "ends_at": now + timedelta(hours=1)}
    assert refused(cast.aicha, lambda: rows.update(**agreed))


def test_quota_of_glasses_counts_hours_said_backwards(people_world: PeopleWorld) -> None:
    aicha = people_world.cast.aicha
    for minutes in (1, 2, 3):
        glass(people_world, aicha, timedelta(minutes=minutes))
    assert refused(aicha, lambda: glass(people_world, aicha, timedelta(minutes=4)))


@pytest.mark.parametrize("by", ["chloe", "hugo", "elodie"])
def test_only_a_dpo_lets_a_thief_start_again(people_world: PeopleWorld, by: str) -> None:
    cast = people_world.cast
    rows = Professional.objects.filter(pk=cast.bruno.pk)
    with acting_as(cast.farid):
        rows.update(stopped_at=timezone.now(), stopped_why="volume")
    member = getattr(cast, by)
    assert refused(member, lambda: rows.update(stopped_why="autre chose"))
    assert refused(member, lambda: rows.update(stopped_at=None, stopped_why=""))


def test_a_colleague_stops_nobody(people_world: PeopleWorld) -> None:
    rows = Professional.objects.filter(pk=people_world.cast.bruno.pk)
    for member in (people_world.cast.chloe, people_world.cast.hugo):
        assert refused(member, lambda: rows.update(stopped_at=timezone.now()))
        assert refused(member, lambda: rows.update(approved_at=None, approved_by=None))


def test_line_of_a_link_names_no_member(people_world: PeopleWorld) -> None:
    share_id, cast = uuid4(), people_world.cast
    with pytest.raises(DatabaseError), transaction.atomic(), visiting(share_id):
        FileRead.objects.create(
            act="opened", organisation=cast.carrier, member=cast.chloe,
            share_id=share_id, purpose="follow_up", ground="shared",
        )  # fmt: skip


def test_nobody_writes_that_their_own_stop_was_seen_to(people_world: PeopleWorld) -> None:
    cast, now = people_world.cast, timezone.now()
    forged = {
        "kind": "hard_stop", "organisation": cast.carrier, "about_member": cast.bruno, "at": now,
        "to": cast.bruno,
    }  # fmt: skip
    assert refused(cast.bruno, lambda: Alert.objects.create(**forged))
    handled = {"handled_at": now, "handled_by": cast.bruno, "kind": "glass"}
    assert refused(cast.bruno, lambda: Alert.objects.create(**(forged | handled)))


def test_copy_is_not_released_in_the_name_of_another(people_world: PeopleWorld) -> None:
    cast, today = people_world.cast, timezone.localdate()
    with acting_as(cast.bruno):
        made = RightsRequest.objects.create(
            person=people_world.nour, kind="access", received_on=today, due_on=today + DAY,
            identity_checked="vue", handled_by=cast.bruno,
        )  # fmt: skip
    rows = RightsRequest.objects.filter(pk=made.pk)
    assert refused(cast.bruno, lambda: rows.update(released_by=cast.aicha))
    assert refused(cast.bruno, lambda: rows.update(handled_by=cast.aicha, released_by=cast.bruno))


def test_invented_file_does_not_tell_where_a_neighbour_goes(people_world: PeopleWorld) -> None:
    cast, born = people_world.cast, date(1984, 5, 3)
    for member, told in ((cast.hugo, []), (cast.aicha, [(cast.carrier.pk,)])):
        mine = make_person(
            member, given_names="Nour", family_name="Invente", born_on=born,
            sections=[Section.IDENTITY],
        )  # fmt: skip
        with acting_as(member), connection.cursor() as cursor:
            cursor.execute("SELECT people_alike(%s)", [mine.pk])
            assert cursor.fetchall() == told
