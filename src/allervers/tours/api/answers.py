"""Turns cards into what the open data say."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from allervers.tours.api.schemas import VisitOut
from allervers.tours.exchange import geojson
from allervers.tours.queries.public_cards import VisitCard
from allervers.tours.queries.public_open import HaltRow


def address(name: str, *args: object) -> str:
    """Return the full address of a page; only the site's own base, never the Host header."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


def halt_listed(row: HaltRow) -> dict[str, Any]:
    """Return a halt with its addresses."""
    slug = row.halt.slug
    return {
        **asdict(row.halt),
        "next_visit_at": row.next_visit_at,
        "url": address("public:halt", slug),
        "calendar_url": address("public:halt_ics", slug),
        "poster_url": address("public:poster", slug),
    }


def visit_out(card: VisitCard) -> dict[str, Any]:
    """Return a visit with the address of its page."""
    return {**asdict(card), "url": address("public:visit", card.id)}


def visit_feature(card: VisitCard) -> geojson.Feature:
    """Return a visit as a point on the map."""
    said = VisitOut.model_validate(visit_out(card)).model_dump(mode="json")
    return geojson.feature(str(card.id), card.halt, said)


def halt_feature(row: HaltRow) -> geojson.Feature:
    """Return a halt as a point on the map."""
    said = halt_listed(row)
    if row.next_visit_at is not None:
        said["next_visit_at"] = row.next_visit_at.isoformat()
    return geojson.feature(row.halt.slug, row.halt, said)


def geojson_answer(features: list[geojson.Feature], page: int, *, has_more: bool) -> HttpResponse:
    """Return a FeatureCollection with its own media type."""
    body = geojson.collection(features, page=page, has_more=has_more)
    answer = HttpResponse(body, content_type=geojson.CONTENT_TYPE)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
