"""Two or three plans of a season side by side: figures, communes, units, visits, halts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.domain.comparing import Change, Held, State, changes, halt_state
from allervers.seasons.models import PlannedVisit, SeasonPlan
from allervers.seasons.queries.plans import Figures, figures_of, plans_of

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison: its name, and a figure for each plan."""

    name: str
    values: list[float]

    @property
    def differs(self) -> bool:
        """Whether the plans do not all say the same."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class HaltCompared:
    """A halt, its checked position, and how often each plan visits it; the landmark first."""

    id: UUID
    name: str
    commune: str
    latitude: float | None
    longitude: float | None
    visits: list[int]

    @property
    def state(self) -> State:
        """What becomes of it against the landmark."""
        return halt_state(self.visits)


def plans_to_compare(viewer: Viewer, season_id: UUID) -> list[SeasonPlan]:
    """Return the plans of a season that the viewer may read, the latest first."""
    return list(plans_of(viewer).filter(season_id=season_id))


def chosen_among(plans: Sequence[SeasonPlan], asked: Sequence[str]) -> list[SeasonPlan]:
    """Return the plans asked for, at most three, the one made first before: it is the landmark."""
    chosen = [plan for plan in plans if str(plan.id) in asked][:MOST]
    return sorted(chosen, key=lambda plan: (plan.created_at, plan.id))


def counted(plans: Sequence[SeasonPlan]) -> list[Figures]:
    """Count each plan: one query each."""
    return [figures_of(plan) for plan in plans]


def by_name(figures: Sequence[Figures], read: Callable[[Figures], dict[str, int]]) -> list[Line]:
    """Return one line for each commune or unit, in order of name."""
    names = sorted({name for one in figures for name in read(one)})
    return [Line(name, [read(one).get(name, 0) for one in figures]) for name in names]


def changes_of(plans: Sequence[SeasonPlan]) -> list[list[Change]]:
    """Return what each plan does against the first one, which does the same as itself."""
    held = _held(plans)
    landmark = held[plans[0].id]
    return [changes(landmark, held[plan.id]) for plan in plans]


def _held(plans: Sequence[SeasonPlan]) -> Mapping[UUID, list[Held]]:
    """Read the visits of all plans in one query."""
    rows = PlannedVisit.objects.filter(plan__in=[plan.id for plan in plans]).order_by("id")
    told = rows.values_list(
        "plan_id", "day", "starts", "ends", "unit_id", "unit__name", "halt_id",
        "halt__commune__name", "halt__name",
    )  # fmt: skip
    found: dict[UUID, list[Held]] = {plan.id: [] for plan in plans}
    for plan_id, day, starts, ends, unit_id, unit, halt_id, commune, halt in told:
        visit = Held(day, starts, ends, unit_id, unit, halt_id, f"{commune}, {halt}")
        found[plan_id].append(visit)
    return found


def halts_compared(plans: Sequence[SeasonPlan]) -> list[HaltCompared]:
    """Return the halts of all plans: those that differ first, then by commune and name."""
    rows = PlannedVisit.objects.filter(plan__in=[plan.id for plan in plans]).values_list(
        "halt_id", "halt__name", "halt__commune__name", "halt__point_status",
        "halt__latitude", "halt__longitude", "plan_id",
    )  # fmt: skip
    ranks = {plan.id: rank for rank, plan in enumerate(plans)}
    found: dict[UUID, HaltCompared] = {}
    for halt, name, commune, status, latitude, longitude, plan_id, count in rows.annotate(
        count=Count("id")
    ).order_by("halt_id", "plan_id"):
        is_placed = status == "checked"
        empty = HaltCompared(
            halt, name, commune, latitude if is_placed else None,
            longitude if is_placed else None, [0] * len(plans),
        )  # fmt: skip
        one = found.setdefault(halt, empty)
        one.visits[ranks[plan_id]] = count
    return sorted(
        found.values(),
        key=lambda one: (one.state is State.SAME, one.commune, one.name, str(one.id)),
    )


def outlines_of_plans(plans: Sequence[SeasonPlan]) -> list[tuple[str, str, dict[str, object]]]:
    """Return code, name and GeoJSON outline of the communes that the plans serve."""
    rows = (
        PlannedVisit.objects.filter(
            plan__in=[plan.id for plan in plans], halt__commune__outline__isnull=False
        )
        .order_by("halt__commune_id")
        .values_list("halt__commune_id", "halt__commune__name", "halt__commune__outline")
        .distinct("halt__commune_id")
    )
    return [(code, name, outline or {}) for code, name, outline in rows]
