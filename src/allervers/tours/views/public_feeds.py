"""Calendars to subscribe to. A cancelled visit stays in them, so that it is struck out."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from allervers.territory.queries import places
from allervers.tours.exchange import ics
from allervers.tours.queries import public, public_places
from allervers.tours.queries.public_cards import VisitCard
from allervers.ui.access import ANYONE, open_to, reads


def answer(
    request: HttpRequest, cards: Sequence[VisitCard], name: str, file_name: str
) -> HttpResponse:
    """Send a calendar, or 304 when the subscriber already has it."""
    feed = ics.feed(cards, name=name, base_url=settings.BASE_URL)
    etag = f'"{feed.etag}"'
    changed_at = int(ics.last_modified(feed, timezone.now()).timestamp())
    response = HttpResponse(feed.body, content_type=ics.CONTENT_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    response["Last-Modified"] = http_date(changed_at)
    unchanged = get_conditional_response(request, etag, changed_at, response)
    return unchanged or response


def coming(where: Q) -> list[VisitCard]:
    """The visits of the calendars' window."""
    first, last = ics.window(timezone.now())
    return public.between(first, last, where)


@open_to(ANYONE)
@reads
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One visit, to add to one's own calendar."""
    cards = public.one(visit_id)
    if not cards:
        raise Http404
    return answer(request, cards, ics.summary(cards[0]), f"passage-{cards[0].day}")


@open_to(ANYONE)
@reads
def halt(request: HttpRequest, slug: str) -> HttpResponse:
    """All visits at one halt."""
    place = public_places.halt(slug)
    if place is None:
        raise Http404
    name = _("Passages : %(place)s") % {"place": f"{place.commune_name}, {place.name}"}
    return answer(request, coming(public.at_halt(slug)), name, f"halte-{slug}")


@open_to(ANYONE)
@reads
def commune(request: HttpRequest, code: str) -> HttpResponse:
    """All visits in one commune."""
    place = places.commune(code)
    if place is None:
        raise Http404
    name = _("Passages : %(place)s") % {"place": place.name}
    return answer(request, coming(public.in_commune(place.code)), name, f"commune-{place.code}")


@open_to(ANYONE)
@reads
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """All visits of one unit."""
    detail = public_places.unit(slug)
    if detail is None:
        raise Http404
    name = _("Passages : %(place)s") % {"place": detail.card.name}
    return answer(request, coming(public.of_unit(slug)), name, f"unite-{slug}")
