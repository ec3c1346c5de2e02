"""Pages of the seasons: the list, one season, its rules, what it supposes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.actions import seasons as actions
from allervers.seasons.forms.season import DuplicateForm, SeasonForm, SuppositionsForm
from allervers.seasons.queries import season_lists
from allervers.seasons.queries.seasons import listed_seasons, live_computation, season_of
from allervers.seasons.views.season_pages import back_to, done, form_in, season_context
from allervers.seasons.wording.audiences import weights_text
from allervers.tours.views.staff_pages import confirm_page, posted, viewer_of
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR)
@reads
def seasons(request: HttpRequest) -> HttpResponse:
    """List the seasons of the organisation."""
    rows = page_of(request, listed_seasons(viewer_of(request)))
    return render(request, "seasons/season_list.html", {"rows": rows})


@open_to(Role.COORDINATOR)
@reads
def season(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Show one season: what is ready, what is computed."""
    found = season_of(viewer_of(request), season_id)
    context = {
        **season_context(found, "season"),
        "counts": season_lists.counts_of(found),
        "plans": season_lists.latest_plans(found),
        "is_published": season_lists.is_published(found),
        "live": live_computation(found),
        "weights": weights_text(found),
    }
    return render(request, "seasons/season.html", context)


@open_to(Role.COORDINATOR)
@writes
def season_add(request: HttpRequest) -> HttpResponse:
    """Create a season."""
    viewer = viewer_of(request)
    form = SeasonForm(posted(request), viewer=viewer)
    if request.method == "POST" and form.is_valid():
        made = actions.add_season(viewer=viewer, values=form.values())
        said = _("La saison est créée. Ajoutez-lui des unités, puis des haltes.")
        return done(request, said, "season", made.id)
    return form_in(
        request,
        form,
        title=_("Créer une saison"),
        submit=_("Créer la saison"),
        back=back_to(_("Saisons"), "list"),
    )


@open_to(Role.COORDINATOR)
@writes
def season_edit(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Change the dates and rules of a season."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    name = found.name
    form = SeasonForm(posted(request), instance=found, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        actions.change_season(
            viewer=viewer, season_id=season_id, values=form.values(), seen=form.seen
        )
        return done(request, _("Les dates et les règles sont enregistrées."), "season", season_id)
    return form_in(
        request, form, title=_("Dates et règles"), back=back_to(name, "season", season_id)
    )


@open_to(Role.COORDINATOR)
@writes
def suppositions(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Show and change what the planner supposes."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    form = SuppositionsForm(posted(request), instance=found, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        actions.change_season(
            viewer=viewer, season_id=season_id, values=form.values(), seen=form.seen
        )
        return done(request, _("Les valeurs supposées sont enregistrées."), "season", season_id)
    context = {**season_context(found, "suppositions"), "form": form}
    status = 422 if form.errors else 200
    return render(request, "seasons/season_suppositions.html", context, status=status)


@open_to(Role.COORDINATOR)
@writes
def season_duplicate(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Copy a season to another period."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    form = DuplicateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = actions.duplicate_season(viewer=viewer, season_id=season_id, **form.cleaned_data)
        said = _("La saison est copiée. Vérifiez ses accords et ses jours de repos.")
        return done(request, said, "season", made.id)
    return form_in(
        request,
        form,
        title=_("Dupliquer « %(name)s »") % {"name": found.name},
        submit=_("Dupliquer la saison"),
        back=back_to(found.name, "season", season_id),
    )


@open_to(Role.COORDINATOR)
@writes
def season_delete(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Delete a season that no calendar depends on, after a confirmation."""
    viewer = viewer_of(request)
    found = season_of(viewer, season_id)
    if request.method == "POST":
        actions.delete_season(viewer=viewer, season_id=season_id)
        return done(request, _("La saison est supprimée."), "list")
    return confirm_page(
        request,
        title=_("Supprimer « %(name)s » ?") % {"name": found.name},
        submit=_("Supprimer la saison"),
        back=back_to(found.name, "season", season_id),
        lines=[
            _("Ses règles, ses projets et ses calculs sont effacés."),
            _("Les unités, les haltes et les passages du calendrier restent."),
        ],
    )
