"""Why: of a visit at once; of a halt or of the season through the worker."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.seasons.actions.answering import Purpose, ask_question
from allervers.seasons.forms.replanning import WhyForm
from allervers.seasons.gateways.planner.hand import what_adds
from allervers.seasons.queries import answers
from allervers.seasons.queries import plans as queries
from allervers.seasons.queries.need import season_need
from allervers.seasons.queries.need_page import plan_reach
from allervers.seasons.views.plan_pages import back_to, plan_context
from allervers.seasons.wording.audiences import bounds_lines, weights_text
from allervers.seasons.wording.need import offices_text, variations_of
from allervers.seasons.wording.plan import people_text, signed
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui import french
from allervers.ui.access import open_to, reads, writes

OVERLAPS = 8


@open_to(Role.COORDINATOR)
@reads
def planned_why(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Say what a visit adds: people, kilometres, and whom it overlaps."""
    row = queries.planned_visit(viewer_of(request), planned_id)
    plan = row.plan
    found = what_adds(
        queries.stored_problem(plan), queries.planned_of(plan), queries.to_planned(row)
    )
    names = queries.names_of(plan.season_id)
    shared = [one for one in found.overlaps if round(one.people) > 0]
    context = {
        "row": row,
        "plan": plan,
        "back": back_to(plan, "plan_list"),
        "people": people_text(found.reached),
        "rewards": signed(found.rewards, 1) if round(found.rewards, 1) else "",
        "km": signed(found.km, 1),
        "overlaps": [
            (names.get(one.halt, "?"), people_text(one.people)) for one in shared[:OVERLAPS]
        ],
    }
    return render(request, "seasons/planned_why.html", context)


@open_to(Role.COORDINATOR)
@reads
def plan_reached(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show how many people a plan reaches, between two bounds, and when suppositions change."""
    plan = queries.plan_of(viewer_of(request), plan_id)
    need = season_need(plan.season)
    reach = plan_reach(plan, need)
    context = {
        **plan_context(request, plan, "plan_reached"),
        "reach": reach,
        "variations": variations_of(reach),
        "audiences": bounds_lines(reach.audiences),
        "weights": weights_text(plan.season),
        "offices": offices_text(need.offices),
    }
    return render(request, "seasons/plan_reached.html", context)


@open_to(Role.COORDINATOR)
@writes
def plan_why(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Ask why a halt is not visited, or what more would bring to the season."""
    viewer = viewer_of(request)
    plan = queries.plan_of(viewer, plan_id)
    halts = answers.halts_not_chosen(plan)
    form = WhyForm(posted(request) if "halte" in request.POST else None, halts=halts)
    asks_season = request.method == "POST" and "saison" in request.POST
    if asks_season or form.is_valid():
        asked = {} if asks_season else {"halt": form.cleaned_data["halte"]}
        purpose = Purpose.WHY if asks_season else Purpose.FORCE
        made = ask_question(viewer=viewer, plan_id=plan_id, purpose=purpose, asked=asked)
        return redirect("seasons:plan_answer", made.id)
    names = dict(halts)
    told = [(one, _subject(one, names)) for one in answers.answers_on(plan)]
    context = {
        **plan_context(request, plan, "plan_why"),
        "form": form,
        "told": told,
        "halts": halts,
    }
    return render(request, "seasons/plan_why.html", context, status=422 if form.errors else 200)


def _subject(one: Any, names: dict[UUID, str]) -> str:
    """Say what a question was about."""
    day = french.short_date_text(one.asked_at)
    if one.purpose == Purpose.WHY:
        said = _("Ce que plus de moyens apporteraient")
    elif one.purpose == Purpose.FORCE:
        halt = names.get(UUID(one.asked["halt"]), _("une halte"))
        said = _("Pourquoi pas %(halt)s ?") % {"halt": halt}
    else:
        said = _("Replanifier après un imprévu")
    return f"{said} ({day})"
