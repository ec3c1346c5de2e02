"""Pages of who is on board of a visit, of presences to confirm and of absences."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.role import Role
from allervers.tours.actions import aboard as actions
from allervers.tours.forms.aboard import AbsenceForm, CrewForm
from allervers.tours.queries import staff, staff_aboard
from allervers.tours.views.staff_pages import (
    Back,
    confirm_page,
    done,
    form_page,
    posted,
    viewer_of,
)
from allervers.tours.views.staff_publication import visit_lines, visit_text
from allervers.ui import french
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of

COPY = "copy"


@open_to(Role.COORDINATOR)
@writes
def crew(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Choose crew, partners and theme of a visit, or take those of the previous one."""
    viewer = viewer_of(request)
    visit = staff.visit_of(viewer, visit_id)
    if request.POST.get("step") == COPY:
        actions.copy_aboard_from_previous(viewer=viewer, visit_id=visit_id)
        return done(request, _("L'équipe du passage précédent est reprise."), "visit", visit_id)
    form = CrewForm(
        posted(request),
        visit=visit,
        members=staff_aboard.crew_choices(visit),
        partners=staff_aboard.partner_choices(),
        editions=staff_aboard.editions_of(viewer),
    )
    if request.method == "POST" and form.is_valid():
        return _save_crew(request, visit_id, form)
    return form_page(
        request,
        form,
        title=_("Qui est à bord ?"),
        submit=_("Enregistrer"),
        back=Back.to(_("Passage"), "visit", visit_id),
        template="tours/staff/crew.html",
        visit=visit,
    )


def _save_crew(request: HttpRequest, visit_id: UUID, form: CrewForm) -> HttpResponse:
    changed = actions.set_aboard(
        viewer=viewer_of(request),
        visit_id=visit_id,
        members=list(form.cleaned_data["members"]),
        partners=form.aboard(),
        edition=form.cleaned_data["edition"],
        following_too=form.cleaned_data.get("following_too", False),
    )
    said = ngettext(
        "L'équipe est enregistrée pour %(count)s passage.",
        "L'équipe est enregistrée pour %(count)s passages.",
        changed,
    )
    return done(request, said % {"count": changed}, "visit", visit_id)


@open_to(Role.PARTNER)
@writes
def presence(request: HttpRequest, presence_id: int, answer: str) -> HttpResponse:
    """Confirm or decline that one's organisation is on board of a visit."""
    viewer = viewer_of(request)
    found = staff_aboard.presence_of(viewer, presence_id)
    comes = answer == "oui"
    if request.method == "POST":
        actions.answer_presence(viewer=viewer, presence_id=presence_id, comes=comes)
        return done(request, _("Merci, votre réponse est enregistrée."), "home")
    title = _("Confirmer votre présence ?") if comes else _("Vous ne viendrez pas ?")
    return confirm_page(
        request,
        title=title,
        submit=_("Nous serons là") if comes else _("Nous ne serons pas là"),
        back=Back.to(_("Votre espace"), "home"),
        lines=[visit_text(found.visit)],
        told=[found.visit.unit.carrier.name],
        is_danger=not comes,
    )


@open_to(Role.PARTNER)
@writes
def presences(request: HttpRequest) -> HttpResponse:
    """Confirm at once every visit that waits for one's organisation's answer."""
    viewer, now = viewer_of(request), timezone.now()
    if request.method == "POST":
        count = actions.confirm_all_presences(viewer=viewer, now=now)
        said = french.count_text(count, "présence confirmée", "présences confirmées")
        return done(request, f"{said}.", "home")
    waiting = staff_aboard.unanswered(viewer, now)
    return confirm_page(
        request,
        title=_("Confirmer toutes vos présences ?"),
        submit=_("Nous serons là à chaque fois"),
        back=Back.to(_("Votre espace"), "home"),
        lines=visit_lines([one.visit for one in waiting]),
        told=sorted({one.visit.unit.carrier.name for one in waiting}),
        is_danger=False,
    )


@open_to(Role.COORDINATOR, Role.PARTNER)
@reads
def absences(request: HttpRequest) -> HttpResponse:
    """List the absences that are not over."""
    rows = page_of(request, staff_aboard.absences_of(viewer_of(request), timezone.localdate()))
    return render(request, "tours/staff/absences.html", {"rows": rows})


@open_to(Role.COORDINATOR, Role.PARTNER)
@writes
def absence_add(request: HttpRequest) -> HttpResponse:
    """Declare that an organisation or a person cannot be on board."""
    viewer = viewer_of(request)
    form = AbsenceForm(
        posted(request),
        viewer=viewer,
        organisations=staff_aboard.absence_organisations(viewer),
        members=staff_aboard.absence_members(viewer),
    )
    if request.method == "POST" and form.is_valid():
        actions.add_absence(viewer=viewer, **form.cleaned_data)
        return done(request, _("L'absence est enregistrée."), "absences")
    return form_page(
        request,
        form,
        title=_("Déclarer une absence"),
        intro=_("La raison n'est pas demandée."),
        submit=_("Déclarer l'absence"),
        back=Back.to(_("Absences"), "absences"),
    )


@open_to(Role.COORDINATOR, Role.PARTNER)
@writes
def absence_delete(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    """Forget an absence, after a confirmation."""
    viewer = viewer_of(request)
    found = staff_aboard.absence_of(viewer, absence_id)
    if request.method == "POST":
        actions.delete_absence(viewer=viewer, absence_id=absence_id)
        return done(request, _("L'absence est supprimée."), "absences")
    return confirm_page(
        request,
        title=_("Supprimer cette absence ?"),
        submit=_("Supprimer l'absence"),
        back=Back.to(_("Absences"), "absences"),
        lines=[str(found.member.user) if found.member else found.organisation.name],
    )
