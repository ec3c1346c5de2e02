"""The world of the tests is what it says: PostgreSQL gives each one their own files."""

from allervers.people.domain.section import Section
from allervers.people.models import Entry, Identity, Person
from tests.people.world import PeopleWorld, acting_as, note


def test_each_reaches_their_own_files_only(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    expected = {
        cast.bruno: {people_world.nour, people_world.lina},
        cast.chloe: {people_world.nour},
        cast.aicha: {people_world.sami},
        cast.denis: set(),
        cast.hugo: set(),
        cast.elodie: set(),
    }
    for member, files in expected.items():
        with acting_as(member):
            assert set(Person.objects.order_by("pk")) == files
            assert Identity.objects.count() == len(files)
    assert not Person.objects.exists()


def test_notes_of_a_section_reach_whom_it_is_open_to(people_world: PeopleWorld) -> None:
    cast = people_world.cast
    note(people_world.nour, cast.bruno, Section.HEALTH, "une note de santé")
    note(people_world.nour, cast.bruno, Section.RIGHTS, "une note sur les droits")
    with acting_as(cast.chloe):
        assert [one.section for one in Entry.objects.order_by("pk")] == ["rights"]
