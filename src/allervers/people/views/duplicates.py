"""Whether the person already has a file, here or elsewhere, without showing one that is closed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from allervers.people.actions.comparing import ask_for_duplicates
from allervers.people.actions.opening import require_section
from allervers.people.domain.section import Section
from allervers.people.forms.contacts import ReasonForm
from allervers.people.queries.duplicates import alike_among_mine
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import HOLDERS, file_context, opened_by, viewer_of
from allervers.people.wording.listing import shown_row
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to


@open_to(*HOLDERS)
@reads_files
def duplicates(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show my files that look the same; with a reason, say who holds one that I may not see."""
    viewer, now = viewer_of(request), timezone.now()
    opened = opened_by(request, person_id)
    require_section(opened, Section.IDENTITY)
    form = ReasonForm(posted(request))
    holders = None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        holders = ask_for_duplicates(viewer, opened, reason=reason, now=now)
    mine = [shown_row(one) for one in alike_among_mine(viewer, person_id, now)]
    context = {"form": form, "mine": mine, "holders": holders, **file_context(opened)}
    status = 422 if form.errors else 200
    return render(request, "people/files/duplicates.html", context, status=status)
