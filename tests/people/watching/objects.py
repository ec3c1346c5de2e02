"""What the addresses of watching name: made for tests/access/."""

from datetime import timedelta

from django.utils import timezone

from allervers.people.models import BreakGlass, FollowUp, Professional
from tests.access.world import Makers, World
from tests.people.world import LONG, acting_as, make_convention, make_people_world


def broken_glass(world: World) -> object:
    """Let Chloé break the glass of Sami."""
    people, now = make_people_world(world.cast), timezone.now()
    with acting_as(world.cast.chloe):
        return BreakGlass.objects.create(
            person=people.sami,
            member=world.cast.chloe,
            reason="danger immédiat inventé pour un essai",
            opened_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=3),
            review_due_at=now + timedelta(hours=71),
        ).pk


def stopped_member(world: World) -> object:
    """Stop Bruno."""
    make_people_world(world.cast)
    with acting_as(world.cast.farid):
        mine = Professional.objects.filter(member=world.cast.bruno)
        mine.update(stopped_at=timezone.now(), stopped_why="volume")
    return world.cast.bruno.pk


def orphan(world: World) -> object:
    """Leave Nour without a referent."""
    nour = make_people_world(world.cast).nour
    with acting_as(world.cast.bruno):
        mine = FollowUp.objects.filter(person=nour, member=world.cast.bruno)
        mine.update(until=timezone.localdate() - timedelta(days=1))
    return nour.pk


def proposal(world: World) -> object:
    """Let Élodie propose Bruno's profession."""
    cast = world.cast
    with acting_as(cast.elodie):
        Professional.objects.create(
            member=cast.bruno,
            profession="social_worker",
            proof="carte professionnelle inventée",
            valid_until=timezone.localdate() + LONG,
            proposed_by=cast.elodie,
            proposed_at=timezone.now(),
        )
    return cast.bruno.pk


MAKERS: Makers = {
    "people:glass_id": broken_glass,
    "people:alert_id": lambda world: world.cast.bruno.pk,  # whatever it is: no page
    "people:convention_id": lambda world: make_convention(world.cast).pk,
    "people:stop_lift/member_id": stopped_member,
    "people:file_hand_over/person_id": orphan,
    "people:professional_approve/member_id": proposal,
    "people:professional_refuse/member_id": proposal,
    "people:professional_propose/member_id": lambda world: world.cast.bruno.pk,
}
