"""Reads the sectors of the territorial services and what they cover."""

from uuid import UUID

from django.db.models import Count, QuerySet

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.territory.domain.sector import Cover, covering
from allervers.territory.models import Sector, SectorCoverage

EDITORS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def sectors_of(commune_code: str, address_part: str = "") -> list[Cover]:
    """Return the services that cover a commune, narrowed by what is said of the address."""
    rows = (
        SectorCoverage.objects.filter(commune=commune_code)
        .select_related("sector")
        .order_by("sector__name", "part")
    )
    covers = [
        Cover(
            sector_id=row.sector_id,
            sector=row.sector.name,
            part=row.part,
            address=row.sector.address,
            phone=row.sector.phone,
            is_invented=row.sector.is_invented,
        )
        for row in rows
    ]
    return covering(covers, address_part)


def sectors() -> QuerySet[Sector]:
    """Return every sector with its département and how many communes it covers."""
    return (
        Sector.objects.select_related("departement", "organisation")
        .annotate(commune_count=Count("communes", distinct=True))
        .order_by("departement", "name")
    )


def sector(sector_id: UUID) -> Sector | None:
    """Return one sector, or None."""
    return sectors().filter(id=sector_id).first()


def coverage(sector_id: UUID) -> QuerySet[SectorCoverage]:
    """Return what a sector covers, by commune."""
    rows = SectorCoverage.objects.filter(sector=sector_id).select_related("commune")
    return rows.defer("commune__outline").order_by("commune__search_name", "part")


def may_edit(viewer: Viewer, found: Sector) -> bool:
    """Whether the viewer may change what a sector covers.

    Its own organisation may, and the host's administration; one that belongs to no
    organisation is the host's alone, so that no territory writes in another's.
    """
    if viewer.is_host_administrator:
        return True
    return viewer.has(*EDITORS) and found.organisation_id == viewer.organisation_id
