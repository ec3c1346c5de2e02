"""Pages of a computation: look before launching, follow, stop, history."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.actions import computing as actions
from allervers.seasons.domain.matters import Looked
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.forms.taking_part import LaunchForm
from allervers.seasons.gateways.planner.looking import looked_at
from allervers.seasons.queries import season_lists
from allervers.seasons.queries.facts import gather
from allervers.seasons.queries.seasons import (
    computation_of,
    season_of,
    season_to_plan,
    with_all,
)
from allervers.seasons.views.season_pages import done, season_context
from allervers.seasons.wording.computing import standing, stopped_text
from allervers.seasons.wording.matters import told
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR)
@writes
def check(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Say what is wrong with a season before anything is computed; launch when nothing is."""
    viewer = viewer_of(request)
    found = season_to_plan(viewer, season_id)
    form = LaunchForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = actions.ask_computation(viewer=viewer, season_id=season_id, **form.cleaned_data)
        return done(request, _("Le calcul est demandé."), "computation", made.id)
    looked = look(found)
    context = {
        **season_context(found, "season"),
        "form": form,
        "looked": looked,
        "forbidding": [told(one, season_id) for one in looked.forbidding],
        "worth_knowing": [told(one, season_id) for one in looked.worth_knowing],
    }
    return render(request, "seasons/computation_check.html", context, status=status_of(form))


def look(season: Any) -> Looked:
    """Look at a season with estimated trips: the road network is for the worker."""
    whole, today = with_all(season), timezone.localdate()
    gathered = gather(whole, calendar_of_commune, today, keeps=True)
    return looked_at(with_reach(gathered.facts), gathered.matters, gathered.names)


def status_of(form: Any) -> int:
    """Return 422 for a form sent and refused, so that machines see it too."""
    return 422 if form.errors else 200


@open_to(Role.COORDINATOR)
@reads
def computation(request: HttpRequest, computation_id: UUID) -> HttpResponse:
    """Show how far a computation is, and how it ended."""
    found = computation_of(viewer_of(request), computation_id)
    context = {
        **season_context(found.season, "computations"),
        "one": found,
        "standing": standing(found, timezone.now()),
    }
    return render(request, "seasons/computation.html", context)


@open_to(Role.COORDINATOR)
@writes
def computation_stop(request: HttpRequest, computation_id: UUID) -> HttpResponse:
    """Stop a computation, its best plan kept; opened by hand, leads to its page."""
    viewer = viewer_of(request)
    if request.method == "POST":
        one = actions.ask_stop(viewer=viewer, computation_id=computation_id, now=timezone.now())
        said = stopped_text(one)
        return done(request, said, "computation", computation_id)
    return computation(request, computation_id)  # type: ignore[no-any-return]


@open_to(Role.COORDINATOR)
@reads
def computations(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """List the computations of a season, the latest first."""
    found = season_of(viewer_of(request), season_id)
    page = page_of(request, season_lists.computations_in(found))
    now = timezone.now()
    rows = [(one, standing(one, now)) for one in page]
    context = {**season_context(found, "computations"), "page": page, "rows": rows}
    return render(request, "seasons/computation_list.html", context)
