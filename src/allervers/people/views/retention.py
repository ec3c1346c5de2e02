"""The DPO's pages: what is due, what is kept on, what waits for a second person."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.people.actions import retention as actions
from allervers.people.forms.keeping import KeepForm, ReopenForm, VisaForm
from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.queries import retention as queries
from allervers.people.queries.acting import acting
from allervers.people.views.access import reads_in_name
from allervers.people.views.file_pages import HOLDERS
from allervers.people.wording.retention import category_row, duration_text, trigger_text
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, writes
from allervers.ui.paging import page_of

FORM: Final = "people/keeping/form.html"


@open_to(Role.DPO)
@reads_in_name
def retention(request: HttpRequest) -> HttpResponse:
    """List what is due, category by category, and what waits; nothing happens by itself."""
    rules, today = retention_rules(), timezone.localdate()
    page = page_of(request, queries.deadlines())
    context = {
        "categories": [category_row(one) for one in queries.by_category(rules, today)],
        "page": page,
        "rows": [(one, rules.get(one.category), trigger_text(one.trigger)) for one in page],
        "archives": queries.archives(),
        "asked": queries.destructions_asked(),
    }
    return render(request, "people/keeping/retention.html", context)


@open_to(Role.DPO)
@writes
def retention_keep(request: HttpRequest, deadline_id: UUID) -> HttpResponseBase:
    """Keep a file on, for a written need."""
    viewer, form = viewer_of(request), KeepForm(posted(request))
    deadline = actions.deadline_of(viewer=viewer, deadline_id=deadline_id)
    if form.is_valid():
        actions.archive_file(
            viewer=viewer, person_id=deadline.person_id, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Gardé en archive intermédiaire. Son référent peut le lire."))
        return redirect("people:retention")
    context = {
        "form": form, "file": deadline.person, "title": _("Garder ce dossier"),
        "submit": _("Garder en archive"), "is_danger": False,
        "intro": _("Seuls le référent, et qui vous nommerez, le liront, avec une raison."),
    }  # fmt: skip
    return render(request, FORM, context, status=422 if form.errors else 200)


@open_to(Role.DPO)
@writes
def retention_destroy(request: HttpRequest, deadline_id: UUID) -> HttpResponseBase:
    """Ask that a file be destroyed: somebody else will have to agree."""
    viewer, form, rules = viewer_of(request), VisaForm(posted(request)), retention_rules()
    deadline = actions.deadline_of(viewer=viewer, deadline_id=deadline_id)
    if form.is_valid():
        actions.ask_destruction(
            viewer=viewer, person_id=deadline.person_id, visa=form.cleaned_data["visa"],
            rules=rules, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Demandé. Une autre personne doit donner son accord."))
        return redirect("people:retention")
    context = {
        "form": form, "file": deadline.person, "title": _("Demander la destruction"),
        "submit": _("Demander la destruction"), "is_danger": True,
        "intro": duration_text(rules[deadline.category], timezone.localdate()),
    }  # fmt: skip
    return render(request, FORM, context, status=422 if form.errors else 200)


@open_to(Role.DPO)
@writes
def retention_reopen(request: HttpRequest, archive_id: UUID) -> HttpResponseBase:
    """Take a file up again because the person came back."""
    viewer, form = viewer_of(request), ReopenForm(posted(request))
    archive = actions.archive_of(viewer=viewer, archive_id=archive_id)
    if form.is_valid():
        actions.reopen_file(
            viewer=viewer, person_id=archive.person_id, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Le dossier est de nouveau actif."))
        return redirect("people:retention")
    context = {
        "form": form, "file": archive.person, "title": _("Rouvrir ce dossier"),
        "submit": _("Rouvrir"), "is_danger": False,
        "intro": _("La durée de conservation repart de ce contact."),
    }  # fmt: skip
    return render(request, FORM, context, status=422 if form.errors else 200)


@open_to(Role.DPO, *HOLDERS)
@writes
def destruction(request: HttpRequest, destruction_id: UUID) -> HttpResponseBase:
    """Agree to a destruction, or refuse it, as a second person."""
    viewer, now = viewer_of(request), timezone.now()
    with acting(viewer):
        asked = queries.destruction(destruction_id)
    if asked is None or asked.agreed_at or asked.refused_at:
        raise actions.not_here()
    if request.method == "POST" and "accorder" in request.POST:
        actions.agree_destruction(
            viewer=viewer, destruction_id=destruction_id, rules=retention_rules(), now=now
        )
        messages.success(request, _("Le contenu du dossier et sa clé sont détruits."))
    elif request.method == "POST":
        actions.refuse_destruction(viewer=viewer, destruction_id=destruction_id, now=now)
        messages.success(request, _("Refusé : le dossier reste comme il est."))
    else:
        context = {"asked": asked, "is_own": asked.asked_by_id == viewer.member_id}
        return render(request, "people/keeping/destruction.html", context)
    return redirect("people:retention" if viewer.has(Role.DPO) else "people:caseload")
