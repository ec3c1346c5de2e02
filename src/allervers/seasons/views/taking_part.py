"""Pages of what takes part in a season: units, halts, partners aboard."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.role import Role
from allervers.seasons.actions import taking_part as actions
from allervers.seasons.forms.taking_part import HaltForm, HaltsForm, PartnerForm, UnitForm
from allervers.seasons.queries import season_lists, seasons
from allervers.seasons.queries.seasons import season_of
from allervers.seasons.views.season_pages import back_to, done, form_in, season_context
from allervers.tours.queries.staff_aboard import partner_choices
from allervers.tours.views.staff_pages import confirm_page, posted, viewer_of
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR)
@reads
def units(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """List the units of a season."""
    found = season_of(viewer_of(request), season_id)
    context = {**season_context(found, "units"), "rows": seasons.units_in(found)}
    return render(request, "seasons/season_units.html", context)


@open_to(Role.COORDINATOR)
@writes
def unit_add(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Add a unit to a season."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    form = UnitForm(posted(request), choices=season_lists.units_to_add(viewer, found))
    if request.method == "POST" and form.is_valid():
        actions.save_unit(viewer=viewer, season_id=season_id, row_id=None, values=form.cleaned_data)
        return done(request, _("L'unité participe à la saison."), "units", season_id)
    return form_in(
        request,
        form,
        title=_("Ajouter une unité à la saison"),
        submit=_("Ajouter l'unité"),
        back=back_to(found.name, "units", season_id),
    )


@open_to(Role.COORDINATOR)
@writes
def unit_edit(request: HttpRequest, season_id: UUID, row_id: int) -> HttpResponse:
    """Change how a unit takes part."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    row = seasons.unit_in(found, row_id)
    form = UnitForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_unit(
            viewer=viewer, season_id=season_id, row_id=row_id, values=form.cleaned_data
        )
        return done(request, _("C'est enregistré."), "units", season_id)
    return form_in(request, form, title=row.unit.name, back=back_to(found.name, "units", season_id))


@open_to(Role.COORDINATOR)
@writes
def unit_remove(request: HttpRequest, season_id: UUID, row_id: int) -> HttpResponse:
    """Take a unit out of a season, after a confirmation."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    row = seasons.unit_in(found, row_id)
    if request.method == "POST":
        actions.remove_unit(viewer=viewer, season_id=season_id, row_id=row_id)
        return done(request, _("L'unité ne participe plus à la saison."), "units", season_id)
    return confirm_page(
        request,
        title=_("Retirer « %(name)s » de la saison ?") % {"name": row.unit.name},
        submit=_("Retirer de la saison"),
        back=back_to(found.name, "units", season_id),
        lines=[_("Ses partenaires à bord sont retirés avec elle. Sa fiche ne change pas.")],
    )


@open_to(Role.COORDINATOR)
@reads
def halts(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """List the halts of a season, each with what its town said."""
    found = season_of(viewer_of(request), season_id)
    page = page_of(request, seasons.halts_in(found))
    rows = season_lists.with_agreements(found, page.object_list)
    context = {**season_context(found, "halts"), "page": page, "rows": rows}
    return render(request, "seasons/season_halts.html", context)


@open_to(Role.COORDINATOR)
@writes
def halts_add(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Add halts to a season: those of the carrier whose position is checked."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    choices = season_lists.halts_to_add(viewer, found)
    form = HaltsForm(posted(request), choices=choices, initial=HaltsForm.usual(found.weekdays))
    if request.method == "POST" and form.is_valid():
        count = actions.add_halts(
            viewer=viewer, season_id=season_id, halt_ids=form.chosen(), values=form.hours(),
            takes_series=form.cleaned_data["takes_series"],
        )  # fmt: skip
        said = ngettext("%(count)s halte ajoutée.", "%(count)s haltes ajoutées.", count)
        return done(request, said % {"count": count}, "halts", season_id)
    return form_in(
        request,
        form,
        title=_("Ajouter des haltes à la saison"),
        submit=_("Ajouter les haltes"),
        back=back_to(found.name, "halts", season_id),
        intro=_("Seules les haltes dont la position est vérifiée peuvent être planifiées."),
    )


@open_to(Role.COORDINATOR)
@writes
def halt_edit(request: HttpRequest, season_id: UUID, row_id: int) -> HttpResponse:
    """Change when a halt may be visited."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    row = seasons.halt_in(found, row_id)
    form = HaltForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        actions.change_halt(
            viewer=viewer, season_id=season_id, row_id=row_id, values=form.cleaned_data
        )
        return done(request, _("C'est enregistré."), "halts", season_id)
    return form_in(request, form, title=str(row.halt), back=back_to(found.name, "halts", season_id))


@open_to(Role.COORDINATOR)
@writes
def halt_remove(request: HttpRequest, season_id: UUID, row_id: int) -> HttpResponse:
    """Take a halt out of a season, after a confirmation."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    row = seasons.halt_in(found, row_id)
    if request.method == "POST":
        actions.remove_halt(viewer=viewer, season_id=season_id, row_id=row_id)
        return done(request, _("La halte ne participe plus à la saison."), "halts", season_id)
    return confirm_page(
        request,
        title=_("Retirer « %(name)s » de la saison ?") % {"name": row.halt},
        submit=_("Retirer de la saison"),
        back=back_to(found.name, "halts", season_id),
        lines=[_("Sa fiche, ses accords et ses passages annoncés ne changent pas.")],
    )


@open_to(Role.COORDINATOR)
@reads
def partners(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """List the partners aboard in a season."""
    found = season_of(viewer_of(request), season_id)
    context = {**season_context(found, "partners"), "rows": seasons.partners_in(found)}
    return render(request, "seasons/season_partners.html", context)


@open_to(Role.COORDINATOR)
@writes
def partner_edit(request: HttpRequest, season_id: UUID, row_id: int | None = None) -> HttpResponse:
    """Put a partner aboard on some weekdays, or change it."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    row = seasons.partner_in(found, row_id) if row_id is not None else None
    form = PartnerForm(
        posted(request),
        instance=row,
        season=found,
        organisations=partner_choices(),
        units=season_lists.units_taking_part(found),
    )
    if request.method == "POST" and form.is_valid():
        actions.save_partner(
            viewer=viewer, season_id=season_id, row_id=row_id, values=form.cleaned_data
        )
        return done(request, _("Le partenaire est à bord."), "partners", season_id)
    title = _("Mettre un partenaire à bord") if row is None else row.organisation.name
    return form_in(request, form, title=title, back=back_to(found.name, "partners", season_id))


@open_to(Role.COORDINATOR)
@writes
def partner_remove(request: HttpRequest, season_id: UUID, row_id: int) -> HttpResponse:
    """Take a partner off a unit, after a confirmation."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    row = seasons.partner_in(found, row_id)
    if request.method == "POST":
        actions.remove_partner(viewer=viewer, season_id=season_id, row_id=row_id)
        return done(request, _("Le partenaire n'est plus à bord."), "partners", season_id)
    return confirm_page(
        request,
        title=_("Retirer « %(name)s » de la saison ?") % {"name": row.organisation.name},
        submit=_("Retirer de la saison"),
        back=back_to(found.name, "partners", season_id),
        lines=[_("Les présences déjà confirmées sur des passages ne changent pas.")],
    )
