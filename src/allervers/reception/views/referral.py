"""Orientation: choose services for a person, and record what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.reception.actions import referrals as actions
from allervers.reception.actions.guards import not_found
from allervers.reception.actions.referrals import Chosen
from allervers.reception.forms.referral import OutcomeForm, SearchForm
from allervers.reception.queries import referrals
from allervers.reception.views.private_pages import kept_private
from allervers.reception.views.referral_shown import orient_page, page_of_words, shown_referral
from allervers.ui import french
from allervers.ui.access import open_to, writes

READERS = (Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)


@open_to(*READERS)
@writes
@kept_private
def orient(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Propose services for what was asked and found; put those checked on the sheet."""
    viewer = _viewer(request)
    encounter = _require(referrals.encounter_to_orient(viewer, encounter_id))
    form = SearchForm(request.GET)
    page = page_of_words(encounter, form.words(), timezone.now())
    if request.method != "POST":
        context = {**orient_page(encounter, page), "form": form}
        return render(request, "reception/orient.html", context)
    asked = request.POST.getlist("service")
    made = actions.choose_services(
        viewer=viewer,
        encounter_id=encounter_id,
        service_ids={one: _chosen(page, one) for one in asked},
        now=timezone.now(),
    )
    count = french.count_text(len(made), "service est sur la fiche", "services sont sur la fiche")
    messages.success(request, f"{count}.")
    return redirect("reception:show", encounter_id)


def _chosen(page: Any, service_id: str) -> Chosen:
    """Freeze why a service was proposed; one that is no longer listed was chosen by hand."""
    found = page.by_id.get(service_id)
    if found is None:
        return Chosen(reasons=(("by_hand", ()),))
    return Chosen(found.thematique, found.found.reasons, found.found.distance_km)


@open_to(*READERS)
@writes
@kept_private
def referral_outcome(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Record what came of a referral; the page itself asks the question."""
    referral = _require(referrals.referral_for(_viewer(request), referral_id))
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.record_outcome(
            viewer=_viewer(request),
            referral_id=referral_id,
            outcome=form.value(),
            now=timezone.now(),
        )
        messages.success(request, _("C’est noté."))
        return redirect("reception:show", referral.encounter_id)
    context = {"one": shown_referral(referral), "form": form}
    status = 422 if form.errors else 200
    return render(request, "reception/referral_outcome.html", context, status=status)


@open_to(*READERS)
@writes
@kept_private
def referral_withdraw(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Take a service off the sheet, after asking."""
    referral = _require(referrals.referral_for(_viewer(request), referral_id))
    if request.method == "POST":
        actions.withdraw(viewer=_viewer(request), referral_id=referral_id, now=timezone.now())
        messages.success(request, _("Le service n’est plus sur la fiche."))
        return redirect("reception:show", referral.encounter_id)
    return render(request, "reception/referral_withdraw.html", {"one": shown_referral(referral)})


def _viewer(request: HttpRequest) -> Any:
    """Return the request's Viewer; the access decorator has checked that there is one."""
    return request.viewer  # type: ignore[attr-defined]


def _require(found: Any) -> Any:
    if found is None:
        raise not_found()
    return found
