"""The timeline of a file: every note of the open sections, one added, one corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions.noting import add_entry, already_corrected, correct_entry
from allervers.people.actions.opening import not_found, open_to_write
from allervers.people.domain.section import Section
from allervers.people.forms.notes import NoteForm
from allervers.people.mapping.entry_text import entry_texts
from allervers.people.queries.acting import acting
from allervers.people.queries.agreements import entry_of, key_of_file
from allervers.people.queries.files import entries
from allervers.people.views.access import reads_one_file
from allervers.people.views.file_pages import (
    HOLDERS,
    asks_why,
    file_context,
    file_form,
    opened_by,
    viewer_of,
)
from allervers.people.wording.files import section_name
from allervers.people.wording.timeline import shown_entries
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes
from allervers.ui.paging import page_of


@open_to(*HOLDERS)
@reads_one_file
@asks_why
def timeline(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the notes of the open sections, or of one (?rubrique=), twenty-five a page."""
    opened = opened_by(request, person_id)
    asked = request.GET.get("rubrique", "")
    kept = {one for one in opened.sections if not asked or one.value == asked}
    page = page_of(request, entries(person_id, kept))
    rows = list(page)
    texts = entry_texts(key_of_file(person_id), rows)
    context = {
        "notes": shown_entries(rows, texts),
        "page": page,
        "sections": [(one.value, section_name(one.value)) for one in Section if opened.shows(one)],
        "asked": asked,
        "may_write": opened.may_write,
        **file_context(opened),
    }
    return render(request, "people/files/timeline.html", context)


@open_to(*HOLDERS)
@writes
def entry_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Add a note to one of the open sections (?rubrique=)."""
    viewer, today = viewer_of(request), timezone.localdate()
    opened = open_to_write(viewer, person_id)
    initial = {"section": request.GET.get("rubrique", ""), "kind": "note", "happened_on": today}
    form = NoteForm(
        posted(request), today=today, sections=opened.decision.writable, initial=initial
    )
    if form.is_valid():
        add_entry(viewer=viewer, person_id=person_id, note=form.note(), now=timezone.now())
        messages.success(request, _("La note est enregistrée."))
        return redirect("people:show", person_id)
    return file_form(request, opened, form, title=_("Ajouter une note"), submit=_("Enregistrer"))


@open_to(*HOLDERS)
@writes
def entry_correct(request: HttpRequest, person_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Correct a note by another: the former stays, struck out."""
    viewer, today = viewer_of(request), timezone.localdate()
    opened = open_to_write(viewer, person_id)
    with acting(viewer):
        initial = _former(person_id, entry_id, opened.decision.writable)
    section = {Section(initial["section"])}
    form = NoteForm(posted(request), today=today, sections=section, initial=initial)
    if form.is_valid():
        correct_entry(
            viewer=viewer, person_id=person_id, entry_id=entry_id, note=form.note(),
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("La note est corrigée. L’ancienne reste visible, barrée."))
        return redirect("people:timeline", person_id)
    return file_form(
        request, opened, form, title=_("Corriger une note"), submit=_("Corriger"),
        intro=_("L’ancienne note reste dans le dossier, barrée : on voit ce qui a changé."),
    )  # fmt: skip


def _former(person_id: UUID, entry_id: UUID, sections: frozenset[Section]) -> dict[str, Any]:
    """Return what the note to correct says. Raises Refusal: 404, 409 if it already was."""
    former = entry_of(person_id, entry_id)
    if former is None or former.section not in sections:
        raise not_found()
    if hasattr(former, "corrected_by"):
        raise already_corrected()
    names = ("section", "kind", "happened_on", "is_from_person", "concerns_others")
    text = entry_texts(key_of_file(person_id), [former])[former.pk]
    return {**{one: getattr(former, one) for one in names}, "text": text}
