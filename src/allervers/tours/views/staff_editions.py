"""Pages of the themed editions."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.tours.actions import aboard as actions
from allervers.tours.forms.aboard import EditionForm
from allervers.tours.queries.staff_aboard import edition_of, editions_of
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


@open_to(Role.COORDINATOR)
@reads
def editions(request: HttpRequest) -> HttpResponse:
    """List the themed editions of the organisation."""
    rows = page_of(request, editions_of(viewer_of(request)))
    return render(request, "tours/staff/editions.html", {"rows": rows})


@open_to(Role.COORDINATOR)
@writes
def edition_add(request: HttpRequest) -> HttpResponse:
    """Add a themed edition."""
    viewer = viewer_of(request)
    form = EditionForm(posted(request), viewer=viewer)
    if request.method == "POST" and form.is_valid():
        actions.add_edition(viewer=viewer, values=form.values())
        return done(request, _("L'édition est ajoutée."), "editions")
    return form_page(
        request,
        form,
        title=_("Ajouter une édition thématique"),
        submit=_("Ajouter l'édition"),
        back=Back.to(_("Éditions thématiques"), "editions"),
    )


@open_to(Role.COORDINATOR)
@writes
def edition_edit(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Change a themed edition."""
    viewer = viewer_of(request)
    found = edition_of(viewer, edition_id)
    name = found.name
    form = EditionForm(posted(request), instance=found, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        actions.change_edition(
            viewer=viewer, edition_id=edition_id, values=form.values(), seen=form.seen
        )
        return done(request, _("L'édition est enregistrée."), "editions")
    return form_page(
        request,
        form,
        title=_("Modifier « %(name)s »") % {"name": name},
        submit=_("Enregistrer"),
        back=Back.to(_("Éditions thématiques"), "editions"),
    )


@open_to(Role.COORDINATOR)
@writes
def edition_delete(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Delete a themed edition, after a confirmation."""
    viewer = viewer_of(request)
    found = edition_of(viewer, edition_id)
    if request.method == "POST":
        actions.delete_edition(viewer=viewer, edition_id=edition_id)
        return done(request, _("L'édition est supprimée."), "editions")
    return confirm_page(
        request,
        title=_("Supprimer « %(name)s » ?") % {"name": found.name},
        submit=_("Supprimer l'édition"),
        back=Back.to(_("Éditions thématiques"), "editions"),
        lines=[_("Les passages de cette édition restent prévus, sans thème.")],
    )
