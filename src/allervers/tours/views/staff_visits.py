"""Pages of single visits: shown, added, changed, moved, deleted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.tours.actions import publication
from allervers.tours.actions import visits as actions
from allervers.tours.domain.recurrence_draft import VisitDraft
from allervers.tours.forms.visit import MoveForm, VisitForm, visit_initial
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.queries import staff
from allervers.tours.queries.staff_calendar import planning_halts
from allervers.tours.queries.staff_visits import recipients, told_of, visit_with_people
from allervers.tours.views.staff_pages import Back, confirm_page, done, form_page, posted, viewer_of
from allervers.tours.views.staff_preview import Shown, is_save, signature_of
from allervers.ui.access import open_to, reads, writes

PREVIEW = "tours/staff/preview.html"


@open_to(Role.COORDINATOR, Role.FIELD_WORKER, Role.RECEPTIONIST)
@reads
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show one visit: who is on board, what stands in its way, who was told."""
    viewer = viewer_of(request)
    found = visit_with_people(viewer, visit_id)
    context = {
        "visit": found,
        "told": told_of(found),
        "is_coming": found.ends_at > timezone.now() and found.status in ("draft", "published"),
        "may_edit": viewer.has(Role.COORDINATOR) and found.ends_at > timezone.now(),
    }
    return render(request, "tours/staff/visit.html", context)


def _draft(form: VisitForm, **more: Any) -> VisitDraft:
    values = form.cleaned_data
    for name in ("by_appointment", "public_note"):
        more[name] = values.get(name, more.get(name))
    return VisitDraft(values["halt"].id, values["day"], values["hours"], **more)


def _shown(
    request: HttpRequest, form: VisitForm, draft: VisitDraft, visit_id: UUID | None = None
) -> Shown:
    conflicts = actions.preview_visit(
        viewer=viewer_of(request),
        tour_id=form.tour.id,
        draft=draft,
        calendars=calendar_of_commune,
        visit_id=visit_id,
    )
    stored = visit_with_people(viewer_of(request), visit_id) if visit_id else None
    told = recipients([stored]) if stored and stored.status == "published" else []
    return Shown.of_visit(conflicts, signature_of(request.POST), told)


@open_to(Role.COORDINATOR)
@writes
def visit_add(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Add one visit to a tour."""
    viewer = viewer_of(request)
    tour = staff.tour_of(viewer, tour_id)
    form, preview = VisitForm(posted(request), tour=tour, halts=planning_halts(viewer)), None
    if request.method == "POST" and form.is_valid():
        draft = _draft(form)
        if is_save(request):
            saved = actions.add_visit(
                viewer=viewer, tour_id=tour_id, draft=draft, calendars=calendar_of_commune
            )
            return done(request, _("Le passage est en brouillon."), "visit", saved.visit.id)
        preview = _shown(request, form, draft)
    title, submit = _("Ajouter un passage"), _("Enregistrer le passage")
    back = Back.to(tour.name, "tour", tour_id)
    return form_page(
        request, form, title=title, submit=submit, back=back, template=PREVIEW, preview=preview
    )


@open_to(Role.COORDINATOR)
@writes
def visit_edit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Change a draft, or the hours and words of an announced visit."""
    found = staff.visit_of(viewer_of(request), visit_id)
    form, preview = _stored_form(request, VisitForm, found), None
    if request.method == "POST" and form.is_valid():
        draft = _draft(form, edition_id=found.edition_id)
        if is_save(request):
            actions.edit_visit(
                viewer=viewer_of(request),
                visit_id=visit_id,
                draft=draft,
                calendars=calendar_of_commune,
                now=timezone.now(),
                seen=form.cleaned_data["version"],
            )
            return done(request, _("Le passage est enregistré."), "visit", visit_id)
        preview = _shown(request, form, draft, visit_id)
    return _preview_page(request, form, visit_id, _("Modifier le passage"), preview)


@open_to(Role.COORDINATOR)
@writes
def visit_move(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Move an announced visit to another day, hour or halt, saying why."""
    found = staff.visit_of(viewer_of(request), visit_id)
    form, preview = _stored_form(request, MoveForm, found), None
    if request.method == "POST" and form.is_valid():
        draft = _draft(form, **_unchanged(found))
        if is_save(request):
            return _move(request, visit_id, form, draft, timezone.now())
        preview = _shown(request, form, draft, visit_id)
    return _preview_page(request, form, visit_id, _("Déplacer le passage"), preview)


def _unchanged(found: Any) -> dict[str, Any]:
    return {
        "by_appointment": found.by_appointment,
        "public_note": found.public_note,
        "edition_id": found.edition_id,
    }


def _stored_form(request: HttpRequest, form: type[VisitForm], found: Any) -> VisitForm:
    return form(
        posted(request),
        tour=found.tour,
        halts=planning_halts(viewer_of(request)),
        initial={**visit_initial(found), "version": found.updated_at.isoformat()},
    )


def _move(
    request: HttpRequest, visit_id: UUID, form: VisitForm, draft: VisitDraft, now: datetime
) -> HttpResponse:
    saved = publication.move_visit(
        viewer=viewer_of(request),
        visit_id=visit_id,
        draft=draft,
        reason=form.cleaned_data["reason"],
        text=form.cleaned_data["reason_text"],
        calendars=calendar_of_commune,
        now=now,
        seen=form.cleaned_data["version"],
    )
    said = _("Le passage est déplacé. L'ancien dit où est le nouveau.")
    return done(request, said, "visit", saved.visit.id)


def _preview_page(
    request: HttpRequest, form: VisitForm, visit_id: UUID, title: str, preview: Shown | None
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        submit=_("Enregistrer"),
        back=Back.to(_("Passage"), "visit", visit_id),
        template=PREVIEW,
        preview=preview,
    )


@open_to(Role.COORDINATOR)
@writes
def visit_delete(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Delete a draft, after a confirmation."""
    viewer = viewer_of(request)
    found = staff.visit_of(viewer, visit_id)
    if request.method == "POST":
        actions.delete_visit(viewer=viewer, visit_id=visit_id)
        return done(request, _("Le brouillon est supprimé."), "tour", found.tour_id)
    return confirm_page(
        request,
        title=_("Supprimer ce brouillon ?"),
        submit=_("Supprimer le brouillon"),
        back=Back.to(_("Passage"), "visit", visit_id),
        lines=[_("Personne ne sera prévenu : il n'a pas été annoncé.")],
    )
