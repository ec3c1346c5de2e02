"""Of the territory: communes and sectors."""

from allervers.territory.models import Sector, SectorCoverage
from tests.access.world import Makers, World


def sector(world: World) -> SectorCoverage:
    """Let a sector of the carrier's cover the commune."""
    made = Sector.objects.create(
        name="Secteur inventé",
        departement=world.season.commune.departement,
        organisation=world.cast.carrier,
        is_invented=True,
    )
    return SectorCoverage.objects.create(sector=made, commune=world.season.commune)


MAKERS: Makers = {
    "code": lambda world: world.season.commune.code,
    "sector_id": lambda world: sector(world).sector_id,
    "coverage_id": lambda _world: SectorCoverage.objects.get().pk,
}
