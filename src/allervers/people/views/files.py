"""My files, a new one, one file and its printed form."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions.creating import create_file, may_not_hold_files
from allervers.people.actions.listing import note_list
from allervers.people.actions.opening import Act, Opened
from allervers.people.domain.section import Section
from allervers.people.forms.identity import BeginForm
from allervers.people.forms.search import SearchForm
from allervers.people.queries import caseload as mine
from allervers.people.queries.acting import acting, unfocus
from allervers.people.queries.files import latest_entries, mates_of, sheet_ahead
from allervers.people.views.access import reads_files, reads_one_file
from allervers.people.views.file_drawn import drawn, drawn_file, drawn_list
from allervers.people.views.file_pages import (
    HOLDERS,
    asks_why,
    file_context,
    opened_by,
    viewer_of,
)
from allervers.people.wording.files import purpose_choices
from allervers.people.wording.sheet import blocks_of
from allervers.tours.context import ask_notices
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes
from allervers.ui.paging import SIZE, page_cut, page_of


@open_to(*HOLDERS)
@reads_files
def caseload(request: HttpRequest) -> HttpResponse:
    """List my files, the last heard of first; a search, sent by POST, shows at most one page."""
    viewer, now = viewer_of(request), timezone.now()
    form = SearchForm(posted(request))
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if not mine.holds_files(viewer, now):
        return drawn_list(request, form)
    if words:
        page = page_of(request, mine.caseload(viewer, now, words)[:SIZE])
    else:
        page = page_cut(request, partial(mine.caseload_cut, viewer, now))
    give_names = mine.names_ahead(list(page))
    note_list(viewer, files=[one.pk for one in page], is_search=bool(words))
    give_names()
    ask_notices(request)
    return drawn_list(request, form, page)


@open_to(*HOLDERS)
@writes
def add(request: HttpRequest) -> HttpResponseBase:
    """Begin a file: everything on one page, nothing compulsory but the day of the contact."""
    viewer, today = viewer_of(request), timezone.localdate()
    with acting(viewer):
        if not mine.holds_files(viewer, timezone.now()):
            raise may_not_hold_files()
    form = BeginForm(posted(request), today=today, initial={"last_contact_on": today})
    if form.is_valid():
        opened = create_file(viewer=viewer, begun=form.begun(), now=timezone.now())
        messages.success(
            request,
            _("Le dossier est ouvert. Son pseudonyme : %(name)s.")
            % {"name": opened.person.pseudonym},
        )
        return redirect("people:duplicates" if form.said().key else "people:show", opened.person.pk)
    status = 422 if form.errors else 200
    return render(request, "people/files/add.html", {"form": form}, status=status)


@open_to(*HOLDERS)
@reads_one_file
@asks_why
def show(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show one file: its open sections, each a block."""
    opened = opened_by(request, person_id)
    ask_notices(request)
    context = _shown(request, opened, opened.sections)
    purposes = purpose_choices(opened.purposes, opened.purpose, opened.sections)
    return drawn_file(request, context, purposes)


@open_to(*HOLDERS)
@reads_one_file
@asks_why
def print_file(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the file as it is printed: without any way to reach the person."""
    opened = opened_by(request, person_id, act=Act.PRINTED)
    sections = opened.sections - {Section.CONTACT, Section.PROTECTION}
    context = _shown(request, opened, sections)
    return render(request, "people/files/print.html", context | drawn(context, is_print=True))


def _shown(request: HttpRequest, opened: Opened, kept: frozenset[Section]) -> dict[str, Any]:
    """Read the open sections, and put it all into words.

    The household shows other people, those whose file the viewer opens too: read last.
    """
    viewer, now, person = viewer_of(request), timezone.now(), opened.person
    answer = sheet_ahead(viewer, person.pk, kept, now)
    entries = latest_entries(person.pk, kept)
    sheet = answer()
    sheet.mates = []
    if Section.SITUATION in kept and sheet.has_household:
        unfocus()
        sheet.mates = mates_of(viewer, person.pk, now)
    context = dict(file_context(opened))
    return context | blocks_of(
        opened.decision, opened.purpose, sheet, entries, person, kept, context["name"],
        timezone.localtime(now), viewer.member_id,
    )  # fmt: skip
