"""Pages of the imports of the directory: the list, a new file, its report."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.accounts.domain.role import Role
from allervers.directory.actions.taking_in import ask_import, confirm_many_gone
from allervers.directory.exchange.refused_rows import refused_csv
from allervers.directory.forms.imports import ImportForm
from allervers.directory.queries import imports as queries
from allervers.directory.views.staff_pages import form_page, viewer_of
from allervers.directory.wording.records import label, value_text
from allervers.ui.access import open_to, reads, writes
from allervers.ui.domain.refusal import Refusal
from allervers.ui.paging import page_of

OUTCOMES: Final = {
    "": gettext_lazy("Tout"),
    "refused": gettext_lazy("Refusées"),
    "warned": gettext_lazy("Avec réserve"),
    "created": gettext_lazy("Créées"),
    "changed": gettext_lazy("Modifiées"),
    "gone": gettext_lazy("Disparues"),
}


@open_to(Role.COORDINATOR)
@reads
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports, the latest first, and how many disagreements wait."""
    viewer = viewer_of(request)
    context = {
        "page": page_of(request, queries.imports_of(viewer)),
        "disagreements": queries.disagreements(viewer).count(),
    }
    return render(request, "directory/staff/imports.html", context)


@open_to(Role.COORDINATOR)
@writes
def import_add(request: HttpRequest) -> HttpResponse:
    """Send a file: it is kept and queued; the report tells how it goes."""
    viewer = viewer_of(request)
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    known = list(queries.sources())
    queries.require_keeper(viewer)
    if is_sent and form.is_valid():
        try:
            taken = _ask(request, form)
        except Refusal as refusal:
            form.add_error("file", ValidationError(str(refusal)))
        else:
            messages.success(request, _("Fichier reçu : l'import va commencer."))
            return redirect("directory_staff:import_show", taken.id)
    return form_page(request, form, template="import_add.html", sources=known)


def _ask(request: HttpRequest, form: ImportForm) -> Any:
    values = form.cleaned_data
    return ask_import(
        viewer=viewer_of(request),
        file_name=values["file"].name or "",
        content=values["file"].read(),
        source=values["source"],
        source_name=values["source_name"],
        is_complete=values["is_complete"],
        now=timezone.now(),
    )


@open_to(Role.COORDINATOR)
@reads
def import_show(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Show the report of an import, or how far it is."""
    taken = queries.import_of(viewer_of(request), import_id)
    asked = request.GET.get("outcome", "")
    outcome = asked if asked in OUTCOMES else ""
    page = page_of(request, queries.rows_of(taken, outcome))
    context = {
        "taken": taken,
        "page": page,
        "rows": [(row, _changes(row)) for row in page],
        "tabs": _tabs(taken, outcome),
        "before": queries.same_file_before(taken),
        "is_under_way": taken.state in {"waiting", "running"},
        "may_confirm": taken.refusal_code == "too_many_gone",
    }
    part = "progress" if request.headers.get("HX-Request") else "report"
    return render(request, f"directory/staff/{part}.html", context)


def _tabs(taken: Any, outcome: str) -> list[dict[str, object]]:
    address = reverse("directory_staff:import_show", args=[taken.id])
    tabs = []
    for code, words in OUTCOMES.items():
        count = getattr(taken, code) if code else None
        query = QueryDict(mutable=True)
        query.update({"outcome": code} if code else {})
        tabs.append(
            {
                "label": str(words) if count is None else f"{words} ({count})",
                "url": f"{address}?{query.urlencode()}" if code else address,
                "is_current": code == outcome,
            }
        )
    return tabs


def _changes(row: Any) -> list[tuple[str, str, str]]:
    """Return the changed fields of a row: name, before, after."""
    if not isinstance(row.detail, dict):
        return []
    return [
        (label(field), value_text(field, before), value_text(field, after))
        for field, (before, after) in sorted(row.detail.items())
    ]


@open_to(Role.COORDINATOR)
@reads
def refused_rows(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Give the refused rows as a table, to be corrected and sent again."""
    taken = queries.import_of(viewer_of(request), import_id)
    # The mark tells spreadsheets that the letters are UTF-8.
    text = f"\ufeff{refused_csv(queries.rows_of(taken, 'refused'))}"
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fiches-refusees.csv"'
    return answer


@open_to(Role.COORDINATOR)
@writes
def import_confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Ask, then run again an import after which most of a source will be gone."""
    taken = queries.import_of(viewer_of(request), import_id)
    if request.method == "POST":
        confirm_many_gone(viewer=viewer_of(request), import_id=import_id)
        messages.success(request, _("C'est noté : l'import recommence."))
        return redirect("directory_staff:import_show", import_id)
    if taken.refusal_code != "too_many_gone":
        raise Refusal("not_found", _("Il n'y a rien à confirmer."), status=404)
    context = {
        "question": _("Marquer ces fiches comme disparues ?"),
        "consequence": taken.refusal,
        "action": _("Oui, la liste est complète"),
        "cancel_url": reverse("directory_staff:import_show", args=[import_id]),
    }
    return render(request, "directory/staff/confirm.html", context)
