"""Roles of DPO that wait for a second person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.actions import two_hands as actions
from allervers.accounts.domain.role import Role
from allervers.accounts.queries import two_hands as queries
from allervers.accounts.views.members import StaffRequest, page_of
from allervers.ui.access import open_to, reads, writes


@open_to(Role.ADMINISTRATOR, Role.DPO)
@reads
def waiting(request: StaffRequest) -> HttpResponse:
    """List the roles that wait for a second person."""
    page = page_of(request, queries.waiting(request.viewer))
    return render(request, "accounts/two_hands.html", {"page": page})


@open_to(Role.ADMINISTRATOR, Role.DPO)
@writes
def answer(request: StaffRequest, member_id: UUID) -> HttpResponseBase:
    """Agree to a role that waits, or refuse it, once read."""
    member = queries.waiting_member(request.viewer, member_id)
    if member is None:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/two_hands_answer.html", {"member": member})
    if "accorder" in request.POST:
        actions.agree(request.viewer, member_id=member_id, now=timezone.now())
        said = _("Accordé\u00a0: %(name)s est DPO.")
    else:
        actions.refuse(request.viewer, member_id=member_id, now=timezone.now())
        said = _("Refusé\u00a0: %(name)s n’est pas DPO.")
    messages.success(request, said % {"name": member.user})
    return redirect("accounts:two_hands")
