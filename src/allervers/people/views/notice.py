"""« Vos données »: public, no account, to read or to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.people.exchange.file_copy.drawing import CONTENT_TYPE, pdf
from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.wording.notice import easy_notice, full_notice
from allervers.ui.access import ANYONE, computes, open_to, reads
from allervers.ui.french import language


@open_to(ANYONE)
@reads
def show(request: HttpRequest) -> HttpResponse:
    """Show the whole notice."""
    context = {"notice": full_notice(retention_rules()), "is_easy": False}
    return render(request, "people/notice/show.html", context)


@open_to(ANYONE)
@reads
def easy(request: HttpRequest) -> HttpResponse:
    """Show the notice in short sentences."""
    context = {"notice": easy_notice(retention_rules()), "is_easy": True}
    return render(request, "people/notice/show.html", context)


@open_to(ANYONE)
@computes
def printed(request: HttpRequest) -> HttpResponse:
    """Draw the whole notice as a PDF."""
    return _drawn(pdf(full_notice(retention_rules()), language()), "vos-donnees.pdf")


@open_to(ANYONE)
@computes
def easy_printed(request: HttpRequest) -> HttpResponse:
    """Draw the easy notice as a PDF."""
    return _drawn(pdf(easy_notice(retention_rules()), language()), "vos-donnees-facile.pdf")


def _drawn(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
