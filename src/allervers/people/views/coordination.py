"""Coordination: what a commune sees and names; what a professional asks of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import coordination as actions
from allervers.people.actions.opening import open_to_write
from allervers.people.forms.coordination import AskCoordinationForm, NameCoordinatorForm
from allervers.people.queries import coordination as queries
from allervers.people.queries.acting import acting
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import HOLDERS
from allervers.people.views.share_pages import kept_private
from allervers.people.wording.coordination import file_row, need_rows
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import SIGNED_IN, open_to, writes
from allervers.ui.paging import page_of


@open_to(SIGNED_IN)
@reads_files
@kept_private
def coordination(request: HttpRequest) -> HttpResponse:
    """Show a commune the needs addressed to it: number, date, state. Nothing else is asked for."""
    viewer = viewer_of(request)
    if viewer.organisation_kind != "commune":
        raise actions.no_need()
    page = page_of(request, need_rows(queries.needs_of_commune()))
    context = {"page": page, "tab": "coordination"}
    return render(request, "people/sharing/coordination.html", context)


@open_to(SIGNED_IN)
@writes
@kept_private
def coordinator_name(request: HttpRequest, need_id: UUID) -> HttpResponseBase:
    """Name the coordinator of a need, by an act of the mayor."""
    viewer, now = viewer_of(request), timezone.now()
    with acting(viewer):
        need = queries.need_of_commune(need_id)
        found = actions.coordinators(viewer, now)
    if need is None:
        raise actions.no_need()
    form = NameCoordinatorForm(posted(request), candidates=found)
    if form.is_valid():
        chosen, act = form.member_id(), form.cleaned_data["act"]
        actions.name_coordinator(viewer=viewer, need_id=need_id, member_id=chosen, act=act, now=now)
        messages.success(request, _("Le coordonnateur est nommé."))
        return redirect("people:coordination")
    context = {"need": need, "form": form, "has_candidates": bool(found)}
    status = 422 if form.errors else 200
    return render(request, "people/sharing/coordinator_name.html", context, status=status)


@open_to(*HOLDERS)
@writes
@kept_private
def coordination_ask(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Ask a commune for a coordinator of a file."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id)
    form = AskCoordinationForm(posted(request), communes=queries.communes())
    if form.is_valid():
        need = actions.ask_coordination(
            viewer=viewer,
            person_id=person_id,
            commune_id=form.commune_id(),
            now=timezone.now(),
        )
        told = _("La demande %(number)s est faite. La commune n’en sait pas plus.")
        messages.success(request, told % {"number": need.number})
        return redirect("people:coordination_ask", person_id)
    with acting(viewer):
        needs = [file_row(one) for one in queries.needs_of_file(person_id)]
    context = {"person": opened.person, "form": form, "needs": needs}
    status = 422 if form.errors else 200
    return render(request, "people/sharing/coordination_ask.html", context, status=status)


@open_to(*HOLDERS)
@writes
@kept_private
def coordination_end(request: HttpRequest, need_id: UUID) -> HttpResponseBase:
    """End a need, once confirmed."""
    viewer = viewer_of(request)
    need = actions.need_to_end(viewer=viewer, need_id=need_id)
    if request.method == "POST":
        actions.end_coordination(viewer=viewer, need_id=need_id, now=timezone.now())
        messages.success(request, _("Le besoin de coordination est terminé."))
        return redirect("people:coordination_ask", need.person_id)
    return render(request, "people/sharing/coordination_end.html", {"need": need})
