"""Who read this file; what I read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.queries import readers as queries
from allervers.people.queries.dpo_desk import pseudonyms
from allervers.people.queries.reasons import with_reasons
from allervers.people.views.access import reads_files, reads_in_name
from allervers.people.views.file_pages import asks_why, opened_by
from allervers.people.wording.watching import shown_line
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui.access import SIGNED_IN, open_to
from allervers.ui.paging import page_of


@open_to(SIGNED_IN)
@reads_files
@asks_why
def readers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the referent who read the file and why."""
    viewer = viewer_of(request)
    if not queries.is_referent(viewer, person_id):
        raise nothing_here()
    opened = opened_by(request, person_id)
    page = page_of(request, queries.readers_of(person_id))
    rows = [shown_line(one) for one in with_reasons(page)]
    context = {"person": opened.person, "page": page, "rows": rows}
    return render(request, "people/watching/readers.html", context)


@open_to(SIGNED_IN)
@reads_in_name
def my_reads(request: HttpRequest) -> HttpResponse:
    """Show one's own lines of the journal."""
    viewer = viewer_of(request)
    page = page_of(request, queries.reads_by(viewer))
    names = pseudonyms({one.person_ref for one in page if one.person_ref})
    rows = [shown_line(one, names) for one in with_reasons(page)]
    return render(request, "people/watching/my_reads.html", {"page": page, "rows": rows})
