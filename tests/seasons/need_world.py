"""A season whose commune has published figures, a plan, visits made: all invented."""

from datetime import time, timedelta

from django.utils import timezone

from allervers.seasons.domain.planned import Planned
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.gateways.planner.hand import weighed
from allervers.seasons.gateways.planner.packing import packed
from allervers.seasons.models import MetAtHalt, PlannerProblem, SeasonPlan
from allervers.territory.actions.areas import store_areas
from allervers.territory.domain.areas import AreaFacts, AreaKind, Figure, Indicator
from allervers.territory.models import Commune
from allervers.tours.models import Tour, Visit
from tests.cast import Cast
from tests.seasons.setup.world import Prepared, make_prepared
from tests.tours.staff.season import in_paris

CODE = "92043"


def figures(**values: float) -> tuple[Figure, ...]:
    """Return published figures of 2021."""
    return tuple(Figure(Indicator(name), one, one, 2021, "Insee inventé") for name, one in
                 values.items())  # fmt: skip


def make_needed(cast: Cast) -> Prepared:
    """Return Aïcha's season, in a commune whose figures and outline are known."""
    made = make_prepared(cast)
    ring = [[2.26, 48.80], [2.28, 48.80], [2.28, 48.84], [2.26, 48.84], [2.26, 48.80]]
    Commune.objects.filter(code=CODE).update(
        latitude=48.82, longitude=2.27, reach_km=3.0,
        outline={"type": "Polygon", "coordinates": [ring]},
    )  # fmt: skip
    known = figures(people=10_000, households=5000, poor_rate=20.0)
    store_areas(facts=[AreaFacts(AreaKind.COMMUNE, CODE, figures=known)])
    return made


def make_plan(prepared: Prepared) -> SeasonPlan:
    """Plan two visits to the first halt on the problem that the need makes."""
    facts = with_reach(prepared.gathered().facts)
    stored = packed(problem_json(facts))
    visits = [
        Planned(prepared.day(n), time(10), time(12, 30), prepared.unit.id, prepared.halts[0].id)
        for n in (0, 14)
    ]
    worth = weighed(stored, visits)
    problem = PlannerProblem.objects.create(
        season=prepared.season, digest=stored.digest, body=stored.body
    )
    plan = SeasonPlan.objects.create(
        season=prepared.season, problem=problem, name="Projet inventé", origin="computed",
        reached=worth.reached, rewards=worth.rewards, km=worth.km, total=worth.total,
    )  # fmt: skip
    for one in visits:
        plan.visits.create(
            unit_id=one.unit, halt_id=one.halt, day=one.day, starts=one.starts, ends=one.ends
        )
    return plan


def make_past(prepared: Prepared, count: int, met: int) -> None:
    """Make visits at the first halt on the days before today, with as many met at each."""
    halt, today = prepared.halts[0], timezone.localdate()
    tour = Tour.objects.create(
        unit=prepared.unit, name="Passée", starts_on=today - timedelta(days=60), ends_on=today
    )
    for n in range(1, count + 1):
        day = today - timedelta(days=n)
        Visit.objects.create(
            unit=prepared.unit, tour=tour, halt=halt, status="published",
            published_at=timezone.now(), starts_at=in_paris(day, 10), ends_at=in_paris(day, 12),
        )  # fmt: skip
        MetAtHalt.objects.create(halt=halt, day=day, people=met)
