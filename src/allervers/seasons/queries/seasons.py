"""Seasons as their carrier's coordinators read them; what belongs to others does not exist."""

from typing import Any, Final
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.models import (
    Computation,
    Season,
    SeasonHalt,
    SeasonHaltWindow,
    SeasonPartner,
    SeasonUnit,
)
from allervers.seasons.queries.need import met_before
from allervers.seasons.queries.told import aboard_told, windows_told
from allervers.tours.queries.staff import not_found

LIVE = (Computation.State.QUEUED, Computation.State.RUNNING)
LIVE_PLAN: Final[dict[str, Any]] = {"state__in": LIVE, "purpose": Computation.Purpose.PLAN}


def seasons_of(viewer: Viewer) -> QuerySet[Season]:
    """Return the seasons of the viewer's organisation, the latest first."""
    return (
        Season.objects.filter(carrier_id=viewer.organisation_id)
        .select_related("carrier", "edition")
        .order_by("-starts_on", "name", "id")
    )


def listed_seasons(viewer: Viewer) -> QuerySet[Season]:
    """Return the same, each with how many units, halts and plans it has (`unit_count`…)."""
    return seasons_of(viewer).annotate(
        unit_count=Count("units", distinct=True),
        halt_count=Count("halts", distinct=True),
        plan_count=Count("plans", distinct=True),
    )


def season_of(viewer: Viewer, season_id: UUID) -> Season:
    """Return one season; refuse (404) one of another carrier."""
    return found_in(seasons_of(viewer), season_id)


def season_to_plan(viewer: Viewer, season_id: UUID) -> Season:
    """Return the same with `live`: the id of the plan being computed for it, or None."""
    rows = Computation.objects.filter(season=OuterRef("id"), **LIVE_PLAN).order_by("-asked_at")
    return found_in(seasons_of(viewer).annotate(live=Subquery(rows.values("id")[:1])), season_id)


def found_in(seasons: QuerySet[Season], season_id: UUID) -> Season:
    """Return a season of these; refuse (404) any other."""
    season = seasons.filter(id=season_id).first()
    if season is None:
        raise not_found("Saison introuvable.")
    return season


def units_in(season: Season) -> QuerySet[SeasonUnit]:
    """Return the units of a season, by name."""
    return season.units.select_related("unit").order_by("unit__name", "id")


def unit_in(season: Season, row_id: int) -> SeasonUnit:
    """Return one unit of a season; refuse (404) one of another season."""
    found = units_in(season).filter(id=row_id).first()
    if found is None:
        raise not_found("Unité de la saison introuvable.")
    return found


def halts_in(season: Season) -> QuerySet[SeasonHalt]:
    """Return the halts of a season, by commune and name."""
    return (
        season.halts.select_related("halt__commune")
        .prefetch_related(Prefetch("windows", SeasonHaltWindow.objects.order_by("opens", "id")))
        .defer("halt__commune__outline")
        .order_by("halt__commune__search_name", "halt__name", "id")
    )


def halt_in(season: Season, row_id: int) -> SeasonHalt:
    """Return one halt of a season; refuse (404) one of another season."""
    found = halts_in(season).filter(id=row_id).first()
    if found is None:
        raise not_found("Halte de la saison introuvable.")
    return found


def partners_in(season: Season) -> QuerySet[SeasonPartner]:
    """Return the partners aboard in a season, by name."""
    return season.partners.select_related("organisation", "unit").order_by(
        "organisation__name", "unit__name", "id"
    )


def partner_in(season: Season, row_id: int) -> SeasonPartner:
    """Return one partner of a season; refuse (404) one of another season."""
    found = partners_in(season).filter(id=row_id).first()
    if found is None:
        raise not_found("Présence de partenaire introuvable.")
    return found


def computations_of(viewer: Viewer) -> QuerySet[Computation]:
    """Return the computations of the viewer's organisation, the latest first."""
    return (
        Computation.objects.filter(season__carrier_id=viewer.organisation_id)
        .select_related("season", "plan", "asked_by__user")
        .defer("best")
        .order_by("-asked_at", "id")
    )


def computation_of(viewer: Viewer, computation_id: UUID) -> Computation:
    """Return one computation; refuse (404) one of another carrier."""
    found = computations_of(viewer).filter(id=computation_id).first()
    if found is None:
        raise not_found("Calcul introuvable.")
    return found


def live_computation(season: Season) -> Computation | None:
    """Return the plan being computed for a season, or None."""
    rows = season.computations.filter(**LIVE_PLAN)
    return rows.defer("best").order_by("-asked_at").first()


def whole_season(season_id: UUID) -> Season:
    """Return a season with all that its problem needs, in three queries; for the worker too."""
    return with_all(Season.objects.select_related("carrier", "edition").get(id=season_id))


def with_all(season: Season) -> Season:
    """Read all that the problem of a season needs, in two queries: units, then halts.

    Units have who is aboard (`told_aboard`), halts their other hours (`told_windows`) and how many
    were met there (`met`).
    """
    units = SeasonUnit.objects.annotate(told_aboard=aboard_told(season))
    halts = SeasonHalt.objects.annotate(told_windows=windows_told(), met=met_before(season))
    halts = halts.select_related("halt__commune").defer("halt__commune__outline")
    prefetch_related_objects(
        [season],
        Prefetch("units", units.select_related("unit").order_by("id")),
        Prefetch("halts", halts.order_by("halt__commune__search_name", "halt__name", "id")),
    )
    return season
