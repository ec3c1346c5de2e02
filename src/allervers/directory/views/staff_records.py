"""Pages of one record of the directory: what its source says, what is corrected here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.directory.actions.corrections import correct_field, keep_ours, remove_correction
from allervers.directory.domain.correcting import FIELDS
from allervers.directory.domain.reading.record import Kind
from allervers.directory.forms.corrections import CorrectForm, SearchForm
from allervers.directory.queries import imports as queries
from allervers.directory.views.staff_pages import form_page, viewer_of
from allervers.directory.wording.records import label, value_text
from allervers.ui.access import open_to, reads, writes
from allervers.ui.domain.refusal import Refusal
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR)
@reads
def records(request: HttpRequest) -> HttpResponse:
    """Find a record to correct."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.found_records(viewer_of(request), words)
    context = {"form": form, "found": found, "words": words}
    return render(request, "directory/staff/records.html", context)


@open_to(Role.COORDINATOR)
@reads
def record(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a record field by field, with its corrections."""
    found = queries.record_of(viewer_of(request), record_id)
    kept = {one.field: one for one in queries.corrections_of(found)}
    fields = [
        (name, label(name), value_text(name, getattr(found, name)), kept.get(name))
        for name in FIELDS[_kind(found)]
    ]
    structure_id = getattr(found, "structure_id", "")
    context = {"record": found, "fields": fields, "structure_id": structure_id}
    return render(request, "directory/staff/record.html", context)


def _kind(found: Any) -> Kind:
    return Kind.SERVICE if hasattr(found, "structure_id") else Kind.STRUCTURE


@open_to(Role.COORDINATOR)
@writes
def correct(request: HttpRequest, record_id: str, field: str) -> HttpResponse:
    """Correct one field of a record."""
    found = queries.record_of(viewer_of(request), record_id)
    kind = _kind(found)
    if field not in FIELDS[kind]:
        raise Refusal("not_found", _("Ce champ ne se corrige pas."), status=404)
    data = request.POST if request.method == "POST" else None
    form = CorrectForm(data, kind=kind, field=field, initial={"value": _initial(found, field)})
    if data is not None and form.is_valid() and _save(request, form, found, field):
        messages.success(request, _("Correction enregistrée."))
        return redirect("directory_staff:record", record_id)
    said = value_text(field, found.as_read.get(field))
    return form_page(
        request, form, template="correct.html", record=found, field_label=label(field), said=said
    )


def _initial(found: Any, field: str) -> object:
    value = getattr(found, field)
    return ", ".join(value) if field == "zone_eligibilite" else value


def _save(request: HttpRequest, form: CorrectForm, found: Any, field: str) -> bool:
    """Save the correction; put a refusal on the field and tell that nothing was saved."""
    try:
        correct_field(
            viewer=viewer_of(request),
            kind=_kind(found),
            record_id=found.id,
            field=field,
            value=form.cleaned_data["value"],
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("value", ValidationError(str(refusal)))
        return False
    return True


@open_to(Role.COORDINATOR)
@writes
def correction_remove(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Ask, then take the source's value back."""
    viewer = viewer_of(request)
    correction = queries.correction_of(viewer, correction_id)
    found = correction.structure or correction.service
    if request.method == "POST":
        remove_correction(viewer=viewer, correction_id=correction_id, now=timezone.now())
        messages.success(request, _("La valeur de la source est reprise."))
        return redirect("directory_staff:record", found.id if found else "")
    said = correction.disagreement
    theirs = correction.source_value if said is None else said
    context = {
        "question": _("Reprendre la valeur de la source ?"),
        "consequence": _("« %(field)s » redeviendra : %(value)s.")
        % {"field": label(correction.field), "value": value_text(correction.field, theirs)},
        "action": _("Reprendre"),
        "cancel_url": reverse("directory_staff:record", args=[found.id if found else ""]),
    }
    return render(request, "directory/staff/confirm.html", context)


@open_to(Role.COORDINATOR)
@writes
def disagreements(request: HttpRequest) -> HttpResponse:
    """List the corrections that their source contradicts; keep ours or take theirs."""
    viewer = viewer_of(request)
    if request.method == "POST":
        _settle(request)
        return redirect("directory_staff:disagreements")
    page = page_of(request, queries.disagreements(viewer))
    rows = [
        {
            "correction": one,
            "record": one.structure or one.service,
            "label": label(one.field),
            "ours": value_text(one.field, one.value),
            "theirs": value_text(one.field, one.disagreement),
            "before": value_text(one.field, one.source_value),
        }
        for one in page
    ]
    return render(request, "directory/staff/disagreements.html", {"page": page, "rows": rows})


def _settle(request: HttpRequest) -> None:
    viewer = viewer_of(request)
    try:
        correction_id = UUID(request.POST.get("correction", ""))
    except ValueError:
        raise Refusal("not_found", _("Cette correction n'existe pas."), status=404) from None
    if request.POST.get("choice") == "theirs":
        remove_correction(viewer=viewer, correction_id=correction_id, now=timezone.now())
        messages.success(request, _("La valeur de la source est reprise."))
    else:
        keep_ours(viewer=viewer, correction_id=correction_id)
        messages.success(request, _("Votre correction est gardée."))
