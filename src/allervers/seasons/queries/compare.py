"""Two or three plans of a season side by side: figures, communes, units, visits that differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from allervers.accounts.domain.viewer import Viewer
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
class Apart:
    """A visit that some of the plans hold and others do not."""

    day: date
    unit: str
    halt: str
    held: list[bool]


def plans_to_compare(viewer: Viewer, season_id: UUID) -> list[SeasonPlan]:
    """Return the plans of a season that the viewer may read, the latest first."""
    return list(plans_of(viewer).filter(season_id=season_id))


def counted(plans: Sequence[SeasonPlan]) -> list[Figures]:
    """Count each plan: one query each."""
    return [figures_of(plan) for plan in plans]


def by_name(figures: Sequence[Figures], read: Callable[[Figures], dict[str, int]]) -> list[Line]:
    """Return one line for each commune or unit, in order of name."""
    names = sorted({name for one in figures for name in read(one)})
    return [Line(name, [read(one).get(name, 0) for one in figures]) for name in names]


def apart(plans: Sequence[SeasonPlan]) -> list[Apart]:
    """Return the visits that not all plans hold, in order of day, in one query."""
    rows = PlannedVisit.objects.filter(plan__in=[plan.id for plan in plans]).order_by("id")
    told = rows.values_list(
        "day", "unit__name", "halt__commune__name", "halt__name", "unit_id", "halt_id", "plan_id"
    )
    found: dict[tuple[date, UUID, UUID], tuple[str, str, set[UUID]]] = {}
    for day, unit, commune, halt, unit_id, halt_id, plan_id in told:
        key = (day, unit_id, halt_id)
        held = found.setdefault(key, (unit, f"{commune}, {halt}", set()))
        held[2].add(plan_id)
    return sorted(
        (
            Apart(key[0], unit, halt, [plan.id in held for plan in plans])
            for key, (unit, halt, held) in found.items()
            if len(held) < len(plans)
        ),
        key=lambda one: (one.day, one.unit, one.halt),
    )
