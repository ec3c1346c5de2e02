"""The pages of a partner without an account: the link, a code in the mailbox, then the share.

Opening the link (GET) changes nothing: mail servers open links by themselves. No cookie: each
request after the code shows again, in its form, a proof good for half an hour.
"""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from allervers.people.actions import partner_visits as actions
from allervers.people.actions.partner_visits import Proved
from allervers.people.domain.share_life import Life
from allervers.people.forms.partner import CodeForm, PartnerOutcomeForm, PartnerReasonForm
from allervers.people.queries.partner_links import terms_of
from allervers.people.queries.shares import last_day_of
from allervers.people.views.share_pages import kept_private
from allervers.people.wording.partner import Block, partner_blocks
from allervers.people.wording.sharing import section_names
from allervers.ui.access import ANYONE, View, open_to, writes


def kept_secret(view: View) -> View:
    """Keep the page private, and its address too: it holds the token."""

    @wraps(view)
    def secret(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return kept_private(secret)


# No token against forged requests on these pages: it needs a cookie, and they keep none. It
# protects people signed in from other sites acting in their name; here nobody is, and each act
# shows a proof.
@csrf_exempt
@open_to(ANYONE)
@writes
@kept_secret
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the link is for; asked to, send a code. The same words whether it opens or not."""
    if request.method != "POST":
        return render(request, "people/partner/door.html")
    actions.send_code(token=token, now=timezone.now())
    return _ask_code(request, token, CodeForm())


@csrf_exempt
@open_to(ANYONE)
@writes
@kept_secret
def read(request: HttpRequest, token: str) -> HttpResponseBase:
    """Check the code, or the proof that it was right; then act, and show what is shared."""
    if request.method != "POST":
        return redirect("partner:door", token)
    now = timezone.now()
    visit = actions.proved_visit(token=token, proof=request.POST.get("proof", ""), now=now)
    if visit is None:
        form = CodeForm(request.POST)
        if form.is_valid():
            visit = actions.prove(token=token, code=form.cleaned_data["code"], now=now)
        if visit is None:
            return _ask_code(request, token, form, is_wrong=True)
        return _show(request, token, visit)
    return _act(request, token, visit)


def _ask_code(
    request: HttpRequest, token: str, form: CodeForm, *, is_wrong: bool = False
) -> HttpResponse:
    context = {"form": form, "token": token, "is_wrong": is_wrong}
    status = 422 if is_wrong else 200
    return render(request, "people/partner/code.html", context, status=status)


def _act(request: HttpRequest, token: str, visit: Proved) -> HttpResponse:
    """Do what the button says, then show where things are."""
    act, now = request.POST.get("act", ""), timezone.now()
    reason = PartnerReasonForm(request.POST if act == "refuse" else None)
    outcome = PartnerOutcomeForm(request.POST if act == "finish" else None)
    is_done = True
    if act == "accept":
        is_done = actions.partner_accepts(visit=visit, now=now)
    elif reason.is_valid():
        said = reason.cleaned_data["reason"]
        is_done = actions.partner_refuses(visit=visit, reason=said, now=now)
    elif outcome.is_valid():
        said = outcome.cleaned_data["outcome"]
        is_done = actions.partner_finishes(visit=visit, outcome=said, now=now)
    return _show(request, token, visit, reason=reason, outcome=outcome, is_done=is_done)


def _show(
    request: HttpRequest, token: str, visit: Proved, *, is_done: bool = True, **forms: Any
) -> HttpResponse:
    """Show the terms, and what they open."""
    share, blocks = _read(visit)
    reason = forms.get("reason") or PartnerReasonForm()
    outcome = forms.get("outcome") or PartnerOutcomeForm()
    context = {
        "share": share,
        "proof": visit.proof,
        "token": token,
        "blocks": blocks,
        "sections": section_names(share.sections),
        "reason": reason,
        "outcome": outcome,
        "is_done": is_done,
        "last_day": last_day_of(share),
        "form": reason if reason.errors else outcome,
    }
    status = 422 if reason.errors or outcome.errors else 200 if is_done else 409
    return render(request, "people/partner/read.html", context, status=status)


def _read(visit: Proved) -> tuple[Any, list[Block]]:
    """Return the terms and, once accepted, what they open: read anew, and written down."""
    now = timezone.now()
    share = terms_of(visit.share.pk)
    if share.state != Life.ACCEPTED:
        return share, []
    sheet = actions.read_shared(visit=visit, now=now)
    with override("fr"):
        return share, partner_blocks(sheet, timezone.localtime(now)) if sheet else []
