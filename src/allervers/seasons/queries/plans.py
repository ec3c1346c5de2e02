"""Plans of a season as their pages read them; what belongs to others does not exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.domain.planned import Planned, StoredProblem, read
from allervers.seasons.models import (
    PlannedVisit,
    PlannerProblem,
    SeasonHalt,
    SeasonPlan,
    SeasonUnit,
)
from allervers.territory.domain.names import fold
from allervers.tours.models import Halt
from allervers.tours.queries.staff import not_found
from allervers.ui import french

TWICE: Final = 2


def plans_of(viewer: Viewer) -> QuerySet[SeasonPlan]:
    """Return the plans that the viewer may read, the latest first.

    Coordinators read those of their carrier; others of the team, once published.
    """
    plans = SeasonPlan.objects.filter(season__carrier_id=viewer.organisation_id)
    if not viewer.has(Role.COORDINATOR):
        plans = plans.filter(published_at__isnull=False)
    return (
        plans.select_related("season__edition", "problem", "created_by__user", "parent")
        .defer("problem__body")
        .order_by("-created_at", "id")
    )


def plan_of(viewer: Viewer, plan_id: UUID) -> SeasonPlan:
    """Return one plan; refuse (404) one of another carrier."""
    plan = plans_of(viewer).filter(id=plan_id).first()
    if plan is None:
        raise not_found("Projet de saison introuvable.")
    return plan


def stored_problem(plan: SeasonPlan) -> StoredProblem:
    """Return the problem that a plan was counted on."""
    row = PlannerProblem.objects.get(id=plan.problem_id)
    return StoredProblem(row.digest, bytes(row.body))


def visits_of_plan(plan: SeasonPlan) -> QuerySet[PlannedVisit]:
    """Return the visits of a plan in order of day and hour, with unit, halt and commune."""
    return (
        PlannedVisit.objects.filter(plan=plan)
        .select_related("unit", "halt__commune", "visit")
        .defer("halt__commune__outline")
        .order_by("day", "starts", "unit__name", "id")
    )


def planned_visit(viewer: Viewer, planned_id: UUID) -> PlannedVisit:
    """Return one visit of a plan that the viewer may read; refuse (404) another's."""
    found = (
        PlannedVisit.objects.filter(id=planned_id, plan__in=plans_of(viewer).values("id"))
        .select_related("plan__season", "plan__problem", "unit", "halt__commune", "visit")
        .defer("plan__problem__body", "halt__commune__outline")
        .first()
    )
    if found is None:
        raise not_found("Passage prévu introuvable.")
    return found


def to_planned(row: PlannedVisit) -> Planned:
    """Tell a row as data."""
    return Planned(row.day, row.starts, row.ends, row.unit_id, row.halt_id, row.is_locked)


def planned_of(plan: SeasonPlan) -> list[Planned]:
    """Return all visits of a plan as data, in order."""
    rows = PlannedVisit.objects.filter(plan=plan).order_by("day", "starts", "unit_id", "id")
    return [to_planned(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan does, counted from its visits; `served` is visits by commune (name)."""

    visits: int
    hours: float
    units: int
    locked: int
    in_calendar: int
    served: dict[str, int]
    by_unit: dict[str, int]

    @property
    def communes(self) -> int:
        """How many communes are served."""
        return len(self.served)

    @property
    def served_twice(self) -> int:
        """How many communes are served at least twice."""
        return sum(count >= TWICE for count in self.served.values())


def figures_of(plan: SeasonPlan) -> Figures:
    """Count what a plan does, in one query."""
    rows = PlannedVisit.objects.filter(plan=plan).order_by(
        "halt__commune__search_name", "unit__name"
    )
    told = rows.values_list(
        "halt__commune__name", "unit__name", "starts", "ends", "is_locked", "visit_id"
    )
    served: dict[str, int] = {}
    by_unit: dict[str, int] = {}
    hours, locked, in_calendar = 0.0, 0, 0
    for commune, unit, starts, ends, is_locked, visit in told:
        served[commune] = served.get(commune, 0) + 1
        by_unit[unit] = by_unit.get(unit, 0) + 1
        hours += hours_between(starts, ends)
        locked += is_locked
        in_calendar += visit is not None
    return Figures(sum(by_unit.values()), hours, len(by_unit), locked, in_calendar, served, by_unit)


def hours_between(starts: time, ends: time) -> float:
    """Return the hours between two times of a day."""
    return (ends.hour - starts.hour) + (ends.minute - starts.minute) / 60


def published_plan(plan: SeasonPlan) -> SeasonPlan | None:
    """Return the plan of the same season that is in the calendar now: the last one published."""
    return (
        SeasonPlan.objects.filter(season_id=plan.season_id, published_at__isnull=False)
        .order_by("-published_at", "id")
        .first()
    )


def changed_last(plan: SeasonPlan) -> datetime | None:
    """Say when a plan was last changed by hand, if it can be undone."""
    return plan.changes.order_by("-made_at").values_list("made_at", flat=True).first()


def names_of(season_id: UUID) -> dict[UUID, str]:
    """Return the names of the units and halts of a season, by id, in two queries.

    Halts that only its plans visit are named too: announced visits, halts taken out since.
    """
    units = SeasonUnit.objects.filter(season_id=season_id).order_by("unit_id")
    chosen = SeasonHalt.objects.filter(season_id=season_id).order_by().values("halt_id")
    visited = PlannedVisit.objects.filter(plan__season_id=season_id).order_by().values("halt_id")
    halts = Halt.objects.filter(id__in=chosen.union(visited)).order_by("id")
    named = halts.values_list("id", "commune__name", "name")
    return {
        **dict(units.values_list("unit_id", "unit__name")),
        **{one: f"{commune}, {name}" for one, commune, name in named},
    }


def towns_of(halt_ids: Iterable[UUID]) -> str:
    """Name the communes of some halts."""
    towns = Halt.objects.filter(id__in=list(halt_ids)).values_list("commune__name", flat=True)
    return ", ".join(sorted(set(towns), key=fold))


def line_of(row: PlannedVisit) -> str:
    """Say a planned visit in one line."""
    hours = french.hours_text(row.starts, row.ends)
    return f"{french.date_text(row.day)}, {hours}, {row.halt}, {row.unit.name}"


def undone(plan: SeasonPlan) -> list[Planned]:
    """Return the visits of a plan as they were before its last change by hand."""
    visits = planned_of(plan)
    change = plan.changes.order_by("-made_at").first()
    if change is None:
        return visits
    gone = {read(one).key for one in change.put_in}
    back = [read(one) for one in change.taken_out]
    return sorted([*(one for one in visits if one.key not in gone), *back])


def change_lines(plan: SeasonPlan) -> list[tuple[str, bool]]:
    """Say the visits of the last change by hand, each with whether it was put in."""
    change = plan.changes.order_by("-made_at").first()
    names = names_of(plan.season_id)
    told = [] if change is None else [(one, False) for one in change.taken_out]
    told += [] if change is None else [(one, True) for one in change.put_in]
    return [(planned_text(read(one), names), is_in) for one, is_in in told]


def planned_text(one: Planned, names: Mapping[UUID, str]) -> str:
    """Say a visit in one line, from names of units and halts."""
    hours = french.hours_text(one.starts, one.ends)
    where = names.get(one.halt, "?")
    return f"{french.date_text(one.day)}, {hours}, {where}, {names.get(one.unit, '?')}"
