"""Halts and units in open data."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from allervers.tours.api.answers import geojson_answer, halt_feature, halt_listed
from allervers.tours.api.questions import PlaceQuestion
from allervers.tours.api.schemas import (
    SAID_AS_GEOJSON,
    FeaturesOut,
    HaltsOut,
    Problem,
    UnitsOut,
)
from allervers.tours.queries import public_open
from allervers.ui.access import ANYONE, open_to, reads

router = Router()
PageNumber = Annotated[int, Field(ge=1, le=10_000, description="Numéro de page, à partir de 1.")]
PageSize = Annotated[int, Field(ge=1, le=500, description="Nombre de résultats par page.")]


@router.get("/halts", response={200: HaltsOut, 422: Problem}, summary="Les haltes")
@open_to(ANYONE)
@reads
def halts(request: HttpRequest, question: Query[PlaceQuestion]) -> dict[str, Any]:
    """Haltes où un passage a été annoncé au moins une fois."""
    now = timezone.now()
    found = public_open.halts(question.where(), now, question.page, question.page_size)
    rows = [halt_listed(row) for row in found.halts]
    return {"page": question.page, "has_more": found.has_more, "halts": rows}


@router.get(
    "/halts.geojson",
    response={200: FeaturesOut, 422: Problem},
    summary="Les haltes en GeoJSON",
    openapi_extra=SAID_AS_GEOJSON,
)
@open_to(ANYONE)
@reads
def halts_geojson(request: HttpRequest, question: Query[PlaceQuestion]) -> HttpResponse:
    """Les mêmes haltes, en points (RFC 7946)."""
    now = timezone.now()
    found = public_open.halts(question.where(), now, question.page, question.page_size)
    features = [halt_feature(row) for row in found.halts]
    return geojson_answer(features, question.page, has_more=found.has_more)


@router.get("/units", response={200: UnitsOut, 422: Problem}, summary="Les unités mobiles")
@open_to(ANYONE)
@reads
def units(request: HttpRequest, page: PageNumber = 1, page_size: PageSize = 100) -> dict[str, Any]:
    """Unités mobiles en service."""
    found, has_more = public_open.units(page, page_size)
    return {"page": page, "has_more": has_more, "units": found}
