"""Many people met, quickly."""

from django.utils import timezone

from allervers.reception.models import Encounter
from tests.cast import Cast
from tests.reception.referrals.services import make_encounter
from tests.tours.staff.season import Season


def meet_many(cast: Cast, season: Season, **by_audience: int) -> list[Encounter]:
    """Meet so many people of each audience at Aïcha's visit, now."""
    return [
        make_encounter(
            cast.bruno,
            met_at=timezone.now(),
            channel="visit",
            visit=season.visit,
            audience=audience,
        )
        for audience, count in by_audience.items()
        for _turn in range(count)
    ]
