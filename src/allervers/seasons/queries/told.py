"""What is told with the rows of a season, in their own query: who is aboard, other hours."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from allervers.seasons.models import Season, SeasonHaltWindow, SeasonPartner
from allervers.tours.models import Absence

Told = list[dict[str, Any]]


def windows_told() -> ArraySubquery:
    """Tell the other hours of a `SeasonHalt`: weekdays, opens, closes (HH:MM:SS)."""
    rows = SeasonHaltWindow.objects.filter(halt=OuterRef("pk")).order_by("opens", "id")
    return ArraySubquery(
        rows.values(told=JSONObject(weekdays="weekdays", opens="opens", closes="closes"))
    )


def aboard_told(season: Season) -> ArraySubquery:
    """Tell the partners aboard a `SeasonUnit`: name, weekdays, people, and when it is away.

    `away`: the days, first and last, on which the whole of the organisation is not there.
    """
    away = Absence.objects.filter(
        organisation=OuterRef("organisation"),
        member__isnull=True,
        starts_on__lte=season.ends_on,
        ends_on__gte=season.starts_on,
    ).order_by("starts_on", "id")
    rows = SeasonPartner.objects.filter(season=OuterRef("season"), unit=OuterRef("unit"))
    told = JSONObject(
        name="organisation__name",
        weekdays="weekdays",
        people="people",
        away=ArraySubquery(away.values(told=JSONObject(first="starts_on", last="ends_on"))),
    )
    return ArraySubquery(rows.order_by("id").values(told=told))
