"""Conventions between organisations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.people.actions.conventions import (
    Terms,
    add_convention,
    agree_convention,
    end_convention,
)
from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.forms.watching import ConventionForm
from allervers.people.queries import conventions as queries
from allervers.people.views.access import reads_in_name
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, writes
from allervers.ui.paging import page_of


@open_to(Role.ADMINISTRATOR, Role.DPO)
@reads_in_name
def conventions(request: HttpRequest) -> HttpResponse:
    """List the conventions, those in force first."""
    viewer = viewer_of(request)
    page = page_of(request, queries.conventions_of(viewer))
    may_change = viewer.has(Role.ADMINISTRATOR)
    context = {"page": page, "today": timezone.localdate(), "may_change": may_change}
    return render(request, "people/watching/conventions.html", context)


@open_to(Role.ADMINISTRATOR)
@writes
def convention_add(request: HttpRequest) -> HttpResponseBase:
    """Record a convention that was signed."""
    viewer = viewer_of(request)
    form = ConventionForm(posted(request), partners=queries.possible_partners(viewer))
    if form.is_valid():
        said = form.cleaned_data
        terms = Terms(said["partner"].pk, said["reference"], said["signed_on"], said["expires_on"])
        add_convention(viewer, terms=terms)
        messages.success(
            request,
            _("La convention est enregistrée. Elle attend l’accord de l’autre organisation."),
        )
        return redirect("people:conventions")
    status = 422 if form.errors else 200
    return render(request, "people/watching/convention_add.html", {"form": form}, status=status)


@open_to(Role.ADMINISTRATOR)
@writes
def convention_end(request: HttpRequest, convention_id: UUID) -> HttpResponseBase:
    """End a convention now, once confirmed."""
    viewer = viewer_of(request)
    convention = queries.live_convention(viewer, convention_id)
    if convention is None:
        raise nothing_here()
    if request.method == "POST":
        end_convention(viewer, convention_id=convention_id, now=timezone.now())
        messages.success(request, _("La convention est finie : les dossiers sont fermés."))
        return redirect("people:conventions")
    return render(request, "people/watching/convention_end.html", {"convention": convention})


@open_to(Role.ADMINISTRATOR)
@writes
def convention_agree(request: HttpRequest, convention_id: UUID) -> HttpResponseBase:
    """Agree to a convention that the other organisation recorded, once confirmed."""
    viewer = viewer_of(request)
    convention = queries.live_convention(viewer, convention_id)
    if convention is None or convention.agreed_at is not None:
        raise nothing_here()
    if request.method == "POST":
        agree_convention(viewer, convention_id=convention_id, now=timezone.now())
        messages.success(request, _("La convention a l’accord des deux organisations."))
        return redirect("people:conventions")
    return render(request, "people/watching/convention_agree.html", {"convention": convention})
