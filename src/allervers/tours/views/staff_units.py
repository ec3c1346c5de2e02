"""Pages of the mobile units."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.tours.actions import units as actions
from allervers.tours.forms.unit import UnitForm
from allervers.tours.queries import staff
from allervers.tours.queries.staff_calendar import next_visits
from allervers.tours.queries.staff_units import bodies_of
from allervers.tours.views.staff_pages import (
    Back,
    confirm_page,
    done,
    form_page,
    posted,
    viewer_of,
)
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR, Role.FIELD_WORKER, Role.RECEPTIONIST)
@reads
def units(request: HttpRequest) -> HttpResponse:
    """List the units that the organisation carries or shares."""
    rows = page_of(request, staff.units_of(viewer_of(request)))
    return render(request, "tours/staff/units.html", {"rows": rows})


@open_to(Role.COORDINATOR, Role.FIELD_WORKER, Role.RECEPTIONIST)
@reads
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one unit, its carriers and its next visits."""
    viewer = viewer_of(request)
    found = staff.unit_of(viewer, slug)
    shared_with, funders = bodies_of(found)
    context = {
        "unit": found,
        "is_own": found.carrier_id == viewer.organisation_id,
        "shared_with": shared_with,
        "funders": funders,
        "visits": next_visits(viewer, timezone.now(), unit=found),
        "tours": staff.tours_of(viewer).filter(unit=found)[:10],
    }
    return render(request, "tours/staff/unit.html", context)


@open_to(Role.COORDINATOR)
@writes
def unit_add(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    viewer = viewer_of(request)
    form = UnitForm(posted(request), viewer=viewer)
    if request.method == "POST" and form.is_valid():
        made = actions.add_unit(viewer=viewer, values=form.values())
        message = _("« %(name)s » est ajoutée. Vous pouvez créer sa première tournée.")
        return done(request, message % {"name": made.name}, "unit", made.slug)
    return form_page(
        request,
        form,
        title=_("Ajouter une unité mobile"),
        submit=_("Ajouter l'unité"),
        back=Back.to(_("Unités mobiles"), "units"),
    )


@open_to(Role.COORDINATOR)
@writes
def unit_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a unit's sheet."""
    viewer = viewer_of(request)
    found = staff.unit_of(viewer, slug)
    name = found.name
    form = UnitForm(posted(request), instance=found, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        actions.change_unit(viewer=viewer, slug=slug, values=form.values(), seen=form.seen)
        return done(request, _("La fiche est enregistrée."), "unit", slug)
    return form_page(
        request,
        form,
        title=_("Modifier « %(name)s »") % {"name": name},
        submit=_("Enregistrer"),
        back=Back.to(name, "unit", slug),
    )


@open_to(Role.COORDINATOR)
@writes
def unit_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Retire a unit, or put it back on the road, after a confirmation."""
    viewer = viewer_of(request)
    found = staff.unit_of(viewer, slug)
    if request.method == "POST":
        wanted = not found.is_active
        actions.set_unit_active(viewer=viewer, slug=slug, is_active=wanted)
        said = _("L'unité est remise en service.") if wanted else _("L'unité est retirée.")
        return done(request, said, "unit", slug)
    planned = len(next_visits(viewer, timezone.now(), unit=found))
    return confirm_page(
        request,
        title=_retire_title(found.name, is_active=found.is_active),
        submit=_("Retirer du service") if found.is_active else _("Remettre en service"),
        back=Back.to(found.name, "unit", slug),
        lines=_retire_lines(planned) if found.is_active else [],
        is_danger=found.is_active,
    )


def _retire_title(name: str, *, is_active: bool) -> str:
    if is_active:
        return _("Retirer « %(name)s » du service ?") % {"name": name}
    return _("Remettre « %(name)s » en service ?") % {"name": name}


def _retire_lines(planned: int) -> list[str]:
    lines = [_("On ne pourra plus lui planifier de passage. Ses passages passés restent.")]
    if planned:
        lines.append(
            _("Des passages à venir restent prévus : annulez-les s'ils n'auront pas lieu.")
        )
    return lines
