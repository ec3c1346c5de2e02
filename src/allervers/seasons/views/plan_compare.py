"""Plans side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allervers.seasons.queries import compare as queries
from allervers.seasons.views.plan_pages import READERS
from allervers.tours.queries.staff import not_found
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui import french
from allervers.ui.access import open_to, reads
from allervers.ui.paging import page_of


@open_to(*READERS)
@reads
def plan_compare(request: HttpRequest, season_id: UUID) -> HttpResponse:
    """Compare two or three plans of a season: ?projets=…&projets=…."""
    plans = queries.plans_to_compare(viewer_of(request), season_id)
    if not plans:
        raise not_found("Saison introuvable.")
    asked = request.GET.getlist("projets")
    chosen = [plan for plan in plans if str(plan.id) in asked][: queries.MOST]
    context: dict[str, Any] = {"plans": plans, "chosen": chosen, "season": plans[0].season}
    if len(chosen) > 1:
        figures = queries.counted(chosen)
        context |= {
            "figures": figure_lines(chosen, figures),
            "communes": [
                one for one in queries.by_name(figures, lambda f: f.served) if one.differs
            ],
            "units": queries.by_name(figures, lambda f: f.by_unit),
            "page": page_of(request, queries.apart(chosen)),
        }
    return render(request, "seasons/plan_compare.html", context)


def figure_lines(plans: list[Any], figures: list[Any]) -> list[tuple[str, list[str]]]:
    """Say what each plan does, one line a figure."""
    whole = french.number_text
    return [
        (_("Personnes touchées, estimation"), [whole(plan.reached) for plan in plans]),
        (_("Passages"), [whole(one.visits) for one in figures]),
        (_("Communes servies"), [whole(one.communes) for one in figures]),
        (_("Communes servies au moins deux fois"), [whole(one.served_twice) for one in figures]),
        (_("Heures de présence"), [whole(one.hours) for one in figures]),
        (_("Kilomètres"), [whole(plan.km) for plan in plans]),
        (_("Règles non respectées"), [whole(plan.broken) for plan in plans]),
        (_("Valeur totale, en personnes"), [whole(plan.total) for plan in plans]),
    ]
