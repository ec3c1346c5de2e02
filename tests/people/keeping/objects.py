"""What the addresses of keeping name: made for tests/access/."""

from datetime import timedelta

from django.utils import timezone

from allervers.people.actions.rights_requests import Asked, finish_redacting, receive
from allervers.people.models import Archive, Deadline, Destruction, Person, RightsRequest
from allervers.people.queries.acting import Task, working
from tests.access.world import Makers, World
from tests.cast import viewer
from tests.people.world import acting_as, make_people_world


def nour(world: World) -> Person:
    """Make the world of people; return Nour, whom Bruno follows."""
    return make_people_world(world.cast).nour


def deadline(world: World) -> object:
    """Let the night say that Nour's file is due."""
    person, today = nour(world), timezone.localdate()
    with working(Task.RETENTION):
        return Deadline.objects.create(
            person=person, category="jeune", trigger="dernier_contact", trigger_on=today,
            kept_until=today, next_state="final", proposed_at=timezone.now(),
        ).pk  # fmt: skip


def archive(world: World) -> object:
    """Let Farid keep Nour's file on."""
    person = nour(world)
    with acting_as(world.cast.farid):
        return Archive.objects.create(
            person=person, reason="litige inventé", decided_by=world.cast.farid,
            keep_until=timezone.localdate() + timedelta(days=9), decided_at=timezone.now(),
        ).pk  # fmt: skip


def destruction(world: World) -> object:
    """Let Farid ask that Nour's file be destroyed."""
    person = nour(world)
    with acting_as(world.cast.farid):
        return Destruction.objects.create(
            person=person, category="jeune", rule="règle inventée", visa="visa inventé",
            rule_approved_by="Directrice inventée", rule_approved_on=timezone.localdate(),
            asked_by=world.cast.farid, asked_at=timezone.now(),
        ).pk  # fmt: skip


def asked(world: World, kind: str, medical: str = "direct") -> RightsRequest:
    """Let Bruno write down what Nour asks."""
    request = Asked(kind, timezone.localdate(), "connue de l’équipe", "ses mots", medical)
    bruno = viewer(world.cast.bruno)
    return receive(viewer=bruno, person_id=nour(world).pk, asked=request, now=timezone.now())


def ready(world: World) -> object:
    """Let Bruno prepare a copy for Nour."""
    request = asked(world, "access")
    finish_redacting(viewer=viewer(world.cast.bruno), request_id=request.pk)
    return request.pk


def limited(world: World) -> object:
    """Let Bruno limit the use of Nour's file, as she asks."""
    person = nour(world)
    with acting_as(world.cast.bruno):
        Person.objects.filter(pk=person.pk).update(restricted_at=timezone.now())
    return person.pk


MAKERS: Makers = {
    "people:deadline_id": deadline,
    "people:archive_id": archive,
    "people:destruction_id": destruction,
    "people:request_id": lambda world: asked(world, "access").pk,
    "people:rights_release/request_id": ready,
    "people:rights_lift/person_id": limited,
    "people:rights_answer/request_id": lambda world: asked(world, "object").pk,
    "people:rights_doctor_copy/request_id": lambda world: asked(world, "access", "doctor").pk,
}
