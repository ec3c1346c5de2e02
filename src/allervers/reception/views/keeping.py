"""What happens to an encounter afterwards: left early, another code, saved by mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.reception.actions.encounters import (
    delete_encounter,
    may_delete,
    renew_code,
    set_left_early,
)
from allervers.reception.actions.guards import require_encounter
from allervers.reception.views.private_pages import kept_private
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui.access import open_to, writes


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
def left_early(request: HttpRequest, encounter_id: UUID) -> HttpResponseBase:
    """Note that the person left before the end, or that it was a mistake."""
    encounter = require_encounter(viewer_of(request), encounter_id)
    if request.method == "POST":
        has_left = request.POST.get("parti") == "oui"
        set_left_early(viewer=viewer_of(request), encounter_id=encounter.pk, has_left=has_left)
        said = _("Noté : la personne est partie avant la fin.") if has_left else _("C’est corrigé.")
        messages.success(request, said)
    return redirect("reception:show", encounter_id=encounter.pk)


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
@kept_private
def new_code(request: HttpRequest, encounter_id: UUID) -> HttpResponseBase:
    """Ask, then give another code: the former opens nothing any more."""
    viewer, encounter = viewer_of(request), require_encounter(viewer_of(request), encounter_id)
    if encounter.organisation_id != viewer.organisation_id:
        raise Http404
    if request.method == "POST":
        renew_code(
            viewer=viewer,
            encounter_id=encounter.pk,
            seen=request.POST.get("version", ""),
            now=timezone.now(),
        )
        messages.success(request, _("Nouveau code donné : imprimez la fiche de nouveau."))
        return redirect("reception:show", encounter_id=encounter.pk)
    return render(request, "reception/new_code.html", {"encounter": encounter})


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
def delete(request: HttpRequest, encounter_id: UUID) -> HttpResponseBase:
    """Ask, then delete an encounter saved by mistake."""
    viewer, encounter = viewer_of(request), require_encounter(viewer_of(request), encounter_id)
    if encounter.organisation_id != viewer.organisation_id:
        raise Http404
    if request.method == "POST":
        delete_encounter(viewer=viewer, encounter_id=encounter.pk, now=timezone.now())
        messages.success(request, _("La rencontre est supprimée."))
        return redirect("reception:home")
    may = may_delete(viewer, encounter, timezone.now())
    return render(request, "reception/delete.html", {"encounter": encounter, "may_delete": may})
