"""Of the plans of a season: Aïcha's plan, one of its visits, a question about it."""

from allervers.seasons.models import SeasonPlan
from tests.access.world import Makers, World
from tests.seasons.plans.world import make_planning

NAME = "Projet inventé"
COMPARED = (
    "plan_compare",
    "compare_calendar",
    "compare_list",
    "compare_map",
    "compare_points",
    "compare_outlines",
)


def plan(world: World) -> SeasonPlan:
    """Return Aïcha's plan, made once."""
    return SeasonPlan.objects.filter(name=NAME).first() or make_planning(world.cast).plan


def visit(world: World) -> object:
    """Return the id of its first visit."""
    return plan(world).visits.order_by("day", "starts", "id")[0].pk


def question(world: World) -> object:
    """Ask what more would bring; return the id of the question."""
    found = plan(world)
    return found.season.computations.create(purpose="why", start=found, problem=found.problem).pk


MAKERS: Makers = {
    "seasons:plan_id": lambda world: plan(world).pk,
    **{f"seasons:{name}/season_id": lambda world: plan(world).season_id for name in COMPARED},
    "seasons:planned_id": visit,
    "seasons:plan_answer/computation_id": question,
    "seasons:answer_accept/computation_id": question,
    "seasons:answer_accept/rank": lambda _world: 0,
}
