"""What is done with a claim: begin it, say what happened, undo, follow, say that it is done."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.reception.views.private_pages import kept_private
from allervers.rights.actions import claims as actions
from allervers.rights.actions.claims import Asked
from allervers.rights.domain.claims.claim import TRANSITIONS, State
from allervers.rights.forms.claim import ChangeForm, StartForm, VersionForm
from allervers.rights.gateways.local.rights import local_names
from allervers.rights.queries import claims as queries
from allervers.rights.views.claim_pages import RECEPTION, card_of, claim_or_404
from allervers.rights.views.screening_pages import viewer_of
from allervers.rights.wording.claim_words import ACTS, claim_label
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes

CHANGE, GIVE_UP = "rights/claims/change.html", "rights/claims/give_up.html"


@open_to(*RECEPTION)
@writes
@kept_private
def start(request: HttpRequest, encounter_id: UUID) -> HttpResponseBase:
    """Show the claims of an encounter; begin another, from a finding or by hand."""
    viewer, today = viewer_of(request), timezone.localdate()
    found = queries.claims_of(viewer, encounter_id)
    if found is None:
        raise Http404
    names = local_names(settings.LOCAL_RIGHTS)
    form = StartForm(posted(request), local=sorted(names.items(), key=lambda one: one[1]))
    if form.is_valid():
        claim = actions.start_claim(
            viewer=viewer,
            encounter_id=encounter_id,
            asked=Asked(form.cleaned_data["right"], form.label()),
            now=timezone.now(),
        )
        messages.success(request, _("La démarche est à suivre."))
        return redirect("rights:claim", claim.pk)
    cards = [card_of(one, today) for one in found]
    context = {"form": form, "encounter_id": encounter_id, "cards": cards}
    return render(request, "rights/claims/of_encounter.html", context, status=status_of(form))


def status_of(form: ChangeForm | StartForm) -> int:
    """Return 422 when a form was sent and refused, so that machines see it too."""
    return 422 if form.errors else 200


@open_to(*RECEPTION)
@writes
@kept_private
def change(request: HttpRequest, claim_id: UUID, state: str) -> HttpResponseBase:
    """Ask what goes with a change, and keep it."""
    claim = claim_or_404(request, claim_id)
    if state not in TRANSITIONS[State(claim.state)] and request.method != "POST":
        return redirect("rights:claim", claim.pk)  # it moved on since the page was drawn
    wished = wished_or_404(state)
    today = timezone.localdate()
    form = ChangeForm(posted(request), claim=claim, state=wished, today=today)
    if form.is_valid():
        actions.change_claim(
            viewer=viewer_of(request), claim_id=claim_id, step=form.step(), note=form.note(),
            seen=form.seen(), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("C’est noté."))
        return redirect("rights:claim", claim.pk)
    context = {"claim": claim, "label": claim_label(claim), "form": form, "act": ACTS[wished]}
    page = GIVE_UP if wished is State.GIVEN_UP else CHANGE
    return render(request, page, context, status=status_of(form))


def wished_or_404(state: str) -> State:
    """Return the state that an address names."""
    try:
        return State(state)
    except ValueError as unknown:
        raise Http404 from unknown


@open_to(*RECEPTION)
@writes
@kept_private
def undo(request: HttpRequest, claim_id: UUID) -> HttpResponseBase:
    """Ask, then take the last change back."""
    claim = claim_or_404(request, claim_id)
    if request.method == "POST":
        actions.undo_change(
            viewer=viewer_of(request), claim_id=claim_id,
            seen=VersionForm(request.POST).seen(), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("La dernière étape est annulée."))
        return redirect("rights:claim", claim.pk)
    form = VersionForm(initial={"version": claim.version})
    context = {"claim": claim, "label": claim_label(claim), "form": form}
    return render(request, "rights/claims/undo.html", context)


@open_to(*RECEPTION)
@writes
def handled(request: HttpRequest, claim_id: UUID) -> HttpResponseBase:
    """Say that what was to be done is done."""
    if request.method == "POST":
        actions.handle_reminder(
            viewer=viewer_of(request), claim_id=claim_id,
            seen=VersionForm(request.POST).seen(), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("C’est noté."))
    return redirect("rights:claim", claim_or_404(request, claim_id).pk)


@open_to(*RECEPTION)
@writes
def follow(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """Take a claim on, or leave it to the team."""
    if request.method == "POST":
        is_mine = request.POST.get("suivre") == "oui"
        actions.follow_claim(viewer=viewer_of(request), claim_id=claim_id, is_mine=is_mine)
        said = _("Vous suivez cette démarche.") if is_mine else _("L’équipe suit cette démarche.")
        messages.success(request, said)
    return redirect("rights:claim", claim_or_404(request, claim_id).pk)
