"""Pages of the claims to follow: the list, the dated list, one claim; the weekly letter."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.reception.views.private_pages import kept_private
from allervers.rights.actions.claim_digests import choose_digest
from allervers.rights.domain.right import YEARLY
from allervers.rights.forms.claim import ListForm
from allervers.rights.queries import claims as queries
from allervers.rights.queries.claims import Wanted
from allervers.rights.views.claim_pages import (
    RECEPTION,
    acts_of,
    card_of,
    claim_or_404,
    todo_of,
)
from allervers.rights.views.screening_pages import viewer_of
from allervers.rights.wording.claim_words import TONES, claim_label
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


def is_mine(request: HttpRequest) -> bool:
    """Whether the page is of the claims that the viewer follows; else of the team's."""
    return request.GET.get("qui") != "equipe"


@open_to(*RECEPTION)
@reads
@kept_private
def listed(request: HttpRequest) -> HttpResponse:
    """List the claims to follow, the most overdue first."""
    viewer, mine, today = viewer_of(request), is_mine(request), timezone.localdate()
    form = ListForm(request.GET, rights=queries.rights_claimed(viewer))
    wanted = Wanted(mine, form.chosen("etat"), form.chosen("droit"))
    page = page_of(request, queries.claims_to_follow(viewer, wanted))
    context = {
        "form": form,
        "mine": mine,
        "is_filtered": bool(wanted.state or wanted.right),
        "page": page,
        "cards": [card_of(one, today) for one in page],
        "wants_digest": queries.wants_digest(viewer.member_id),
    }
    return render(request, "rights/claims/list.html", context)


@open_to(*RECEPTION)
@reads
@kept_private
def agenda(request: HttpRequest) -> HttpResponse:
    """List by day what is to be done within sixty days, and what is late."""
    viewer, mine, today = viewer_of(request), is_mine(request), timezone.localdate()
    cards = [card_of(one, today) for one in queries.dated_claims(viewer, today, mine=mine)]
    late = [card for card in cards if card.is_late]
    coming = [card for card in cards if not card.is_late]
    days = [(day, list(of_day)) for day, of_day in groupby(coming, key=lambda card: card.due)]
    context = {"mine": mine, "late": late, "days": days}
    return render(request, "rights/claims/agenda.html", context)


@open_to(*RECEPTION)
@reads
@kept_private
def show(request: HttpRequest, claim_id: Any) -> HttpResponse:
    """Show one claim: where it stands, what to do, what happened."""
    claim, today = claim_or_404(request, claim_id), timezone.localdate()
    history = list(claim.changes.all())
    context = {
        "claim": claim,
        "label": claim_label(claim),
        "tone": TONES[claim.state],
        "is_yearly": claim.right in YEARLY,
        "todo": todo_of(claim, today),
        "acts": acts_of(claim),
        "history": history,
        "can_undo": sum(one.undone_at is None for one in history) > 1,
        "is_erased": claim.encounter.code_closed_at is not None,
        "is_mine": claim.follower_id == viewer_of(request).member_id,
    }
    return render(request, "rights/claims/show.html", context)


@open_to(*RECEPTION)
@writes
def digest(request: HttpRequest) -> HttpResponseBase:
    """Say whether one wants the weekly letter."""
    if request.method == "POST":
        is_wanted = request.POST.get("courriel") == "oui"
        choose_digest(viewer=viewer_of(request), is_wanted=is_wanted)
        said = (
            _("Vous recevrez le courriel de la semaine.")
            if is_wanted
            else _("Vous ne recevrez plus le courriel de la semaine.")
        )
        messages.success(request, said)
    return redirect("rights:claims")
