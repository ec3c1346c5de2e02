"""A small invented season with its plan: two units, three halts, four weeks; all made by hand."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.domain.planned import Planned, StoredProblem
from allervers.seasons.gateways.planner.hand import weighed
from allervers.seasons.gateways.planner.packing import packed
from allervers.seasons.models import (
    PlannedVisit,
    PlannerProblem,
    Season,
    SeasonHalt,
    SeasonPartner,
    SeasonPlan,
    SeasonUnit,
)
from allervers.seasons.queries.plans import planned_of
from allervers.territory.models import Commune, Departement
from allervers.tours.models import Halt, MobileUnit
from tests.cast import Cast, viewer
from tests.tours.staff.season import a_square

MORNING, NOON, AFTERNOON, EVENING = time(9, 30), time(11, 30), time(14), time(16)


@dataclass(frozen=True, slots=True)
class Planning:
    """Aïcha's season, its plan, and what they are made of. `monday` is its first day."""

    cast: Cast
    season: Season
    plan: SeasonPlan
    units: list[MobileUnit]
    halts: list[Halt]
    monday: date

    @property
    def aicha(self) -> Viewer:
        """The coordinator."""
        return viewer(self.cast.aicha)

    def day(self, number: int) -> date:
        """Return a day of the season: 0 is its first Monday."""
        return self.monday + timedelta(days=number)

    def planned(self, number: int, unit: int, halt: int, **more: Any) -> Planned:
        """Return a visit in the morning."""
        hours = {"starts": MORNING, "ends": NOON, **more}
        unit_id, halt_id = self.units[unit].id, self.halts[halt].id
        return Planned(self.day(number), hours["starts"], hours["ends"], unit_id, halt_id)

    def row(self, number: int, plan: SeasonPlan | None = None) -> PlannedVisit:
        """Return the first visit of a day."""
        rows = (plan or self.plan).visits.filter(day=self.day(number))
        return rows.order_by("starts", "id")[0]


def make_planning(cast: Cast) -> Planning:
    """Make the season and a plan of four visits: the third halt is not visited."""
    monday = timezone.localdate() + timedelta(days=14 - timezone.localdate().weekday())
    places = [commune("92041", "Val-Inventé"), commune("92042", "Mont-Inventé")]
    halts = [
        halt(cast, "Marché", places[0], 48.80, needs_agreement=False),
        halt(cast, "École", places[0], 48.81),
        halt(cast, "Gare", places[1], 48.82, needs_agreement=False),
    ]
    units = [unit(cast, "Bus inventé"), unit(cast, "Fourgon inventé")]
    season = Season.objects.create(
        carrier=cast.carrier,
        name="Printemps inventé",
        starts_on=monday,
        ends_on=monday + timedelta(days=27),
    )
    for one in units:
        SeasonUnit.objects.create(season=season, unit=one)
    for stop in halts:
        SeasonHalt.objects.create(season=season, halt=stop)
    SeasonPartner.objects.create(
        season=season, organisation=cast.partner, unit=units[0], weekdays=[1]
    )
    made = Planning(cast, season, SeasonPlan(), units, halts, monday)
    return Planning(cast, season, add_plan(made), units, halts, monday)


def add_plan(made: Planning, name: str = "Projet inventé", **more: Any) -> SeasonPlan:
    """Compute nothing: write a plan of four visits."""
    visits = [made.planned(0, 0, 0), made.planned(1, 0, 1), made.planned(8, 0, 0)]
    visits.append(made.planned(9, 1, 1, starts=AFTERNOON, ends=EVENING))
    stored = packed(problem_of(made))
    kept, _made = PlannerProblem.objects.get_or_create(
        season=made.season, digest=stored.digest, defaults={"body": stored.body}
    )
    value = weighed(stored, visits)
    plan = SeasonPlan.objects.create(
        season=made.season, problem=kept, name=name, origin=more.pop("origin", "computed"),
        reached=value.reached, rewards=value.rewards, km=value.km, total=value.total,
        broken=len(value.broken), ceiling=value.total * 1.02, created_by=made.cast.aicha, **more,
    )  # fmt: skip
    PlannedVisit.objects.bulk_create(
        PlannedVisit(
            plan=plan, unit_id=v.unit, halt_id=v.halt, day=v.day, starts=v.starts, ends=v.ends
        )
        for v in visits
    )
    return plan


def problem_of(made: Planning) -> dict[str, object]:
    """Return the problem in the planner's format."""
    names = [*(str(one.id) for one in made.units), *(str(one.id) for one in made.halts)]
    every_day = [0, 1, 2, 3, 4]
    return {
        "format": "aller-vers-problem/1",
        "calendar": {
            "from": made.day(0).isoformat(),
            "until": made.day(27).isoformat(),
            "weekdays": every_day,
        },
        "travel": {
            "places": names,
            "points": [[48.80, 2.40], [48.80, 2.40], [48.80, 2.41], [48.81, 2.42], [48.82, 2.43]],
            "speeds": {"van": 30},
        },
        "units": [
            {
                "id": str(one.id), "depot": str(one.id), "profile": "van",
                "shifts": [{"weekdays": every_day, "start": "08:30", "end": "17:30"}],
            }
            for one in made.units
        ],
        "halts": [
            {
                "id": str(one.id), "place": str(one.id), "commune": one.commune_id,
                "minutes": 120, "longest": 180, "returns": {"every": 7},
                "openings": [{"weekdays": every_day, "opens": "09:00", "closes": "17:00"}],
            }
            for one in made.halts
        ],
        "demand": demand_of(names),
        "rewards": [
            {"id": f"floor:{code}", "commune": code, "people": 15, "enough": 2}
            for code in ("92041", "92042")
        ],
        "people_per_km": 0.15,
    }  # fmt: skip


def demand_of(names: list[str]) -> dict[str, object]:
    """Expose a hundred people at each halt; the second one also touches those of the first."""
    return {
        "audiences": ["all"],
        "points": [{"id": f"p{n}", "people": {"all": 100}} for n in range(3)],
        "exposures": [*([names[2 + n], f"p{n}", 0.3] for n in range(3)), [names[3], "p0", 0.1]],
    }


def stored_of(plan: SeasonPlan) -> StoredProblem:
    """Return the problem of a plan."""
    return StoredProblem(plan.problem.digest, bytes(plan.problem.body))


def keys_of(plan: SeasonPlan) -> set[tuple[object, ...]]:
    """Return the visits of a plan, told apart by day, unit and halt."""
    return {one.key for one in planned_of(plan)}


def commune(code: str, name: str) -> Commune:
    """Make an invented commune with an outline."""
    departement, _made = Departement.objects.get_or_create(
        code=code[:2], defaults={"name": "Inventé"}
    )
    return Commune.objects.create(
        code=code, name=name, departement=departement, search_name=name.lower(),
        latitude=48.8, longitude=2.4, outline=a_square(2.4, 48.8),
    )  # fmt: skip


def halt(cast: Cast, name: str, town: Commune, latitude: float, **more: Any) -> Halt:
    """Make an invented halt with a checked point."""
    return Halt.objects.create(
        slug=f"{name.lower()}-{town.code}", name=name, carrier=cast.carrier, commune=town,
        latitude=latitude, longitude=2.41, point_status="checked", **more,
    )  # fmt: skip


def unit(cast: Cast, name: str) -> MobileUnit:
    """Make an invented unit."""
    slug = name.lower().replace(" ", "-")
    return MobileUnit.objects.create(
        slug=slug, name=name, kind="truck", carrier=cast.carrier, is_invented=True
    )
