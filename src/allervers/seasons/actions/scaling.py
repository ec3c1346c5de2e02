"""Accepting, or taking back, what past visits teach of the number of people."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.seasons import lock_season
from allervers.seasons.queries.need_page import calibration_of
from allervers.ui.domain.refusal import Refusal


@transaction.atomic
def accept_scale(*, viewer: Viewer, season_id: UUID, now: datetime) -> float:
    """Multiply the need of a season by the factor of its past visits; return it.

    Computed anew under lock: what is kept is what the visits say now. Refuses (409) when they are
    too few. Plans already computed keep the problem they were counted on.
    """
    season = lock_season(viewer, season_id)
    found = calibration_of(season, now)
    if found.found is None:
        raise Refusal(
            "too-few-visits",
            _("Pas assez de passages faits pour corriger le besoin."),
            _("Il en faut au moins %(needed)s.") % {"needed": found.needed},
            _("Gardez les valeurs supposées pour l'instant."),
            409,
        )
    season.people_scale = found.found.mean
    season.people_scale_at, season.people_scale_by_id = now, viewer.member_id
    season.save()
    return season.people_scale


@transaction.atomic
def reset_scale(*, viewer: Viewer, season_id: UUID) -> None:
    """Take the factor back: the need is again what is published alone."""
    season = lock_season(viewer, season_id)
    season.people_scale = 1.0
    season.people_scale_at, season.people_scale_by_id = None, None
    season.save()
