"""What a plan reaches between the bounds of the need, and what past visits teach of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from allervers.seasons.domain.audiences import groups_of, reaching, told_apart
from allervers.seasons.domain.calibration import ENOUGH, Posterior, Seen, posterior, predictions
from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.need import ALL
from allervers.seasons.domain.reached import Variation, reached_by_audience, sensitivity
from allervers.seasons.mapping import to_weights
from allervers.seasons.models import Season, SeasonPlan
from allervers.seasons.queries.need import SeasonNeed, reach_of, season_need
from allervers.seasons.queries.past import past_visits, visits_by_halt


@dataclass(frozen=True, slots=True)
class PlanReach:
    """What a plan reaches: between two bounds, then when suppositions change."""

    plan: SeasonPlan
    audiences: Mapping[str, tuple[float, float]]
    variations: Sequence[Variation]

    @property
    def low(self) -> float:
        """The least people reached, of any audience."""
        return self.audiences[ALL][0]

    @property
    def high(self) -> float:
        """The most."""
        return self.audiences[ALL][1]

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
    mine = need.reserved
    exposed = exposures(halts, need.points, reach.kerb, reach.decay_m, reach.radius_m)
    found = reached_by_audience(need.points, exposed, visits, mine)
    groups = groups_of(to_weights(plan.season), {one for some in mine.values() for one in some})
    points, reaches = told_apart(need.points, groups), reaching(mine) if mine else None
    return PlanReach(plan, found, sensitivity(points, halts, reach, visits, reaches))


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
    return calibration(season, season_need(season, takes_off_met=False, tells_apart=False), now)
