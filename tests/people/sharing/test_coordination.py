"""What a mayor knows: that a coordinator is needed. Never of whom, why, nor asked by how many."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.people.actions.coordination import (
    ask_coordination,
    coordinators,
    end_coordination,
    name_coordinator,
)
from allervers.people.domain.section import Section
from allervers.people.models import Convention, CoordinationNeed, FollowUp, Person
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.world import ALL, LONG, PeopleWorld, acting_as, agreed, follow, note


@pytest.fixture
def need(people_world: PeopleWorld) -> CoordinationNeed:
    """Bind the commune and the carrier; let Bruno ask for a coordinator for Nour."""
    cast, today = people_world.cast, timezone.localdate()
    with acting_as(cast.elodie):
        made = Convention.objects.create(
            holder=cast.carrier,
            partner=cast.commune,
            reference="Convention inventée",
            signed_on=today,
            expires_on=today + LONG,
            recorded_by=cast.elodie,
        )
    agreed(made, cast.jeanne)
    return ask(people_world)


def ask(world: PeopleWorld) -> CoordinationNeed:
    """Ask as Bruno does."""
    return ask_coordination(
        viewer=viewer(world.cast.bruno),
        person_id=world.nour.pk,
        commune_id=world.cast.commune.pk,
        now=timezone.now(),
    )


def name(world: PeopleWorld, need: CoordinationNeed, who: str = "aicha") -> None:
    """Name a coordinator as Gaëlle does."""
    name_coordinator(
        viewer=viewer(world.cast.gaelle),
        need_id=need.pk,
        member_id=getattr(world.cast, who).pk,
        act="arrêté inventé n° 1",
        now=timezone.now(),
    )


def page_of_mayor(world: PeopleWorld) -> bytes:
    """Return what Gaëlle sees."""
    client = sign_in(Client(), world.cast.gaelle)
    lines = client.get(reverse("people:coordination")).content.splitlines()
    return b"\n".join(line for line in lines if b"csrfmiddlewaretoken" not in line)


def test_page_is_the_same_whatever_the_file_holds(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    before, cast = page_of_mayor(people_world), people_world.cast
    assert need.number.encode() in before
    for section in Section:
        note(people_world.nour, cast.bruno, section, "Une difficulté inventée.")
    follow(people_world.nour, cast.aicha, ALL, by=cast.bruno)
    with pytest.raises(Refusal):
        ask(people_world)  # a second professional asks: told to them, not to the commune
    with acting_as(cast.bruno):
        Person.objects.filter(pk=people_world.nour.pk).update(restricted_at=timezone.now())
    assert page_of_mayor(people_world) == before
    assert not [one for one in (b"Nour", b"Essai", b"Bruno", b"Invente") if one in before]


def test_rows_are_out_of_reach_of_the_commune(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    with acting_as(people_world.cast.gaelle):
        assert not CoordinationNeed.objects.filter(pk=need.pk).exists()
        assert not FollowUp.objects.exists()


def test_coordinator_is_named_by_an_act_and_reads_what_the_law_lets_be_shared(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    cast = people_world.cast
    name(people_world, need)
    with acting_as(cast.aicha):
        given = FollowUp.objects.get(person=people_world.nour, member=cast.aicha)
    assert (given.kind, given.act) == ("coordinator", "arrêté inventé n° 1")
    assert not {"health", "violence", "protection"} & set(given.sections)
    assert b"coordonnateur nomm" in page_of_mayor(people_world)
    with pytest.raises(Refusal):
        name(people_world, need, "bruno")


def test_naming_who_already_follows_answers_the_same(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    name(people_world, need, "bruno")
    with acting_as(people_world.cast.bruno):
        given = FollowUp.objects.get(person=people_world.nour, member=people_world.cast.bruno)
    assert (given.kind, set(given.sections)) == ("referent", set(ALL))


def test_coordination_that_ends_closes_the_file(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    cast = people_world.cast
    name(people_world, need)
    end_coordination(viewer=viewer(cast.bruno), need_id=need.pk, now=timezone.now())
    with acting_as(cast.aicha):
        assert not Person.objects.filter(pk=people_world.nour.pk).exists()
    assert "terminé".encode() in page_of_mayor(people_world)


@pytest.mark.parametrize("who", ["chloe", "hugo", "denis", "elodie"])
def test_only_bound_professionals_of_linked_organisations_are_named(
    people_world: PeopleWorld, need: CoordinationNeed, who: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        name(people_world, need, who)
    assert refusal.value.code == "coordinator_not_named"
    assert coordinators(viewer(people_world.cast.denis), timezone.now()) == []


def test_another_commune_names_nobody(people_world: PeopleWorld, need: CoordinationNeed) -> None:
    cast = people_world.cast
    with pytest.raises(Refusal) as refusal:
        name_coordinator(
            viewer=viewer(cast.elodie),
            need_id=need.pk,
            member_id=cast.aicha.pk,
            act="x",
            now=timezone.now(),
        )
    assert refusal.value.status == 404


def test_who_works_with_the_commune_alone_is_not_named(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    cast, today = people_world.cast, timezone.localdate()
    with acting_as(cast.hugo):
        made = Convention.objects.create(
            holder=cast.hugo.organisation,
            partner=cast.commune,
            reference="Convention inventée 2",
            signed_on=today,
            expires_on=today + LONG,
            recorded_by=cast.hugo,
        )
    agreed(made, cast.jeanne)
    found = coordinators(viewer(cast.gaelle), timezone.now())
    assert cast.hugo.pk in {one.member_id for one in found}
    with pytest.raises(Refusal, match="pas été nommé") as refusal:
        name(people_world, need, "hugo")
    assert "ne travaille pas" in refusal.value.why
    name(people_world, need)  # somebody else may be


def said_to_postgresql(world: PeopleWorld, need: CoordinationNeed, who: str) -> bool:
    """Name somebody as a commune could without our pages: with every section."""
    values = (need.pk, getattr(world.cast, who).pk, "arrêté", sorted(ALL), uuid4())
    with acting_as(world.cast.gaelle), connection.cursor() as cursor:
        cursor.execute("SELECT people_name_coordinator(%s, %s, %s, %s, %s)", values)
        return bool(cursor.fetchone()[0])


def test_commune_opens_no_more_than_the_article(
    people_world: PeopleWorld, need: CoordinationNeed
) -> None:
    assert said_to_postgresql(people_world, need, "aicha")
    with acting_as(people_world.cast.bruno):
        given = FollowUp.objects.get(person=people_world.nour, member=people_world.cast.aicha)
    assert set(given.sections) == ALL - {Section.HEALTH, Section.VIOLENCE, Section.PROTECTION}


@pytest.mark.parametrize("who", ["chloe", "denis", "hugo", "farid"])
def test_commune_names_nobody_whom_nothing_binds(
    people_world: PeopleWorld, need: CoordinationNeed, who: str
) -> None:
    assert not said_to_postgresql(people_world, need, who)


def test_commune_widens_no_caseload(people_world: PeopleWorld, need: CoordinationNeed) -> None:
    cast = people_world.cast
    follow(people_world.nour, cast.aicha, {Section.IDENTITY}, by=cast.bruno)
    assert said_to_postgresql(people_world, need, "aicha")
    with acting_as(cast.bruno):
        given = FollowUp.objects.get(person=people_world.nour, member=cast.aicha)
    assert given.sections == ["identity"]
