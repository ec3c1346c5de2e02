"""Visits in open data."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import HttpError

from allervers.tours.api.answers import geojson_answer, visit_feature, visit_out
from allervers.tours.api.questions import VisitQuestion
from allervers.tours.api.schemas import (
    SAID_AS_GEOJSON,
    FeaturesOut,
    Problem,
    VisitOut,
    VisitsOut,
)
from allervers.tours.queries import public, public_open
from allervers.ui.access import ANYONE, open_to, reads

router = Router()


@router.get("/visits", response={200: VisitsOut, 422: Problem}, summary="Les passages")
@open_to(ANYONE)
@reads
def visits(request: HttpRequest, question: Query[VisitQuestion]) -> dict[str, Any]:
    """Passages annoncés, annulés ou déplacés, triés par date. Jamais de brouillon."""
    asked = question.asked(timezone.now())
    found = public_open.visits(asked, question.page, question.page_size)
    rows = [visit_out(card) for card in found.visits]
    return {"page": question.page, "has_more": found.has_more, "visits": rows}


@router.get(
    "/visits.geojson",
    response={200: FeaturesOut, 422: Problem},
    summary="Les passages en GeoJSON",
    openapi_extra=SAID_AS_GEOJSON,
)
@open_to(ANYONE)
@reads
def visits_geojson(request: HttpRequest, question: Query[VisitQuestion]) -> HttpResponse:
    """Les mêmes passages, en points (RFC 7946)."""
    asked = question.asked(timezone.now())
    found = public_open.visits(asked, question.page, question.page_size)
    features = [visit_feature(card) for card in found.visits]
    return geojson_answer(features, question.page, has_more=found.has_more)


# No `uuid:` converter: what is no identifier is answered in JSON too, by a 422.
@router.get(
    "/visits/{visit_id}",
    response={200: VisitOut, 404: Problem, 422: Problem},
    summary="Un passage",
)
@open_to(ANYONE)
@reads
def visit(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    """Un passage, par son identifiant. Un brouillon n'existe pas ici."""
    found = public.one(visit_id)
    if not found:
        raise HttpError(404, "Ce passage n'existe pas, ou n'est pas annoncé.")
    return visit_out(found[0])
