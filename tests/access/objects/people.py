"""Of people: persons followed."""

from tests.access.world import Makers, World
from tests.people.files import objects as files
from tests.people.keeping import objects as kept
from tests.people.watching import objects as watched
from tests.people.world import make_people_world


def followed(world: World) -> object:
    """Make the world of people; return Nour, whom Bruno and Chloé follow."""
    return make_people_world(world.cast).nour.pk


MAKERS: Makers = {"people:person_id": followed, **files.MAKERS, **kept.MAKERS, **watched.MAKERS}
