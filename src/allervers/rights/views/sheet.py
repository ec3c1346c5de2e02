"""The person's own page, opened by the code of their sheet: no account, no cookie, no name.

The code is the only authority. It stands in the address, since the QR code must open the page by
itself: addresses of these pages are hidden in the logs, sent to no other site, kept by no cache.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from allervers.rights.actions.sheet_erasing import erase_sheet
from allervers.rights.exchange.sheet.content import sheet_of
from allervers.rights.forms.sheet import CodeForm
from allervers.rights.queries.sheet import SheetFacts
from allervers.rights.views.sheet_pages import drawn, kept_secret, links_of, opened_by_code
from allervers.tours.views.public_words import calendar_links
from allervers.ui import french
from allervers.ui.access import ANYONE, open_to, reads, writes


@open_to(ANYONE)
@reads
@kept_secret
def entry(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code, and lead to the page that it opens."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("sheet:show", code=form.cleaned_data["code"])
    status = 400 if form.is_bound else 200
    return render(request, "rights/sheet/entry.html", {"form": form}, status=status)


@open_to(ANYONE)
@writes  # a wrong code is counted
@opened_by_code
def show(request: HttpRequest, facts: SheetFacts) -> HttpResponse:
    """Show what the sheet says, with links."""
    slug = facts.halt_slug
    context = {
        "sheet": sheet_of(facts),
        "links": links_of(facts.code),
        "calendar": calendar_links(request, "public:halt_ics", slug) if slug else None,
    }
    return render(request, "rights/sheet/show.html", context)


@open_to(ANYONE)
@writes  # a wrong code is counted
@opened_by_code
def document(request: HttpRequest, facts: SheetFacts) -> HttpResponse:
    """Give the same sheet to print, in the language of the page and in French."""
    return drawn(facts, french.language())


# No token against forged requests: a token needs a cookie, and this page keeps none. It protects
# people signed in from other sites acting in their name; here nobody is signed in, and whoever
# knows the code may erase the sheet by right.
@csrf_exempt
@open_to(ANYONE)
@writes
@opened_by_code
def erase(request: HttpRequest, facts: SheetFacts) -> HttpResponseBase:
    """Ask once more, then close the code and forget the answers."""
    if request.method == "POST":
        erase_sheet(encounter_id=facts.encounter.pk, now=timezone.now())
        return redirect("sheet:erased")
    return render(request, "rights/sheet/erase.html", {"code": facts.code})


@open_to(ANYONE)
@reads
@kept_secret
def erased(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return render(request, "rights/sheet/erased.html")
