"""What a plan reaches between the bounds of the need, and what past visits teach of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allervers.seasons.domain.calibration import ENOUGH, Posterior, Seen, posterior, predictions
from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.reached import Variation, reached_interval, sensitivity
from allervers.seasons.models import Season, SeasonPlan
from allervers.seasons.queries.need import SeasonNeed, reach_of, season_need
from allervers.seasons.queries.past import past_visits, visits_by_halt


@dataclass(frozen=True, slots=True)
class PlanReach:
    """What a plan reaches: between two bounds, then when suppositions change."""

    plan: SeasonPlan
    low: float
    high: float
    variations: Sequence[Variation]

    def total(self, one: Variation) -> float:
        """Return what the plan is worth then: its rewards and kilometres do not change."""
        return one.people + self.plan.total - self.plan.reached


@dataclass(frozen=True, slots=True)
class Calibration:
    """What past visits teach; `found` is None when there are not enough of them."""

    seen: Sequence[Seen]
    found: Posterior | None
    needed: int = ENOUGH

    @property
    def met(self) -> int:
        """People met at them."""
        return sum(one.visit.met for one in self.seen)

    @property
    def predicted(self) -> float:
        """People that the model predicted there."""
        return sum(one.predicted for one in self.seen)


def plan_reach(plan: SeasonPlan, need: SeasonNeed) -> PlanReach:
    """Return what a plan reaches, the need being what is known today."""
    visits, halts, reach = visits_by_halt(plan), need.halts, reach_of(plan.season)
    exposed = exposures(halts, need.points, reach.kerb, reach.decay_m, reach.radius_m)
    low, high = reached_interval(need.points, exposed, visits)
    return PlanReach(plan, low, high, sensitivity(need.points, halts, reach, visits))


def calibration(season: Season, need: SeasonNeed, now: datetime) -> Calibration:
    """Compare the visits made with what the model said of them, before any correction."""
    halts, reach = need.halts, reach_of(season)
    visits = past_visits(season, [name for name, *_ in halts], now)
    if not visits:
        return Calibration((), None)
    exposed = exposures(halts, need.bare, reach.kerb, reach.decay_m, reach.radius_m)
    seen = predictions(visits, need.bare, exposed)
    return Calibration(seen, posterior(seen))


def calibration_of(season: Season, now: datetime) -> Calibration:
    """Return the same, read anew: what a person is about to accept."""
    return calibration(season, season_need(season), now)
