"""An address, looked up by the service that the host set up: no transaction is open meanwhile."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from allervers.territory.gateways.national_address import address_search
from allervers.tours.forms.place import PlaceForm
from allervers.ui.access import ANYONE, open_to


@open_to(ANYONE)
def address(request: HttpRequest) -> HttpResponse:
    """Turn an address into a position and show what passes around; else search the commune.

    The answers are addresses of this site: what was typed is kept nowhere.
    """
    form = PlaceForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = address_search().search(words, limit=1).addresses if words else ()
    query = {"q": words, "sans_adresse": "1"}
    if found:
        best = found[0]
        query = {"lat": f"{best.latitude:.3f}", "lon": f"{best.longitude:.3f}"}
    return redirect(f"{reverse('public:search')}?{urlencode(query)}")


address.access = address.access.reading()  # type: ignore[attr-defined]  # touches no table
