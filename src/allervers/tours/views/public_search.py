"""Finding a visit: by words, by position, by commune; the same halts as points for the map."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from allervers.territory.domain.commune import Place
from allervers.territory.queries import places
from allervers.territory.queries.around import outlines_near
from allervers.territory.queries.sectors import sectors_of
from allervers.tours.exchange import geojson
from allervers.tours.forms.place import Asked, PlaceForm
from allervers.tours.queries import public, public_places, public_search
from allervers.tours.queries.public_cards import VisitCard
from allervers.tours.queries.public_places import Around, Point
from allervers.tours.views.public import page_number
from allervers.tours.views.public_words import calendar_links
from allervers.ui import french
from allervers.ui.access import ANYONE, open_to, reads


@open_to(ANYONE)
@reads
def search(request: HttpRequest) -> HttpResponseBase:
    """Answer the search box: a commune's page, a choice, the surroundings, or what to try."""
    form = PlaceForm(request.GET)
    if not form.is_valid():
        return render(request, "tours/public/nothing.html", {"form": form, "q": ""}, status=400)
    asked = form.asked()
    if asked.point is not None:
        return near_point(request, asked, asked.point)
    if not asked.words:
        page = public.page_of(public.upcoming(timezone.now()), asked.page, partners=False)
        return render(request, "tours/public/all.html", {"page": page})
    if asked.is_address and settings.GEOCODER_URL:
        return redirect(f"{reverse('public:address')}?{urlencode({'q': asked.words})}")
    found = public_search.find(asked.words)
    if found.exact is not None:
        return redirect("public:commune", code=found.exact.code)
    template = "choose.html" if found.places else "nothing.html"
    soon = public_search.next_in([place.code for place in found.places], timezone.now())
    choices = [(place, soon.get(place.code)) for place in found.places]
    context = {"q": asked.words, "choices": choices, "is_guess": found.is_guess}
    return render(request, f"tours/public/{template}", context)


def near_point(request: HttpRequest, asked: Asked, here: Point) -> HttpResponse:
    """Show what passes around a position that the browser gave."""
    now = timezone.now()
    around = public_places.around(here, now, number=asked.page)
    place = f"lat={here.latitude}&lon={here.longitude}"
    return render(
        request,
        "tours/public/around.html",
        {
            "around": around,
            "place": None,
            "points": f"{reverse('public:points')}?{place}&page={asked.page}",
            "outlines": f"{reverse('public:outlines')}?{place}",
            "query": f"{place}&",
            "further": () if around.halts else public_places.further(here, now),
        },
    )


@open_to(ANYONE)
@reads
def commune(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show what passes in a commune, then around it."""
    now, number = timezone.now(), page_number(request)
    place = places.commune(code)
    if place is None:
        raise Http404
    if place.code != code:
        return redirect("public:commune", code=place.code)
    here = centre(place)
    around = public_places.around(here, now, code=code, number=number)
    empty = not around.halts and number == 1
    return render(
        request,
        "tours/public/around.html",
        {
            "around": around,
            "place": place,
            "points": f"{reverse('public:points')}?commune={code}&page={number}",
            "outlines": f"{reverse('public:outlines')}?commune={code}" if here else "",
            "query": "",
            "further": public_places.further(here, now) if empty and here else (),
            "services": sectors_of(code),
            "calendar": calendar_links(request, "public:commune_ics", code),
        },
    )


def centre(place: Place) -> Point | None:
    """The town hall, where it is known."""
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)


@open_to(ANYONE)
@reads
def points(request: HttpRequest) -> HttpResponse:
    """The halts of a results page as GeoJSON, for the map beside its list."""
    form = PlaceForm(request.GET)
    place = places.commune(request.GET.get("commune", ""))
    here = form.asked().point if form.is_valid() else None
    if place is None and here is None:
        raise Http404
    around = public_places.around(
        here or (centre(place) if place else None),
        timezone.now(),
        code=place.code if place else "",
        number=page_number(request),
    )
    return HttpResponse(geojson.collection(features(around)), content_type=geojson.CONTENT_TYPE)


@open_to(ANYONE)
@reads
@cache_control(max_age=86400)
def outlines(request: HttpRequest) -> HttpResponse:
    """The outlines of the communes around a results page, drawn under its points."""
    form = PlaceForm(request.GET)
    place = places.commune(request.GET.get("commune", ""))
    here = centre(place) if place else form.asked().point if form.is_valid() else None
    if here is None:
        raise Http404
    drawn = [
        geojson.area(
            commune.code,
            outline,
            {"name": commune.name, "is_here": bool(place and place.code == commune.code)},
        )
        for commune, outline in outlines_near(here.latitude, here.longitude)
    ]
    return HttpResponse(geojson.collection(drawn), content_type=geojson.CONTENT_TYPE)


def when_text(card: VisitCard) -> str:
    """The day and hours of a visit."""
    return f"{french.day_text(card.day)}, {french.hours_text(card.starts_at, card.ends_at)}"


def features(around: Around) -> list[geojson.Feature]:
    """Each halt with the words of its popup."""
    drawn = []
    for one in around.halts:
        first = one.visits[0] if one.visits else None
        said = {
            "name": f"{one.halt.commune_name}, {one.halt.name}",
            "url": reverse("public:halt", args=[one.halt.slug]),
            "text": when_text(first) if first else "",
            "state": "" if first is None or first.takes_place else "cancelled",
        }
        drawn.append(geojson.feature(one.halt.slug, one.halt, said))
    return drawn


@open_to(ANYONE)
@reads
def communes(request: HttpRequest) -> HttpResponse:
    """List every commune where something is to come."""
    served = public_places.communes_served(timezone.now())
    return render(request, "tours/public/communes.html", {"communes": served})
