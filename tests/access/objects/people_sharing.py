"""Of people: shares, concerns, needs for coordination."""

from uuid import UUID

from django.utils import timezone

from allervers.people.actions.concerns import Told, send_concern
from allervers.people.actions.coordination import ask_coordination
from allervers.people.models import Concern, Share
from tests.access.world import Makers, World
from tests.cast import viewer
from tests.people.sharing.world import make_share
from tests.people.world import acting_as, make_people_world


def share(world: World, *, state: str = Share.State.ASKED) -> UUID:
    """Let Bruno propose to Denis a part of Nour's file."""
    nour = make_people_world(world.cast).nour
    return make_share(nour, world.cast.bruno, world.cast.denis, state=state).pk


def share_by_link(world: World) -> UUID:
    """Let Bruno propose it to somebody without an account."""
    return make_share(make_people_world(world.cast).nour, world.cast.bruno, None).pk


def concern(world: World) -> UUID:
    """Let Chloé tell Aïcha what worries her."""
    cast = make_people_world(world.cast).cast
    told = Told(cast.aicha.pk, "Quelqu’un d’inventé", "Un fait inventé.")
    send_concern(viewer=viewer(cast.chloe), told=told)
    with acting_as(cast.aicha):
        return Concern.objects.get().pk


def need(world: World) -> UUID:
    """Let Bruno ask Gaëlle's commune for a coordinator."""
    people = make_people_world(world.cast)
    asked = ask_coordination(
        viewer=viewer(world.cast.bruno),
        person_id=people.nour.pk,
        commune_id=world.cast.commune.pk,
        now=timezone.now(),
    )
    return asked.pk


MAKERS: Makers = {
    "people:share_id": share,
    "people:share_finish/share_id": lambda world: share(world, state=Share.State.ACCEPTED),
    "people:share_with/member_id": lambda world: world.cast.denis.pk,
    "people:share_link/share_id": share_by_link,
    "people:concern_id": concern,
    "people:need_id": need,
    "partner:token": lambda _world: "0" * 64,
}
