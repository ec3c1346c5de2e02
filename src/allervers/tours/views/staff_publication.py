"""Pages that tell the public: announce, cancel, restore, cancel many at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions import publication as actions
from allervers.tours.forms.visit import CancelManyForm, ReasonForm
from allervers.tours.queries import staff
from allervers.tours.queries.planning import missing_agreements
from allervers.tours.queries.staff_visits import (
    communes_served,
    drafts_to_announce,
    recipients,
    visit_with_people,
    visits_to_cancel,
)
from allervers.tours.views.staff_pages import Back, confirm_page, done, form_page, posted, viewer_of
from allervers.tours.views.staff_preview import Shown, is_save, signature_of
from allervers.tours.wording import conflict_text
from allervers.ui import french
from allervers.ui.access import open_to, writes

SHOWN = 40
PREVIEW = "tours/staff/preview.html"


def visit_text(visit: Any) -> str:
    """Say a visit in one line."""
    hours = french.hours_text(visit.starts_at, visit.ends_at)
    return f"{french.date_text(visit.starts_at)}, {hours}, {visit.halt}"


def visit_lines(visits: list[Any]) -> list[str]:
    """Say visits one a line, the first forty."""
    lines = [visit_text(one) for one in visits[:SHOWN]]
    if len(visits) > SHOWN:
        lines.append(_("et %(count)s autres") % {"count": len(visits) - SHOWN})
    return lines


@open_to(Role.COORDINATOR)
@writes
def visit_publish(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Announce one visit, after a confirmation."""
    viewer = viewer_of(request)
    found = visit_with_people(viewer, visit_id)
    if request.method == "POST":
        actions.publish_visits(viewer=viewer, now=timezone.now(), visit_ids=[visit_id])
        said = _("Le passage est annoncé : il est sur le site et dans les calendriers abonnés.")
        return done(request, said, "visit", visit_id)
    missing = missing_agreements([found])
    return confirm_page(
        request,
        title=_("Annoncer ce passage ?"),
        submit=_("Annoncer le passage"),
        back=Back.to(_("Passage"), "visit", visit_id),
        lines=[visit_text(found), *(conflict_text(one) for one in missing.values())],
        told=[_("le public, sur le site et dans les calendriers abonnés"), *recipients([found])],
        is_danger=False,
    )


@open_to(Role.COORDINATOR)
@writes
def tour_publish(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Announce every draft of a tour whose town agreed; say which ones wait, and why."""
    viewer = viewer_of(request)
    tour = staff.tour_of(viewer, tour_id)
    if request.method == "POST":
        found = actions.publish_visits(viewer=viewer, now=timezone.now(), tour_id=tour_id)
        for _visit, conflict in found.refused[:SHOWN]:
            messages.warning(request, conflict_text(conflict))
        count = french.count_text(len(found.published), "passage annoncé", "passages annoncés")
        return done(request, f"{count}.", "tour", tour_id)
    drafts = drafts_to_announce(viewer, tour, timezone.now())
    missing = missing_agreements(drafts)
    ready = [one for one in drafts if one.id not in missing]
    context = {
        "title": _("Annoncer les passages de « %(name)s » ?") % {"name": tour.name},
        "submit": _("Annoncer %(count)s")
        % {"count": french.count_text(len(ready), "passage", "passages")},
        "back": Back.to(tour.name, "tour", tour_id),
        "ready": visit_lines(ready),
        "waiting": [conflict_text(missing[one.id]) for one in drafts if one.id in missing],
        "told": recipients(ready),
    }
    return render(request, "tours/staff/publish.html", context)


@open_to(Role.COORDINATOR)
@writes
def visit_cancel(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Cancel one announced visit, saying why."""
    viewer = viewer_of(request)
    found = visit_with_people(viewer, visit_id)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.cancel_visit(
            viewer=viewer,
            visit_id=visit_id,
            reason=values["reason"],
            text=values["reason_text"],
            now=timezone.now(),
        )
        return done(
            request, _("Le passage est annulé. Tout le monde en est prévenu."), "visit", visit_id
        )
    return confirm_page(
        request,
        title=_("Annuler ce passage ?"),
        submit=_("Annuler le passage"),
        back=Back.to(_("Passage"), "visit", visit_id),
        lines=[visit_text(found)],
        told=[_("le public, sur le site et dans les calendriers abonnés"), *recipients([found])],
        form=form,
    )


@open_to(Role.COORDINATOR)
@writes
def visit_restore(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Undo a cancellation, after a confirmation."""
    viewer = viewer_of(request)
    found = visit_with_people(viewer, visit_id)
    if request.method == "POST":
        actions.restore_visit(viewer=viewer, visit_id=visit_id, now=timezone.now())
        return done(request, _("Le passage est rétabli."), "visit", visit_id)
    return confirm_page(
        request,
        title=_("Rétablir ce passage ?"),
        submit=_("Rétablir le passage"),
        back=Back.to(_("Passage"), "visit", visit_id),
        lines=[visit_text(found)],
        told=[_("le public, sur le site et dans les calendriers abonnés"), *recipients([found])],
        is_danger=False,
    )


@open_to(Role.COORDINATOR)
@writes
def cancel_many(request: HttpRequest) -> HttpResponse:
    """Cancel the visits of a day or a period, in chosen communes: list first, then confirm."""
    viewer = viewer_of(request)
    form, preview, back = _many_form(request), None, Back.to(_("Tournées"), "tours")
    if request.method == "POST" and form.is_valid():
        visits = _chosen(viewer, form.cleaned_data)
        if is_save(request):
            return _cancel_all(request, form.cleaned_data, [one.id for one in visits])
        preview = _many_shown(visits, signature_of(request.POST))
    return form_page(
        request,
        form,
        title=_("Annuler plusieurs passages"),
        intro=_("Par exemple pendant une canicule. Vous verrez la liste avant d'annuler."),
        submit=_("Annuler ces passages"),
        back=back,
        template=PREVIEW,
        preview=preview,
        is_danger=True,
    )


def _many_form(request: HttpRequest) -> CancelManyForm:
    viewer, today = viewer_of(request), timezone.localdate()
    return CancelManyForm(
        posted(request),
        communes=communes_served(viewer),
        units=staff.units_of(viewer),
        initial={"first": request.GET.get("du", today), "last": request.GET.get("au", today)},
    )


def _chosen(viewer: Viewer, values: dict[str, Any]) -> list[Any]:
    return visits_to_cancel(
        viewer,
        values["first"],
        values["last"],
        now=timezone.now(),
        communes=values["communes"],
        unit_ids=[unit.id for unit in values["units"]],
    )


def _many_shown(visits: list[Any], signature: str) -> Shown:
    words = french.count_text(
        len(visits), "passage annoncé serait annulé", "passages annoncés seraient annulés"
    )
    told = [_("le public, sur le site et dans les calendriers abonnés"), *recipients(visits)]
    return Shown(
        words=words,
        days=[],
        kept=len(visits),
        conflicts=[],
        is_blocked=not visits,
        signature=signature,
        told=told if visits else [],
        notes=visit_lines(visits),
    )


def _cancel_all(
    request: HttpRequest, values: dict[str, Any], visit_ids: list[UUID]
) -> HttpResponse:
    cancelled = actions.cancel_visits(
        viewer=viewer_of(request),
        reason=values["reason"],
        text=values["reason_text"],
        now=timezone.now(),
        first=values["first"],
        last=values["last"],
        visit_ids=visit_ids,
    )
    count = french.count_text(len(cancelled), "passage annulé", "passages annulés")
    return done(request, _("%(count)s. Tout le monde en est prévenu.") % {"count": count}, "tours")
