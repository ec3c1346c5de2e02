"""The other hours of a halt in a season: morning and afternoon, other weekdays."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.role import Role
from allervers.seasons.actions import windows as actions
from allervers.seasons.forms.taking_part import WindowForm
from allervers.seasons.queries import seasons
from allervers.seasons.queries.windows import series_windows, window_in
from allervers.seasons.views.season_pages import back_to, done, season_context
from allervers.seasons.wording.days import weekdays_text
from allervers.tours.views.staff_pages import confirm_page, posted, viewer_of
from allervers.ui import french
from allervers.ui.access import open_to, writes

TAKE = "reprendre"


@open_to(Role.COORDINATOR)
@writes
def halt_windows(request: HttpRequest, season_id: UUID, row_id: int) -> HttpResponse:
    """List the hours of a halt; add some, or those of the tours that go there."""
    viewer = viewer_of(request)
    season = seasons.season_of(viewer, season_id)
    row = seasons.halt_in(season, row_id)
    named = {"viewer": viewer, "season_id": season_id, "row_id": row_id}
    if request.method == "POST" and TAKE in request.POST:
        count = actions.take_windows(**named)
        said = ngettext("%(count)s créneau repris.", "%(count)s créneaux repris.", count)
        return done(request, said % {"count": count}, "halt_windows", season_id, row_id)
    form = WindowForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_window(**named, values=form.cleaned_data)
        return done(request, _("Le créneau est ajouté."), "halt_windows", season_id, row_id)
    found = series_windows(season, [row.halt_id]).get(row.halt_id, [])
    context = {
        **season_context(season, "halts"),
        "row": row,
        "form": form,
        "windows": row.windows.order_by("opens", "id"),
        "of_tours": [window_text(one.weekdays, one.opens, one.closes) for one in found],
    }
    status = 422 if form.errors else 200
    return render(request, "seasons/halt_windows.html", context, status=status)


def window_text(weekdays: object, opens: object, closes: object) -> str:
    """Say « mardi et jeudi, de 9 h à 12 h »."""
    return f"{weekdays_text(weekdays)}, {french.hours_text(opens, closes)}"  # type: ignore[arg-type]


@open_to(Role.COORDINATOR)
@writes
def halt_window_remove(
    request: HttpRequest, season_id: UUID, row_id: int, window_id: int
) -> HttpResponse:
    """Take hours off a halt, after a confirmation."""
    viewer = viewer_of(request)
    row = seasons.halt_in(seasons.season_of(viewer, season_id), row_id)
    one = window_in(row, window_id)
    if request.method == "POST":
        actions.remove_window(
            viewer=viewer, season_id=season_id, row_id=row_id, window_id=window_id
        )
        return done(request, _("Le créneau est retiré."), "halt_windows", season_id, row_id)
    return confirm_page(
        request,
        title=_("Retirer ce créneau ?"),
        submit=_("Retirer le créneau"),
        back=back_to(str(row.halt), "halt_windows", season_id, row_id),
        lines=[window_text(one.weekdays, one.opens, one.closes)],
    )
