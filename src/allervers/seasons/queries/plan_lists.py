"""Visits of a plan arranged for its pages: by week, by place, narrowed to some."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import dateformat

from allervers.seasons.models import PlannedVisit, SeasonPlan

SIX_DAYS: Final = timedelta(days=6)
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What a list of visits may be narrowed to: values and labels."""

    units: Choices
    communes: Choices
    months: Choices


def choices_of(plan: SeasonPlan) -> ListChoices:
    """Return the units, communes and months in which a plan has visits, in one query."""
    rows = PlannedVisit.objects.filter(plan=plan).order_by("day")
    told = rows.values_list(
        "unit_id", "unit__name", "halt__commune_id", "halt__commune__name", "day"
    )
    units, communes, months = {}, {}, {}
    for unit, unit_name, commune, commune_name, day in told:
        units[str(unit)] = unit_name
        communes[commune] = commune_name
        months[f"{day:%Y-%m}"] = dateformat.format(day, "F Y")
    by_name = [sorted(one.items(), key=lambda pair: pair[1]) for one in (units, communes)]
    return ListChoices(by_name[0], by_name[1], sorted(months.items()))


def narrowed(
    visits: QuerySet[PlannedVisit], *, unite: str, commune: str, mois: str, halte: Any
) -> QuerySet[PlannedVisit]:
    """Keep the visits of a unit, a commune, a month (2026-10), a halt; empty: all."""
    if unite:
        visits = visits.filter(unit_id=UUID(unite))
    if commune:
        visits = visits.filter(halt__commune_id=commune)
    if mois:
        year, month = mois.split("-")
        visits = visits.filter(day__year=int(year), day__month=int(month))
    if halte:
        visits = visits.filter(halt_id=halte)
    return visits


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a plan: its days, and for each unit (its name) the visits of each day."""

    first: date
    days: list[date]
    rows: list[tuple[str, list[tuple[date, list[PlannedVisit]]]]]

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + SIX_DAYS


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(visits: Iterable[PlannedVisit]) -> list[Week]:
    """Arrange visits by week, unit and day; days without any visit of the season are left out."""
    by_week: dict[date, list[PlannedVisit]] = {}
    for visit in visits:
        by_week.setdefault(monday_of(visit.day), []).append(visit)
    weekdays = sorted({visit.day.weekday() for visits in by_week.values() for visit in visits})
    found = []
    for first, inside in sorted(by_week.items()):
        days = [first + timedelta(days=one) for one in weekdays]
        units = sorted({visit.unit.name for visit in inside})
        rows = [
            (
                unit,
                [(day, [v for v in inside if (v.unit.name, v.day) == (unit, day)]) for day in days],
            )
            for unit in units
        ]
        found.append(Week(first, days, rows))
    return found


def week_starts(plan: SeasonPlan) -> list[date]:
    """Return the Mondays of the weeks in which a plan has visits."""
    days = PlannedVisit.objects.filter(plan=plan).values_list("day", flat=True)
    return sorted({monday_of(day) for day in days.order_by("day").distinct()})


@dataclass(frozen=True, slots=True)
class HaltOnMap:
    """A halt of a plan, where it is, and how often it is visited."""

    id: UUID
    name: str
    commune: str
    latitude: float | None
    longitude: float | None
    visits: int


def halts_of_plan(plan: SeasonPlan) -> list[HaltOnMap]:
    """Return the halts that a plan visits, the most visited first. Only checked points show."""
    rows = (
        PlannedVisit.objects.filter(plan=plan)
        .values_list(
            "halt_id", "halt__name", "halt__commune__name", "halt__point_status",
            "halt__latitude", "halt__longitude",
        )
        .annotate(count=Count("id"))
        .order_by("-count", "halt__commune__search_name", "halt__name", "halt_id")
    )  # fmt: skip
    return [
        HaltOnMap(
            one, name, commune, latitude if status == "checked" else None,
            longitude if status == "checked" else None, count,
        )
        for one, name, commune, status, latitude, longitude, count in rows
    ]  # fmt: skip


def outlines_of_plan(plan: SeasonPlan) -> list[tuple[str, str, dict[str, object]]]:
    """Return code, name and GeoJSON outline of the communes that a plan serves."""
    rows = (
        PlannedVisit.objects.filter(plan=plan, halt__commune__outline__isnull=False)
        .order_by("halt__commune_id")
        .values_list("halt__commune_id", "halt__commune__name", "halt__commune__outline")
        .distinct("halt__commune_id")
    )
    return [(code, name, outline or {}) for code, name, outline in rows]
