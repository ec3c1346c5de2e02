"""Tables of the seasons: what is asked of the planner, what it answered, what people made of it."""

from allervers.seasons.models.computing import Computation, PlannerProblem
from allervers.seasons.models.need import MetAtHalt
from allervers.seasons.models.plan import PlanChange, PlannedVisit, SeasonPlan
from allervers.seasons.models.season import (
    Season,
    SeasonHalt,
    SeasonHaltWindow,
    SeasonPartner,
    SeasonUnit,
)

__all__ = [
    "Computation",
    "MetAtHalt",
    "PlanChange",
    "PlannedVisit",
    "PlannerProblem",
    "Season",
    "SeasonHalt",
    "SeasonHaltWindow",
    "SeasonPartner",
    "SeasonPlan",
    "SeasonUnit",
]
