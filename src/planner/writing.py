"""Tell a plan in its JSON form (docs/reference/planner-format.md); the caller writes the file."""

from planner.plan import Plan, Value
from planner.problem import Problem
from planner.reading import PLAN


def clock(minutes: int) -> str:
    """Write minutes after midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def plan_to_json(
    problem: Problem, plan: Plan, value: Value, ceiling: float | None = None
) -> dict[str, object]:
    """Return the decoded JSON of a plan, with what it is worth and the ceiling, if proved."""
    visits = [
        {
            "day": problem.days[visit.day].isoformat(),
            "unit": visit.unit,
            "start": clock(visit.start),
            "halt": visit.halt,
            "minutes": visit.minutes,
        }
        for visit in plan.visits
    ]
    worth: dict[str, float] = {
        "total": value.total,
        "reached": value.reached,
        "rewards": value.rewards,
        "km": value.km,
        "travel_is_estimated": problem.travel.is_estimated,
    }
    if ceiling is not None:
        worth["ceiling"] = ceiling
    return {"format": PLAN, "visits": visits, "value": worth}
