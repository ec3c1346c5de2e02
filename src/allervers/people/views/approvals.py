"""Professions: proposed by an administrator, approved by a second person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.people.actions.approving import Proposal, approve, propose, refuse
from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.domain.profession import Profession
from allervers.people.forms.watching import ProposalForm, RefusalForm
from allervers.people.queries import approvals as queries
from allervers.people.views.access import reads_in_name
from allervers.people.wording.watching import standing_sentence
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, writes
from allervers.ui.paging import page_of


@open_to(Role.ADMINISTRATOR, Role.DPO)
@reads_in_name
def professionals(request: HttpRequest) -> HttpResponse:
    """List the members and whether files may open to them; those that wait come first."""
    viewer, today = viewer_of(request), timezone.localdate()
    page = page_of(request, queries.members_looked_after(viewer))
    held = [queries.held_by(member, today) for member in page]
    rows = [(one, standing_sentence(one)) for one in held]
    context = {"page": page, "rows": rows, "proposes": viewer.has(Role.ADMINISTRATOR)}
    return render(request, "people/watching/professionals.html", context)


@open_to(Role.ADMINISTRATOR)
@writes
def professional_propose(request: HttpRequest, member_id: UUID) -> HttpResponseBase:
    """Propose a member's profession."""
    viewer, now = viewer_of(request), timezone.now()
    found = queries.held(viewer, member_id, timezone.localdate(now))
    if found is None or member_id == viewer.member_id:
        raise nothing_here()
    form = ProposalForm(posted(request), today=timezone.localdate(now))
    if form.is_valid():
        said = form.cleaned_data
        proposal = Proposal(
            Profession(said["profession"]), said["proof"], said["valid_until"], said["mission"]
        )
        propose(viewer, member_id=member_id, proposal=proposal, now=now)
        messages.success(request, _("Proposé. Une seconde personne doit approuver."))
        return redirect("people:professionals")
    context = {"form": form, "held": found, "standing": standing_sentence(found)}
    status = 422 if form.errors else 200
    return render(request, "people/watching/propose.html", context, status=status)


@open_to(Role.ADMINISTRATOR, Role.DPO)
@writes
def professional_approve(request: HttpRequest, member_id: UUID) -> HttpResponseBase:
    """Approve a proposal, once read; or lead to its refusal."""
    viewer, now = viewer_of(request), timezone.now()
    found = queries.held(viewer, member_id, timezone.localdate(now))
    if found is None or found.standing is not queries.Standing.WAITING:
        raise nothing_here()
    if request.method == "POST":
        approve(viewer, member_id=member_id, now=now)
        messages.success(request, _("Approuvé : les dossiers de sa file active s’ouvrent."))
        return redirect("people:professionals")
    return render(request, "people/watching/approve.html", {"held": found})


@open_to(Role.ADMINISTRATOR, Role.DPO)
@writes
def professional_refuse(request: HttpRequest, member_id: UUID) -> HttpResponseBase:
    """Refuse a proposal, with the reason."""
    viewer, now = viewer_of(request), timezone.now()
    found = queries.held(viewer, member_id, timezone.localdate(now))
    if found is None or found.standing is not queries.Standing.WAITING:
        raise nothing_here()
    form = RefusalForm(posted(request))
    if form.is_valid():
        refuse(viewer, member_id=member_id, why=form.cleaned_data["why"], now=now)
        messages.success(request, _("Refusé. La raison est montrée à qui a proposé."))
        return redirect("people:professionals")
    context = {"form": form, "held": found}
    status = 422 if form.errors else 200
    return render(request, "people/watching/refuse.html", context, status=status)
