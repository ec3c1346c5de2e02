"""The public pages of what passes: home, a visit, a halt, a unit."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from allervers.tours.queries import public, public_places
from allervers.tours.views.public_words import calendar_links, language_names, rule_sentences
from allervers.ui.access import ANYONE, open_to, reads

ON_HOME = 5
ON_HALT = 12


def page_number(request: HttpRequest) -> int:
    """Read ?page=, from 1; anything else is the first page."""
    text = request.GET.get("page", "1")
    return min(400, max(1, int(text))) if text.isascii() and text.isdecimal() else 1


@open_to(ANYONE)
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Ask where, and show the very next visits."""
    visits = public.next_anywhere(timezone.now(), ON_HOME)
    return render(request, "tours/public/home.html", {"visits": visits})


@open_to(ANYONE)
@reads
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show one visit: when, where, who will be there, or why it does not take place."""
    now = timezone.now()
    detail = public.visit(visit_id)
    if detail is None:
        raise Http404
    return render(
        request,
        "tours/public/visit.html",
        {
            "visit": detail.card,
            "detail": detail,
            "languages": language_names(detail.languages),
            "is_over": detail.card.ends_at <= now,
            "others": public.others_at_halt(detail.card, now),
            "calendar": calendar_links(request, "public:visit_ics", detail.card.id),
        },
    )


@open_to(ANYONE)
@reads
def halt(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a halt: its next visits, its rule in words, who comes, what to subscribe to."""
    now = timezone.now()
    place = public_places.halt(slug)
    if place is None:
        raise Http404
    page = public.next_at_halt(slug, now, page_number(request), ON_HALT)
    return render(
        request,
        "tours/public/halt.html",
        {
            "halt": place,
            "page": page,
            "rules": rule_sentences(public_places.rules(slug, now), now),
            "offers": public.offers_of(page.visits),
            "units": list({card.unit.slug: card.unit for card in page.visits}.values()),
            "neighbours": public_places.neighbours(place, now),
            "calendar": calendar_links(request, "public:halt_ics", slug),
        },
    )


@open_to(ANYONE)
@reads
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a unit: what it offers and where it goes next."""
    detail = public_places.unit(slug)
    if detail is None:
        raise Http404
    page = public.next_of_unit(slug, timezone.now(), page_number(request))
    return render(
        request,
        "tours/public/unit.html",
        {
            "unit": detail,
            "page": page,
            "offers": public.offers_of(page.visits),
            "calendar": calendar_links(request, "public:unit_ics", slug),
        },
    )
