"""Plans side by side: figures, calendar, list, map. The plan made first is the landmark."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from allervers.seasons.domain.comparing import lines, weeks
from allervers.seasons.queries import compare as queries
from allervers.seasons.views.plan_pages import READERS, Tab
from allervers.seasons.views.plans import ALL, nearest
from allervers.seasons.wording.audiences import reached_label, reached_lines
from allervers.seasons.wording.comparing import (
    cells_of,
    counts_text,
    halt_mark,
    legend,
    visit_mark,
    visits_text,
)
from allervers.tours.exchange import geojson
from allervers.tours.queries.staff import not_found
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui import french
from allervers.ui.access import open_to, reads
from allervers.ui.paging import SIZE, page_of


@open_to(*READERS)
@reads
def plan_compare(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Compare two or three plans of a season: ?projets=…&projets=…."""
    context = compared(request, season_id, "plan_compare")
    chosen = context["chosen"]
    if len(chosen) > 1:
        figures = queries.counted(chosen)
        communes = queries.by_name(figures, lambda f: f.served)
        context |= {
            "figures": figure_lines(chosen, figures),
            "communes": [one for one in communes if one.differs],
            "units": queries.by_name(figures, lambda f: f.by_unit),
        }
    return render(request, "seasons/plan_compare.html", context)


@open_to(*READERS)
@reads
def compare_calendar(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Show a week, a lane for each plan; or the whole season, to be printed."""
    context = compared(request, season_id, "compare_calendar")
    chosen, asked = context["chosen"], request.GET.get("semaine", "")
    found = weeks(queries.changes_of(chosen)) if len(chosen) > 1 else []
    context |= {"is_whole": asked == ALL, "differing": [one for one in found if one.differing]}
    if found and asked != ALL:
        starts = [one.first for one in found]
        at = starts.index(nearest(starts, asked))
        context["before"] = starts[at - 1] if at else None
        context["after"] = starts[at + 1] if at + 1 < len(starts) else None
        found = found[at : at + 1]
    context["weeks"] = [week_in_words(one, chosen) for one in found]
    return render(request, "seasons/compare_calendar.html", context)


def week_in_words(week: Any, plans: list[Any]) -> dict[str, Any]:
    """Say a week: a line for each day, a column for each plan, a mark for each visit."""
    told = [_("le repère"), *(counts_text(lane.counts) for lane in week.lanes[1:])]
    days = [
        (day, [[visit_mark(one, is_landmark=not rank) for one in lane.cells[at][1]]
               for rank, lane in enumerate(week.lanes)])
        for at, day in enumerate(week.days)
    ]  # fmt: skip
    return {"first": week.first, "days": days, "heads": zip(plans, told, strict=True)}


@open_to(*READERS)
@reads
def compare_list(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """List the visits that differ, or all (?voir=tout); ?imprimer: on a single page."""
    context = compared(request, season_id, "compare_list")
    chosen, is_whole = context["chosen"], request.GET.get("voir") == "tout"
    found = lines(queries.changes_of(chosen)) if len(chosen) > 1 else []
    told = [one for one in found if is_whole or one.differs]
    is_printed = "imprimer" in request.GET
    page = page_of(request, told, max(SIZE, len(told)) if is_printed else SIZE)
    rows = [(line, cells_of(line)) for line in page]
    context |= {"page": page, "rows": rows, "is_whole": is_whole, "every": len(found)}
    context["is_printed"] = is_printed
    return render(request, "seasons/compare_list.html", context)


@open_to(*READERS)
@reads
def compare_map(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Show the halts of the plans: the list, then the map; those that differ first."""
    context = compared(request, season_id, "compare_map")
    chosen = context["chosen"]
    page = page_of(request, queries.halts_compared(chosen) if len(chosen) > 1 else [])
    names = names_of(chosen)
    context |= {
        "page": page,
        "rows": [(one, halt_mark(one.state), visits_text(one, names)) for one in page],
        "legend": legend(),
        "points": address("compare_points", season_id, chosen),
        "outlines": address("compare_outlines", season_id, chosen),
    }
    return render(request, "seasons/compare_map.html", context)


@open_to(*READERS)
@reads
def compare_points(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Give the halts of the plans as GeoJSON, each with what becomes of it."""
    chosen = compared(request, season_id, "compare_map")["chosen"]
    names = names_of(chosen)
    features = [feature_of(one, visits_text(one, names)) for one in queries.halts_compared(chosen)]
    return HttpResponse(geojson.collection(features), content_type=geojson.CONTENT_TYPE)


def feature_of(one: queries.HaltCompared, text: str) -> geojson.Feature:
    """Put a halt on the map; its words say what its shape says."""
    mark = halt_mark(one.state)
    where: geojson.PointGeometry | None = None
    if one.latitude is not None and one.longitude is not None:
        where = {"type": "Point", "coordinates": [round(one.longitude, 5), round(one.latitude, 5)]}
    properties = {
        "name": f"{mark.sign} {one.commune}, {one.name}",
        "text": f"{mark.word}. {text}",
        "state": mark.state,
    }
    return {"type": "Feature", "id": str(one.id), "geometry": where, "properties": properties}


@open_to(*READERS)
@reads
def compare_outlines(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Give the outlines of the communes that the plans serve, drawn under the halts."""
    chosen = compared(request, season_id, "compare_map")["chosen"]
    drawn = [
        geojson.area(code, outline, {"name": name, "is_here": False})
        for code, name, outline in queries.outlines_of_plans(chosen)
    ]
    return HttpResponse(geojson.collection(drawn), content_type=geojson.CONTENT_TYPE)


def compared(request: HttpRequest, season_id: UUID, name: str) -> dict[str, Any]:
    """Return what every view of a comparison needs: the plans, those chosen, the other views."""
    plans = queries.plans_to_compare(viewer_of(request), season_id)
    if not plans:
        raise not_found("Saison introuvable.")
    chosen = queries.chosen_among(plans, request.GET.getlist("projets"))
    labels = {
        "plan_compare": _("Chiffres"),
        "compare_calendar": _("Calendrier"),
        "compare_list": _("Liste"),
        "compare_map": _("Carte"),
    }
    tabs = [
        Tab(label, address(one, season_id, chosen), one == name) for one, label in labels.items()
    ]
    return {
        "plans": plans,
        "chosen": chosen,
        "season": plans[0].season,
        "tabs": tabs,
        "asked": query_of(chosen),
    }


def names_of(chosen: list[Any]) -> list[str]:
    """Name plans shortly: the landmark, the other one when there is only one."""
    others = [plan.name for plan in chosen[1:]]
    return [_("repère"), *(others if len(others) > 1 else [_("autre projet")] * len(others))][
        : len(chosen)
    ]


def query_of(chosen: list[Any]) -> str:
    """Return the part of an address that names the plans."""
    return urlencode([("projets", plan.id) for plan in chosen])


def address(name: str, season_id: UUID, chosen: list[Any]) -> str:
    """Return the address of a view of the same comparison."""
    return f"{reverse(f'seasons:{name}', args=[season_id])}?{query_of(chosen)}"


def audience_lines(plans: list[Any]) -> list[tuple[str, list[str]]]:
    """Say the people reached by audience, where a plan counts several."""
    told = [{one.name: one.people for one in reached_lines(plan)} for plan in plans]
    names = dict.fromkeys(name for some in told for name in some)
    return [(name, [some.get(name, _("pas compté")) for some in told]) for name in names]


def figure_lines(plans: list[Any], figures: list[Any]) -> list[tuple[str, list[str]]]:
    """Say what each plan does, one line a figure."""
    whole = french.number_text
    return [
        (
            reached_label(max(plans, key=lambda plan: len(plan.audiences))),
            [whole(plan.reached) for plan in plans],
        ),
        *audience_lines(plans),
        (_("Passages"), [whole(one.visits) for one in figures]),
        (_("Communes servies"), [whole(one.communes) for one in figures]),
        (_("Communes servies au moins deux fois"), [whole(one.served_twice) for one in figures]),
        (_("Heures de présence"), [whole(one.hours) for one in figures]),
        (_("Kilomètres"), [whole(plan.km) for plan in plans]),
        (_("Règles non respectées"), [whole(plan.broken) for plan in plans]),
        (_("Valeur totale, en personnes"), [whole(plan.total) for plan in plans]),
    ]
