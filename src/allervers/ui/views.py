"""Pages that belong to no subject: emergency numbers, what the law asks, errors, the gallery."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

from allervers.ui import gallery
from allervers.ui.access import ANYONE, open_to, reads
from allervers.ui.emergency import FAMILIES


@open_to(ANYONE)
@reads
def emergency(request: HttpRequest) -> HttpResponse:
    """Show whom to call, by situation."""
    return render(request, "ui/emergency.html", {"families": FAMILIES})


@open_to(ANYONE)
@reads
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was tested, what is known to fail, whom to tell."""
    return render(request, "ui/accessibility.html")


@open_to(ANYONE)
@reads
def legal(request: HttpRequest) -> HttpResponse:
    """Say who publishes the site and under which licences."""
    return render(request, "ui/legal.html")


@open_to(ANYONE)
@reads
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about visitors and members."""
    return render(request, "ui/privacy.html")


@open_to(ANYONE)
@reads
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; a POSTed form is only checked, never kept."""
    return render(request, "ui/gallery.html", gallery.content(request.GET))


@open_to(ANYONE)
@reads
@cache_control(max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read the public pages only."""
    lines = ("User-agent: *", "Disallow: /compte/", "Disallow: /espace/", "Disallow: /galerie/", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@open_to(ANYONE)
@reads
@cache_control(max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for /favicon.ico to the mark."""
    return HttpResponse(status=302, headers={"Location": static("ui/mark.svg")})
