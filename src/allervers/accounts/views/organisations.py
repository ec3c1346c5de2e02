"""Organisations of the platform, for the host's administrators."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.actions import organisations as actions
from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.forms.team import OrganisationForm
from allervers.accounts.queries import members as queries
from allervers.accounts.views.members import StaffRequest, page_of
from allervers.ui.access import open_to, reads, writes


def only_host(viewer: Viewer) -> None:
    """Refuse administrators of other organisations: these pages are the platform's."""
    if not viewer.is_host_administrator:
        raise PermissionDenied


@open_to(Role.ADMINISTRATOR)
@reads
def organisations(request: StaffRequest) -> HttpResponse:
    """List the organisations, found by name or commune code."""
    only_host(request.viewer)
    words = request.GET.get("q", "").strip()[:100]
    page = page_of(request, queries.organisations(words))
    return render(request, "accounts/organisations.html", {"page": page, "words": words})


@open_to(Role.ADMINISTRATOR)
@writes
def organisation_add(request: StaffRequest) -> HttpResponseBase:
    """Add an organisation, then invite its first administrator."""
    only_host(request.viewer)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.save_organisation(
            request.viewer, organisation=form.instance, now=timezone.now()
        )
        messages.success(request, _("%(name)s est ajoutée. Invitez une personne.") % {"name": made})
        return redirect("accounts:invite_to", made.pk)
    return render(request, "accounts/organisation_form.html", {"form": form})


@open_to(Role.ADMINISTRATOR)
@writes
def organisation_edit(request: StaffRequest, organisation_id: UUID) -> HttpResponseBase:
    """Change an organisation's name, kind or contacts."""
    only_host(request.viewer)
    organisation = queries.organisation(organisation_id)
    if organisation is None:
        raise Http404
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        actions.save_organisation(request.viewer, organisation=form.instance, now=timezone.now())
        messages.success(request, _("L’organisation est enregistrée."))
        return redirect("accounts:organisations")
    context = {"form": form, "organisation": organisation}
    return render(request, "accounts/organisation_form.html", context)


@open_to(Role.ADMINISTRATOR)
@writes
def organisation_switch(request: StaffRequest, organisation_id: UUID) -> HttpResponseBase:
    """Close or reopen an organisation, once confirmed."""
    only_host(request.viewer)
    organisation = queries.organisation(organisation_id)
    if organisation is None:
        raise Http404
    if request.method == "POST":
        actions.set_organisation_active(
            request.viewer,
            organisation_id=organisation_id,
            is_active=not organisation.is_active,
            now=timezone.now(),
        )
        messages.success(request, _("C’est fait."))
        return redirect("accounts:organisations")
    return render(request, "accounts/organisation_switch.html", {"organisation": organisation})
