"""The journal of accounts, for the DPO."""

from django.http import HttpResponse
from django.shortcuts import render

from allervers.accounts.domain.role import Role
from allervers.accounts.forms.team import JournalForm
from allervers.accounts.queries.entries import journal as events_of
from allervers.accounts.views.members import StaffRequest, page_of
from allervers.ui.access import open_to, reads


@open_to(Role.DPO)
@reads
def journal(request: StaffRequest) -> HttpResponse:
    """Show who came in, who invited whom, who changed which role."""
    form = JournalForm(request.GET or None)
    kind = form.cleaned_data["kind"] if form.is_bound and form.is_valid() else ""
    page = page_of(request, events_of(request.viewer, kind))
    return render(request, "accounts/journal.html", {"page": page, "form": form})
