"""Loads two seasons through the actions of the screens, then the plan that was computed of each."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from allervers.accounts.demonstration import load_accounts
from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.computed import begin, keep_found, keep_problem
from allervers.seasons.actions.computing import ask_computation
from allervers.seasons.actions.seasons import add_season
from allervers.seasons.actions.taking_part import add_halts, save_partner, save_unit
from allervers.seasons.demonstration.invented import (
    ABOARD,
    NEW_UNITS,
    OPENINGS,
    PLACE,
    SEASONS,
    WEEKS,
    Drawn,
    Rolling,
)
from allervers.seasons.demonstration.snapshot import file_of, restored
from allervers.seasons.domain.computing import Found
from allervers.seasons.gateways.planner.finding import found_again
from allervers.seasons.gateways.planner.packing import packed
from allervers.seasons.models import Season, SeasonPlan
from allervers.territory.actions.areas import store_areas
from allervers.territory.gateways.area_files.reading import read_figures
from allervers.territory.models import Commune
from allervers.tours.actions.units import add_unit, change_unit
from allervers.tours.demonstration.stage import Stage, halt_of
from allervers.tours.models import MobileUnit

RATES: Final = Path(__file__).with_name("filosofi-2021-92-94.csv")
SECONDS: Final = 60


def load_rates() -> int:
    """Store people, households and poverty rates by commune; return how many were read.

    Insee, Filosofi 2021 (Licence Ouverte). Twice changes nothing.
    """
    return store_areas(facts=read_figures(RATES).areas).read


@transaction.atomic
def load_seasons(now: datetime) -> str:
    """Load both seasons and their plans; twice changes nothing."""
    if Season.objects.exists():
        return "Les saisons de la démonstration étaient déjà là."
    stage = Stage(load_accounts(), now.date())
    viewer = stage.viewer("aicha")
    _fleet(viewer)
    for drawn in SEASONS:
        season = make_season(stage, drawn)
        _plan(viewer, season, drawn, now)
    plans = SeasonPlan.objects.count()
    return f"Saisons : {len(SEASONS)} inventées, {plans} projets déjà calculés."


def _fleet(viewer: Viewer) -> None:
    """Add the units that no tour rolls, and say from where each unit of the seasons leaves."""
    for name in NEW_UNITS:
        add_unit(
            viewer=viewer,
            values={"name": name, "kind": MobileUnit.Kind.CAMPER_VAN, "is_invented": True},
        )
    for drawn in SEASONS:
        for one in drawn.units:
            depot = Commune.objects.get(code=one.depot)
            change_unit(
                viewer=viewer,
                slug=_unit(viewer, one.name).slug,
                values={"depot_latitude": depot.latitude, "depot_longitude": depot.longitude},
            )


def make_season(stage: Stage, drawn: Drawn) -> Season:
    """Make a season after the tours that roll now, its units, its halts, its partners."""
    viewer = stage.viewer("aicha")
    first = stage.closing + timedelta(days=7 - stage.closing.weekday())
    values = {
        "name": drawn.name,
        "starts_on": first,
        "ends_on": first + timedelta(weeks=WEEKS, days=-3),
        "skips_public_holidays": False,
        "agreements": Season.Agreements.ANY,
    }
    season = add_season(viewer=viewer, values=values)
    for one in drawn.units:
        save_unit(viewer=viewer, season_id=season.id, row_id=None, values=_shift(viewer, one))
    for partner, weekdays in ABOARD.items():
        key = {"caf": "nadia", "mission_locale": "denis"}[partner]
        aboard = {
            "organisation": stage.members[key].organisation,
            "unit": _unit(viewer, drawn.units[0].name),
            "weekdays": list(weekdays),
            "people": 10.0,
        }
        save_partner(viewer=viewer, season_id=season.id, row_id=None, values=aboard)
    _halts(viewer, season, drawn)
    return season


def _shift(viewer: Viewer, one: Rolling) -> dict[str, object]:
    return {
        "unit": _unit(viewer, one.name),
        "weekdays": list(one.weekdays),
        "leaves_at": one.leaves,
        "back_by": one.back,
        "offers": list(one.offers),
    }


def _halts(viewer: Viewer, season: Season, drawn: Drawn) -> None:
    """Put a halt before each town hall, with one of three opening hours."""
    codes = communes_of(drawn)
    halts = [halt_of(viewer, code, PLACE, from_town_hall=True) for code in codes]
    for rank, (weekdays, opens, closes) in enumerate(OPENINGS):
        hours = {"weekdays": list(weekdays), "opens": opens, "closes": closes}
        ids = [halt.id for halt in halts[rank :: len(OPENINGS)]]
        add_halts(viewer=viewer, season_id=season.id, halt_ids=ids, values=hours)


def communes_of(drawn: Drawn) -> list[str]:
    """Return the communes of a season, by code: those whose town hall is known."""
    found = Commune.objects.filter(departement_id=drawn.departement, latitude__isnull=False)
    return list(found.order_by("code").values_list("code", flat=True))


def _unit(viewer: Viewer, name: str) -> MobileUnit:
    return MobileUnit.objects.get(carrier_id=viewer.organisation_id, name=name)


def ids_of(season: Season) -> dict[str, str]:
    """Return the ids of units and halts by the names that snapshots give them."""
    units = {f"unit {row.unit.name}": str(row.unit_id) for row in season.units.all()}
    halts = season.halts.select_related("halt").order_by("id")
    return units | {f"halt {row.halt.commune_id}": str(row.halt_id) for row in halts}


def _plan(viewer: Viewer, season: Season, drawn: Drawn, now: datetime) -> None:
    """Live the computation that found the committed plan, where there is one."""
    if not file_of(drawn.key).exists():
        return
    snapshot = restored(drawn.key, ids_of(season), season.starts_on)
    problem = packed(snapshot.problem)
    one = ask_computation(viewer=viewer, season_id=season.id, seconds=SECONDS, seed=snapshot.seed)
    life = begin(computation_id=one.id, now=now)
    if life is None:
        return
    keep_problem(life=life, problem=problem, is_estimated=True, notes=[])
    found: Found = found_again(problem, snapshot.visits, snapshot.ceiling, snapshot.iterations)
    keep_found(life=life, found=found, now=now)
