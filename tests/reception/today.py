"""A day at the reception: Bruno is on board of a visit that is announced today."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

from django.db import connections
from django.utils import timezone

from allervers.reception.actions.encounters import save_encounter
from allervers.reception.domain.encounter import EncounterFacts
from allervers.reception.models import Encounter
from allervers.tours.models import Visit
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.tours.staff.season import Season, in_paris, make_season


@dataclass(frozen=True, slots=True)
class Today:
    """The cast, the season, the visit of the day."""

    cast: Cast
    season: Season
    visit: Visit

    @property
    def where(self) -> str:
        """The choice of the form that stands for the visit."""
        return f"visit:{self.visit.pk}"

    def facts(self, **values: object) -> EncounterFacts:
        """Return what is said of somebody met at the visit."""
        facts = EncounterFacts(submission=uuid4(), channel="visit", visit_id=self.visit.pk)
        return replace(facts, **values)  # type: ignore[arg-type]

    def meet(self, now: datetime | None = None, /, **values: object) -> Encounter:
        """Let Bruno welcome somebody."""
        return save_encounter(
            viewer=viewer(self.cast.bruno),
            facts=self.facts(**values),
            now=now or timezone.now(),
        )

    def sent(self, **values: object) -> dict[str, object]:
        """Return what the form sends when nothing but where is answered."""
        return {"where": self.where, "submission": str(uuid4()), **values}


def make_today(cast: Cast) -> Today:
    """Make the season, and a visit today that goes on from 0:00 to 23:00 for any clock."""
    season = make_season(cast)
    visit = season.add_visit(
        0,
        status=Visit.Status.PUBLISHED,
        published_at=timezone.now(),
        starts_at=in_paris(season.today, 0),
        ends_at=in_paris(season.today, 23),
    )
    visit.crew.create(member=cast.bruno)
    return Today(cast, season, visit)


def elsewhere(season: Season, in_days: int, **values: object) -> Visit:
    """Add an announced visit on another day."""
    now = timezone.now() - timedelta(days=10)
    return season.add_visit(in_days, status="published", published_at=now, **values)


def together(*acts: Callable[[], object]) -> list[str]:
    """Run acts at once, each on its own connection; say how each ended."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))
