"""What may be asked, checked before the database is: no NaN, no NUL, no endless page."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from django.conf import settings
from ninja import Schema
from ninja.errors import HttpError
from pydantic import Field

from allervers.tours.api.schemas import Latitude, Longitude, Status
from allervers.tours.queries.public_open import VisitFilter, Where
from allervers.tours.queries.public_places import Point

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


class PlaceQuestion(Schema):
    """Où : par commune, par code postal, ou autour d'un point. Sans rien, partout."""

    commune: str | None = Field(
        None, pattern="^[0-9][0-9AB][0-9]{3}$", description="Code Insee de la commune."
    )
    code_postal: str | None = Field(None, pattern="^[0-9]{5}$", description="Code postal.")
    lat: Latitude | None = Field(None, description="Latitude du centre (WGS 84), avec lon.")
    lon: Longitude | None = Field(None, description="Longitude du centre (WGS 84), avec lat.")
    radius_km: float = Field(
        20.0, gt=0, le=200, allow_inf_nan=False, description="Rayon autour du centre, en km."
    )
    page: int = Field(1, ge=1, le=10_000, description="Numéro de page, à partir de 1.")
    page_size: int = Field(100, ge=1, le=500, description="Nombre de résultats par page.")

    def where(self) -> Where:
        """Return the places asked for; refuse half a point."""
        if (self.lat is None) != (self.lon is None):
            raise HttpError(422, "Donnez lat et lon ensemble, ou aucune des deux.")
        point = None
        if self.lat is not None and self.lon is not None:
            point = Point(self.lat, self.lon)
        return Where(self.commune or "", self.code_postal or "", point, self.radius_km)


class VisitQuestion(PlaceQuestion):
    """Quels passages. Par défaut, ceux qui ne sont pas encore terminés."""

    since: Day | None = Field(
        None, alias="from", description="Premier jour (AAAA-MM-JJ) ; aujourd'hui par défaut."
    )
    until: Day | None = Field(None, description="Dernier jour compris (AAAA-MM-JJ).")
    unit: str | None = Field(
        None, pattern="^[-a-zA-Z0-9_]{1,80}$", description="Identifiant d'une unité."
    )
    status: Status | None = Field(None, description="Seulement ce statut.")

    def asked(self, now: datetime) -> VisitFilter:
        """Return the filter; days are days in France."""
        return VisitFilter(
            where=self.where(),
            since=midnight(self.since) if self.since else now,
            until=midnight(self.until + timedelta(days=1)) if self.until else None,
            unit=self.unit or "",
            status=self.status or "",
        )


def midnight(day: date) -> datetime:
    """Return the first instant of a day in France."""
    local = datetime.combine(day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))
    return local.astimezone(UTC)
