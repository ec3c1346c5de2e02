"""Of rights: screenings and claims."""

from django.utils import timezone

from allervers.rights.actions.claims import Asked, start_claim
from allervers.rights.actions.screenings import start_screening
from allervers.rights.models import Claim, Screening
from tests.access.objects.reception import encounter
from tests.access.world import Makers, World
from tests.cast import viewer


def screening(world: World) -> Screening:
    """Let Bruno begin to look for the rights of an encounter."""
    return start_screening(
        viewer=viewer(world.cast.bruno), encounter_id=encounter(world).pk, now=timezone.now()
    )


def claim(world: World) -> Claim:
    """Let Bruno begin to claim a right for an encounter."""
    return start_claim(
        viewer=viewer(world.cast.bruno),
        encounter_id=encounter(world).pk,
        asked=Asked("rsa"),
        now=timezone.now(),
    )


MAKERS: Makers = {
    "screening_id": lambda world: screening(world).pk,
    "claim_id": lambda world: claim(world).pk,
    "rights:claim_change/state": lambda _world: "sent",
    "rights:rules_of/right": lambda _world: "css",
    "rights:why/right": lambda _world: "css",
    "rights:question/code": lambda _world: "age",
}
