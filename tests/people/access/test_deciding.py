"""From rows to the decision: few queries, and nothing without a tie."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from allervers.people.domain.access import Reason
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import asker_of, decided_for, decision_for
from allervers.people.queries.acting import acting
from tests.cast import viewer
from tests.people.world import PeopleWorld

pytestmark = pytest.mark.django_db
NOW = timezone.now


def test_a_referent_reads_the_whole_file_in_one_query(
    people_world: PeopleWorld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bruno = viewer(people_world.cast.bruno)
    with acting(bruno), django_assert_num_queries(1):
        found = decision_for(bruno, people_world.nour.pk, Purpose.FOLLOW_UP, NOW())
    assert found is not None
    person, decision = found
    assert (person, decision.sections) == (people_world.nour, frozenset(Section))
    assert decision.reason is Reason.CASELOAD
    assert not decision.must_say_why


def test_a_receptionist_reads_what_a_counter_needs(people_world: PeopleWorld) -> None:
    chloe = viewer(people_world.cast.chloe)
    with acting(chloe):
        found = decision_for(chloe, people_world.nour.pk, Purpose.WELCOME, NOW())
    assert found is not None
    assert found[1].sections == {Section.IDENTITY, Section.CONTACT, Section.RIGHTS}
    assert not found[1].announced & {Section.HEALTH, Section.VIOLENCE, Section.PROTECTION}


def test_a_file_of_nobody_s_caseload_does_not_exist(people_world: PeopleWorld) -> None:
    for member in (people_world.cast.denis, people_world.cast.hugo, people_world.cast.jeanne):
        who = viewer(member)
        with acting(who):
            assert decision_for(who, people_world.nour.pk, Purpose.FOLLOW_UP, NOW()) is None


def test_a_dpo_sees_that_a_file_exists_and_reads_nothing(people_world: PeopleWorld) -> None:
    farid = viewer(people_world.cast.farid)
    with acting(farid):
        found = decision_for(farid, people_world.nour.pk, Purpose.CONTROL, NOW())
    assert found is not None
    assert not found[1].sections


def test_a_profession_that_is_over_is_told(people_world: PeopleWorld) -> None:
    bruno = viewer(people_world.cast.bruno)
    with acting(bruno):
        later = asker_of(bruno, NOW() + timedelta(days=800))
        assert later.valid_until is not None
        assert later.is_approved
        found = decided_for(
            bruno, people_world.nour.pk, Purpose.FOLLOW_UP, NOW() + timedelta(days=800)
        )
        assert found is not None
        assert found[2] == ()
