"""An invented season in the database: one unit with a depot, three halts that need no agreement."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from allervers.seasons.domain.need import NeedPoint
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.gateways.planner.packing import packed
from allervers.seasons.models import Computation, PlannerProblem, Season, SeasonHalt, SeasonUnit
from allervers.seasons.queries.facts import Gathered, gather
from allervers.seasons.queries.seasons import whole_season
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.models import Halt, MobileUnit
from tests.cast import Cast
from tests.tours.staff.season import make_commune

NAME = "Saison préparée"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Aïcha's season, its unit and its halts. `monday` is its first day."""

    cast: Cast
    season: Season
    unit: MobileUnit
    halts: list[Halt]
    monday: date

    def gathered(self) -> Gathered:
        """Read it whole, as the worker does."""
        return gather(whole_season(self.season.id), calendar_of_commune, timezone.localdate())

    def day(self, number: int) -> date:
        """Return a day of the season."""
        return self.monday + timedelta(days=number)

    def computation(self, **values: object) -> Computation:
        """Make a computation whose problem is made already, people beside each halt."""
        points = [
            NeedPoint(f"p{n}", "", halt.latitude or 0, 2.271, {"all": (80, 120)}, 0.0, 0.0, ())
            for n, halt in enumerate(self.halts)
        ]
        facts = with_reach(replace(self.gathered().facts, points=tuple(points)))
        stored = packed(problem_json(facts))
        problem, _made = PlannerProblem.objects.get_or_create(
            season=self.season, digest=stored.digest, defaults={"body": stored.body}
        )
        plain = {"asked_by": self.cast.aicha, "seconds": 30, "problem": problem}
        return Computation.objects.create(season=self.season, **{**plain, **values})


def make_prepared(cast: Cast, count: int = 3) -> Prepared:
    """Make the season, four weeks from the Monday after next."""
    today = timezone.localdate()
    monday = today + timedelta(days=14 - today.weekday())
    commune = make_commune("92043", "Val-Préparé")
    unit = MobileUnit.objects.create(
        slug="fourgon-prepare", name="Fourgon préparé", kind="camper_van", carrier=cast.carrier,
        depot_latitude=48.82, depot_longitude=2.26, equipment=["Bureau"], is_invented=True,
    )  # fmt: skip
    halts = [
        Halt.objects.create(
            slug=f"halte-preparee-{n}", name=f"Place {n}", carrier=cast.carrier, commune=commune,
            latitude=48.81 + n / 100, longitude=2.27, point_status="checked",
            needs_agreement=False,
        )
        for n in range(count)
    ]  # fmt: skip
    season = Season.objects.create(
        carrier=cast.carrier,
        name=NAME,
        starts_on=monday,
        ends_on=monday + timedelta(days=27),
        skips_public_holidays=False,
    )
    SeasonUnit.objects.create(season=season, unit=unit)
    SeasonHalt.objects.bulk_create(SeasonHalt(season=season, halt=one) for one in halts)
    return Prepared(cast, season, unit, halts, monday)
