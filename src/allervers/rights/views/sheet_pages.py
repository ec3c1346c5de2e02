"""What the pages of the sheet share: opened by a code, kept by nobody, drawn in some languages."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from allervers.accounts.gateways import visitor
from allervers.reception.actions.codes import encounter_by_code
from allervers.reception.domain.code import ORIGIN_WINDOW
from allervers.reception.views.private_pages import kept_private
from allervers.rights.exchange.sheet import drawing
from allervers.rights.exchange.sheet.content import Links, sheet_of
from allervers.rights.forms.sheet import CodeForm
from allervers.rights.queries.sheet import SheetFacts, sheet_facts
from allervers.ui.access import View
from allervers.ui.domain.refusal import Refusal

MISSING, OVER, TOO_MANY = 404, 410, 429
# The sheet is drawn in these, then in French: who reads it at the next desk speaks French.
TRANSLATED = frozenset({"en", "ar"})


def kept_secret(view: View) -> View:
    """Keep the page private, and its address too: it holds the code, and no other site learns it.

    Only for pages without Django's guard of forms, which reads where a form comes from.
    """

    @wraps(view)
    def secret(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return kept_private(secret)


def opened_by_code(view: Callable[[HttpRequest, SheetFacts], HttpResponseBase]) -> View:
    """Give the view what the code opens; otherwise say why not, and what to do.

    Opening by a code writes: wrong codes are counted, so that nobody can try them all.
    """

    @wraps(view)
    def opened(request: HttpRequest, code: str) -> HttpResponseBase:
        now = timezone.now()
        try:
            encounter = encounter_by_code(code=code, origin=origin_of(request), now=now)
        except Refusal as refusal:
            return refused(request, code, refusal)
        return view(request, sheet_facts(encounter, now))

    return kept_secret(opened)


def origin_of(request: HttpRequest) -> str:
    """Return where the request comes from; the action keeps a keyed digest of it only."""
    return visitor.address(request) or ""


def refused(request: HttpRequest, code: str, refusal: Refusal) -> HttpResponse:
    """Show why the code opens nothing; a wrong one may be corrected on the spot."""
    form = CodeForm(initial={"code": code}) if refusal.status == MISSING else None
    context = {"refusal": refusal, "form": form, "is_over": refusal.status == OVER}
    response = render(request, "rights/sheet/refused.html", context, status=refusal.status)
    if refusal.status == TOO_MANY:
        response["Retry-After"] = str(int(ORIGIN_WINDOW.total_seconds()))
    return response


def links_of(code: str) -> Links:
    """Return the whole addresses of a sheet, in the language in force."""
    return Links(
        page=f"{settings.BASE_URL}{reverse('sheet:show', args=[code])}",
        entry=f"{settings.BASE_URL}{reverse('sheet:entry')}",
        visits=f"{settings.BASE_URL}{reverse('public:search')}",
    )


def drawn(facts: SheetFacts, language: str) -> HttpResponse:
    """Answer with the sheet as a PDF in a language, and in French after it."""
    languages = [language, "fr"] if language in TRANSLATED else ["fr"]
    response = HttpResponse(
        drawing.pdf(list(said(facts, languages))), content_type=drawing.CONTENT_TYPE
    )
    # The name of a file is read by whoever borrows the telephone: it holds no code.
    response["Content-Disposition"] = 'inline; filename="fiche.pdf"'
    return response


def said(facts: SheetFacts, languages: Iterable[str]) -> Iterable[drawing.Said]:
    """Say the facts in each language."""
    for language in languages:
        with override(language):
            yield sheet_of(facts), links_of(facts.code)
