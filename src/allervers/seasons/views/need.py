"""Pages of the need of a season: where it is, what it supposes, what past visits teach."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.actions.scaling import accept_scale, reset_scale
from allervers.seasons.exchange.need_csv import need_csv
from allervers.seasons.queries.need import season_areas, season_need
from allervers.seasons.queries.need_page import calibration
from allervers.seasons.queries.seasons import season_of
from allervers.seasons.views.season_pages import back_to, done, season_context
from allervers.seasons.wording.need import (
    area_in_words,
    factor_of,
    notes_of,
    sources_of,
    supposed_of,
)
from allervers.tours.views.staff_pages import confirm_page, viewer_of
from allervers.ui import french
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR)
@reads
def need(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Show the need of each area around the season's halts."""
    season = season_of(viewer_of(request), season_id)
    found = season_areas(season)
    page = page_of(request, found.ranked())
    context = {
        **season_context(season, "need"),
        "page": page,
        "rows": [area_in_words(one) for one in page],
        "notes": notes_of(found),
        "sources": sources_of(found.areas),
        "supposed": supposed_of(season),
    }
    return render(request, "seasons/need.html", context)


@open_to(Role.COORDINATOR)
@reads
def need_past(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Show what past visits teach of the need."""
    season = season_of(viewer_of(request), season_id)
    past = calibration(
        season, season_need(season, takes_off_met=False, tells_apart=False), timezone.now()
    )
    context = {
        **season_context(season, "need"),
        "calibration": past,
        "factor": factor_of(past.found),
        "supposed": supposed_of(season),
    }
    return render(request, "seasons/need_past.html", context)


@open_to(Role.COORDINATOR)
@reads
def need_table(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Send the same areas as a spreadsheet."""
    season = season_of(viewer_of(request), season_id)
    body = need_csv(season_areas(season).ranked())
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="besoin-saison.csv"'
    return response


@open_to(Role.COORDINATOR)
@writes
def need_accept(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Accept what past visits teach, after a confirmation."""
    viewer = viewer_of(request)
    season = season_of(viewer, season_id)
    if request.method == "POST":
        factor = accept_scale(viewer=viewer, season_id=season_id, now=timezone.now())
        said = _("Le besoin est multiplié par %(factor)s.")
        text = said % {"factor": french.number_text(factor, 2)}
        return done(request, text, "need_past", season_id)
    return confirm_page(
        request,
        title=_("Corriger le besoin d'après les passages faits ?"),
        submit=_("Corriger le besoin"),
        back=back_to(season.name, "need_past", season_id),
        lines=[_("Les prochains calculs en tiendront compte. Les projets déjà faits, non.")],
        is_danger=False,
    )


@open_to(Role.COORDINATOR)
@writes
def need_reset(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Take the correction back, after a confirmation."""
    viewer = viewer_of(request)
    season = season_of(viewer, season_id)
    if request.method == "POST":
        reset_scale(viewer=viewer, season_id=season_id)
        return done(request, _("Le besoin n'est plus corrigé."), "need_past", season_id)
    return confirm_page(
        request,
        title=_("Ne plus corriger le besoin ?"),
        submit=_("Ne plus corriger"),
        back=back_to(season.name, "need_past", season_id),
        lines=[_("Le besoin redevient celui que les statistiques laissent attendre.")],
        is_danger=False,
    )
