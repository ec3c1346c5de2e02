"""Asking for a plan to be computed, and having had enough of it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.models import Computation
from allervers.seasons.queries.seasons import computation_of, season_of
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.actions.units import require_coordinator
from allervers.ui.domain.refusal import Refusal

COMPUTE_JOB: Final = "seasons.compute"
QUEUE: Final = "seasons"
"""Of its own: letters do not wait behind a search of ten minutes."""
SHORTEST, LONGEST = 5, 1800
State = Computation.State


@transaction.atomic
def ask_computation(
    *, viewer: Viewer, season_id: UUID, seconds: int = 60, seed: int = 1
) -> Computation:
    """Queue the computation of a season, with its job; refuse (409) a second one at a time."""
    require_coordinator(viewer)
    season = season_of(viewer, season_id)
    if not SHORTEST <= seconds <= LONGEST:
        raise Refusal(
            "seconds-out-of-range",
            _("Cette durée de calcul n'est pas possible."),
            todo=_("Choisissez entre %(least)s secondes et %(most)s minutes.")
            % {"least": SHORTEST, "most": LONGEST // 60},
        )
    with refused_by_constraint(Computation):
        made = Computation.objects.create(
            season=season, seconds=seconds, seed=seed, asked_by_id=viewer.member_id
        )
    app.configure_task(COMPUTE_JOB, queue=QUEUE, lock=f"season:{season.id}").defer(
        computation_id=str(made.id)
    )
    return made


@transaction.atomic
def ask_stop(*, viewer: Viewer, computation_id: UUID, now: datetime) -> Computation:
    """Ask a computation to stop; its best plan is kept. One that has not begun is over at once.

    Asked of one that is over, changes nothing.
    """
    require_coordinator(viewer)
    found = computation_of(viewer, computation_id)
    found = Computation.objects.select_for_update().get(id=found.id)
    if found.state == State.QUEUED:
        found.state, found.ended_at = State.CANCELLED, now
    found.is_stop_asked = True
    found.save(update_fields=["state", "ended_at", "is_stop_asked"])
    return found
