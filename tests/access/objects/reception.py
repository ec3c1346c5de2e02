"""Of reception: encounters and what is printed of them."""

from allervers.reception.mapping.codes import code_of
from allervers.reception.models import Encounter
from tests.access.world import Makers, World
from tests.people.world import make_people_world
from tests.rights.sheet_world import SheetWorld, make_service


def encounter(world: World) -> Encounter:
    """Let Bruno meet somebody at Aïcha's visit."""
    return SheetWorld(world.cast, world.season).encounter()


MAKERS: Makers = {
    "encounter_id": lambda world: encounter(world).pk,
    "referral_id": lambda world: (
        SheetWorld(world.cast, world.season).orient(encounter(world), make_service()).pk
    ),
    "reception:person_id": lambda world: make_people_world(world.cast).nour.pk,
    "sheet:code": lambda world: code_of(encounter(world)),
}
