"""Of the seasons: Aïcha's season, what takes part in it, a computation."""

from allervers.seasons.models import Season, SeasonPartner
from tests.access.world import Makers, World
from tests.seasons.setup.world import NAME, make_prepared


def season(world: World) -> Season:
    """Return Aïcha's season, made once."""
    found = Season.objects.filter(name=NAME).first()
    return found or make_prepared(world.cast).season


def unit(world: World) -> object:
    """Return the id of its unit's row."""
    return season(world).units.get().pk


def halt(world: World) -> object:
    """Return the id of one of its halts' rows."""
    return season(world).halts.order_by("id")[0].pk


def window(world: World) -> object:
    """Return the id of other hours of that halt, made once."""
    row = season(world).halts.order_by("id")[0]
    made, _new = row.windows.get_or_create(opens="18:00", closes="20:00")
    return made.pk


def partner(world: World) -> object:
    """Put Denis's organisation aboard; return the id of the row."""
    found = season(world)
    row, _made = SeasonPartner.objects.get_or_create(
        season=found,
        organisation=world.cast.partner,
        unit=found.units.get().unit,
        defaults={"weekdays": [1]},
    )
    return row.pk


def computation(world: World) -> object:
    """Ask for a computation; return its id."""
    return season(world).computations.create(asked_by=world.cast.aicha).pk


MAKERS: Makers = {
    "seasons:season_id": lambda world: season(world).pk,
    "seasons:unit_edit/row_id": unit,
    "seasons:unit_remove/row_id": unit,
    "seasons:halt_edit/row_id": halt,
    "seasons:halt_remove/row_id": halt,
    "seasons:halt_windows/row_id": halt,
    "seasons:halt_window_remove/row_id": halt,
    "seasons:halt_window_remove/window_id": window,
    "seasons:partner_edit/row_id": partner,
    "seasons:partner_remove/row_id": partner,
    "seasons:computation/computation_id": computation,
    "seasons:computation_stop/computation_id": computation,
}
