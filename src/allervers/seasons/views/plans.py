"""Pages of a plan: summary, calendar, list, map; plans side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from allervers.seasons.forms.plans import ListForm
from allervers.seasons.queries import plan_lists
from allervers.seasons.queries import plans as queries
from allervers.seasons.queries.publishing import to_ask
from allervers.seasons.views.plan_pages import READERS, plan_context
from allervers.seasons.wording.audiences import reached_label, reached_lines
from allervers.seasons.wording.plan import gap_note, gap_text
from allervers.tours.exchange import geojson
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui import french
from allervers.ui.access import open_to, reads
from allervers.ui.paging import page_of

ALL = "toutes"


@open_to(*READERS)
@reads
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show what a plan is worth, what is proved, supposed and estimated."""
    found = queries.plan_of(viewer_of(request), plan_id)
    context = plan_context(request, found, "plan")
    context |= {
        "figures": queries.figures_of(found),
        "gap": gap_text(found.total, found.ceiling, found.broken),
        "gap_note": gap_note(found.ceiling, found.broken),
        "notes": found.problem.notes,
        "reached_label": reached_label(found),
        "audiences": reached_lines(found),
        "can_undo": found.published_at is None and queries.changed_last(found),
        "current": queries.published_plan(found),
        "has_letters": context["may_change"] and bool(to_ask(found, timezone.localdate())),
    }
    return render(request, "seasons/plan.html", context)


@open_to(*READERS)
@reads
def plan_calendar(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a week of a plan, a line for each unit; or the whole season, to be printed."""
    found = queries.plan_of(viewer_of(request), plan_id)
    starts = plan_lists.week_starts(found)
    asked = request.GET.get("semaine", "")
    visits = queries.visits_of_plan(found)
    context = plan_context(request, found, "plan_calendar")
    if asked != ALL and starts:
        here = nearest(starts, asked)
        visits = visits.filter(day__range=(here, here + plan_lists.SIX_DAYS))
        at = starts.index(here)
        context["before"] = starts[at - 1] if at else None
        context["after"] = starts[at + 1] if at + 1 < len(starts) else None
    context |= {"weeks": plan_lists.weeks_of(visits), "is_whole": asked == ALL}
    return render(request, "seasons/plan_calendar.html", context)


def nearest(starts: list[Any], asked: str) -> Any:
    """Return the Monday that is asked for, else the first one."""
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    return day if day in starts else starts[0]


@open_to(*READERS)
@reads
def plan_list(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """List the visits of a plan, by unit, commune or month."""
    found = queries.plan_of(viewer_of(request), plan_id)
    form = ListForm(request.GET or None, choices=plan_lists.choices_of(found))
    visits = queries.visits_of_plan(found)
    if form.is_valid():
        visits = plan_lists.narrowed(visits, **form.cleaned_data)
    page = page_of(request, visits)
    context = {**plan_context(request, found, "plan_list"), "page": page, "form": form}
    context["counted"] = french.count_text(page.paginator.count, _("passage"), _("passages"))
    return render(request, "seasons/plan_list.html", context)


@open_to(*READERS)
@reads
def plan_map(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show the halts of a plan: the list, then the map."""
    found = queries.plan_of(viewer_of(request), plan_id)
    context = {
        **plan_context(request, found, "plan_map"),
        "page": page_of(request, plan_lists.halts_of_plan(found)),
        "points": reverse("seasons:plan_points", args=[found.id]),
        "outlines": reverse("seasons:plan_outlines", args=[found.id]),
    }
    return render(request, "seasons/plan_map.html", context)


@open_to(*READERS)
@reads
def plan_points(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the halts of a plan as GeoJSON, for the map beside their list."""
    found = queries.plan_of(viewer_of(request), plan_id)
    listed = reverse("seasons:plan_list", args=[found.id])
    features = [
        {
            "type": "Feature",
            "id": str(one.id),
            "geometry": None
            if one.latitude is None or one.longitude is None
            else {
                "type": "Point",
                "coordinates": [round(one.longitude, 5), round(one.latitude, 5)],
            },
            "properties": {
                "name": f"{one.commune}, {one.name}",
                "url": f"{listed}?halte={one.id}",
                "text": french.count_text(one.visits, _("passage"), _("passages")),
            },
        }
        for one in plan_lists.halts_of_plan(found)
    ]
    return HttpResponse(geojson.collection(features), content_type=geojson.CONTENT_TYPE)


@open_to(*READERS)
@reads
def plan_outlines(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Give the outlines of the communes that a plan serves, drawn under its points."""
    found = queries.plan_of(viewer_of(request), plan_id)
    drawn = [
        geojson.area(code, outline, {"name": name, "is_here": False})
        for code, name, outline in plan_lists.outlines_of_plan(found)
    ]
    return HttpResponse(geojson.collection(drawn), content_type=geojson.CONTENT_TYPE)
