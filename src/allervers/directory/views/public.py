"""The directory for everyone: the search, a service, a structure. No account, no cookie."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from allervers.directory.domain.danger import numbers_for
from allervers.directory.domain.spelling import words_of
from allervers.directory.forms.search import SearchForm
from allervers.directory.queries import listing
from allervers.directory.queries.search import SearchResult, search_services
from allervers.directory.views.public_words import found_card, service_rows, structure_rows
from allervers.directory.wording.hours import hours_lines
from allervers.territory.domain.commune import Place
from allervers.territory.queries.places import find_places
from allervers.ui.access import ANYONE, open_to, reads
from allervers.ui.emergency import lines_of

PER_PAGE = 20
MOST_PAGES = 200


@open_to(ANYONE)
@reads
def search(request: HttpRequest) -> HttpResponse:
    """Search the directory; without a question, show only the form."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "directory/public/search.html", {"form": form}, status=400)
    said = form.cleaned_data["commune"].strip()
    place = place_said(said)
    context: dict[str, object] = {"form": form, "place": place, "unknown_place": said}
    context["urgent"] = lines_of(numbers_for(words_of(form.cleaned_data["q"])))
    if form.is_asked and (place or not said):
        number = form.cleaned_data["page"] or 1
        ask = form.asked(place, timezone.now())
        result = search_services(ask, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
        context |= {"result": result, "page": page_of(result, number)}
        context["cards"] = [found_card(one) for one in result.found]
    return render(request, "directory/public/search.html", context)


def place_said(text: str) -> Place | None:
    """Return the commune most likely meant, or None."""
    found = find_places(text, 1) if text else []
    return found[0] if found else None


def page_of(result: SearchResult, number: int) -> object:
    """Return the page, for its links to the others."""
    return Paginator(range(min(result.total, PER_PAGE * MOST_PAGES)), PER_PAGE).get_page(number)


@open_to(ANYONE)
@reads
def service(request: HttpRequest, service_id: str) -> HttpResponse:
    """Show one service: what it offers, to whom, how and when to be received."""
    known = listing.service(service_id)
    if known is None:
        raise Http404
    hours = known.horaires_accueil or known.structure.horaires_accueil
    context = {
        "service": known,
        "structure": known.structure,
        "rows": service_rows(known),
        "hours": hours,
        "hours_lines": hours_lines(hours, timezone.localdate()),
        "phone": known.telephone or known.structure.telephone,
    }
    return render(request, "directory/public/service.html", context)


@open_to(ANYONE)
@reads
def structure(request: HttpRequest, structure_id: str) -> HttpResponse:
    """Show one structure and its services."""
    known = listing.structure(structure_id)
    if known is None:
        raise Http404
    context = {
        "structure": known,
        "rows": structure_rows(known),
        "services": listing.offered(known),
        "hours": known.horaires_accueil,
        "hours_lines": hours_lines(known.horaires_accueil, timezone.localdate()),
    }
    return render(request, "directory/public/structure.html", context)
