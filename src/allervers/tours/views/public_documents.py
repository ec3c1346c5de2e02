"""The poster of a halt, and the page that describes the open data."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import override

from allervers.tours.exchange.poster import drawing
from allervers.tours.exchange.poster.content import PosterFacts, content
from allervers.tours.queries import public, public_places
from allervers.tours.views.public_words import rule_sentences
from allervers.ui.access import ANYONE, open_to, reads


def poster_facts(slug: str) -> PosterFacts:
    """Gather what the poster of a halt says today."""
    now = timezone.now()
    halt = public_places.halt(slug)
    if halt is None:
        raise Http404
    return PosterFacts(
        halt=halt,
        visits=public.next_at_halt(slug, now).visits,
        rules=tuple(rule_sentences(public_places.rules(slug, now), now)),
        url=f"{settings.BASE_URL}{reverse('public:halt', args=[slug])}",
        today=timezone.localtime(now).date(),
    )


@open_to(ANYONE)
@reads
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the A4 poster of a halt, or answer 304 to who already has today's."""
    with override("fr"):  # it hangs on a French door, and its font draws Latin letters
        facts = poster_facts(slug)
        written = drawing.written(content(facts), facts.url)
    etag = f'"{drawing.etag(written)}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(drawing.pdf(written), content_type=drawing.CONTENT_TYPE)
    response["ETag"] = etag
    response["Content-Disposition"] = f'inline; filename="affiche-{slug}.pdf"'
    return response


@open_to(ANYONE)
@reads
def open_data(request: HttpRequest) -> HttpResponse:
    """Say what the open data are, under which licence, and how to ask for them."""
    return render(request, "tours/public/open_data.html", {"base_url": settings.BASE_URL})
