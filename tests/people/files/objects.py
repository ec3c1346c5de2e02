"""What the addresses of files name, for tests/access/: all of it in Nour's file."""

from datetime import timedelta

from django.utils import timezone

from allervers.people.domain.section import Section
from allervers.people.models import (
    Consent,
    ContactPoint,
    FollowUp,
    Household,
    HouseholdMember,
    Person,
    ProtectedOpening,
    Representation,
)
from tests.access.world import Makers, World
from tests.people.world import acting_as, follow, note


def nour_of(world: World) -> Person:
    """Return Nour, made for the argument before."""
    with acting_as(world.cast.bruno):
        return Person.objects.get(identity__given_names="Nour")


def entry(world: World) -> object:
    """Make a note of a section that the desk does not read."""
    return note(nour_of(world), world.cast.bruno, Section.HEALTH, "une note").pk


def contact(world: World) -> object:
    """Make a way to reach Nour."""
    nour, bruno = nour_of(world), world.cast.bruno
    with acting_as(bruno):
        return ContactPoint.objects.create(
            person=nour, kind="phone", value="+33612345678", safe_channels=["call"],
            created_by=bruno, created_at=timezone.now(),
        ).pk  # fmt: skip


def speaker(world: World) -> object:
    """Make somebody who decides for Nour."""
    nour = nour_of(world)
    with acting_as(world.cast.bruno):
        return Representation.objects.create(
            person=nour, kind="curator", name="Curatrice inventée", since=timezone.localdate()
        ).pk


def membership(world: World) -> object:
    """Make Lina live with Nour."""
    nour, since = nour_of(world), timezone.localdate()
    with acting_as(world.cast.bruno):
        home = Household.objects.create(created_at=timezone.now())
        lina = Person.objects.get(identity__given_names="Lina")
        for person, place in ((nour, "adult"), (lina, "child")):
            made = HouseholdMember.objects.create(
                household=home, person=person, place=place, since=since
            )
    return made.pk


def opening(world: World) -> object:
    """Let Aïcha follow Nour, ask to read, and follow no more."""
    nour, cast = nour_of(world), world.cast
    followed = follow(nour, cast.aicha, [Section.IDENTITY, Section.PROTECTION], by=cast.bruno)
    with acting_as(cast.aicha):
        made = ProtectedOpening.objects.create(
            person=nour, asked_by=cast.aicha, reason="essai", asked_at=timezone.now()
        )
    with acting_as(cast.bruno):
        yesterday = timezone.localdate() - timedelta(days=1)
        followed.until = yesterday
        followed.save(update_fields=["until"])
    return made.pk


def consent(world: World) -> object:
    """Make an agreement of Nour."""
    nour, bruno, today = nour_of(world), world.cast.bruno, timezone.localdate()
    with acting_as(bruno):
        return Consent.objects.create(
            person=nour, scope="sms", purpose="rappel de rendez-vous", means="de vive voix",
            given_on=today, expires_on=today + timedelta(days=30), recorded_by=bruno,
            created_at=timezone.now(),
        ).pk  # fmt: skip


def follow_up(world: World) -> object:
    """Return Chloé's part in Nour's file."""
    nour = nour_of(world)
    with acting_as(world.cast.bruno):
        return FollowUp.objects.get(person=nour, member=world.cast.chloe).pk


MAKERS: Makers = {
    "people:follow_up_id": follow_up,
    "people:entry_id": entry,
    "people:contact_id": contact,
    "people:representation_id": speaker,
    "people:membership_id": membership,
    "people:opening_id": opening,
    "people:consent_id": consent,
}
