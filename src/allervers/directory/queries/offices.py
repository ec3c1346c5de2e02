"""Fixed offices where people are helped with their rights: where they are."""

from typing import Final

from allervers.directory.models import Structure
from allervers.directory.models.listed import PointStatus

# Networks whose offices help anybody with rights (values of data·inclusion's list).
NETWORKS: Final = (
    "france-service", "msap", "pimms-mediation", "ccas-cias", "maisons-des-solidarites", "caf",
    "cpam", "mutualite-sociale-agricole",
)  # fmt: skip


def offices_within(
    south: float, north: float, west: float, east: float
) -> list[tuple[float, float]]:
    """Return the checked position of each such office in a box, once each.

    A structure whose producer does not say its network is not known to be one: it is left out.
    """
    found = (
        Structure.objects.filter(
            reseaux_porteurs__overlap=list(NETWORKS),
            gone_at__isnull=True,
            point_status=PointStatus.CHECKED,
            latitude__range=(south, north),
            longitude__range=(west, east),
        )
        .order_by("latitude", "longitude")
        .values_list("latitude", "longitude")
        .distinct()
    )
    return [(lat, lon) for lat, lon in found if lat is not None and lon is not None]
