"""What was achieved: over a period and a place, at one visit; the same as a spreadsheet."""

from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.results.exchange.results_csv import results_csv
from allervers.results.queries import shown
from allervers.results.queries.counting import Scope
from allervers.results.queries.shown import Results
from allervers.results.views.asked import asked_of
from allervers.results.wording.tables import headlines, tables_of
from allervers.tours.queries import staff
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui.access import open_to, reads
from allervers.ui.paging import page_of

BY_PLACE = frozenset({"place", "channel", "opened_at"})  # a visit is in one place
READERS = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.DPO)


@open_to(*READERS)
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period; what is hidden, and why."""
    viewer = viewer_of(request)
    asked = asked_of(request, viewer, timezone.localdate())
    context = {
        "asked": asked,
        "headlines": headlines(asked.results),
        "tables": tables_of(asked.results),
        **sums_of(asked.results),
        "is_coordinator": viewer.coordinates_tours,
        "is_empty": asked.is_empty,
    }
    return render(request, "results/home.html", context, status=422 if asked.form.errors else 200)


def sums_of(results: Results) -> dict[str, Decimal]:
    """Return what is told in euros above the tables."""
    return {
        "euros": results.euros,
        "opened_euros": results.opened_euros,
        "arrears": results.arrears,
    }


@open_to(*READERS)
@reads
def csv(request: HttpRequest) -> HttpResponse:
    """Send the same figures as a spreadsheet."""
    viewer = viewer_of(request)
    asked = asked_of(request, viewer, timezone.localdate())
    body = results_csv(tables_of(asked.results), period=asked.period, place=asked.place)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bilan.csv"'
    return response


@open_to(Role.COORDINATOR)
@reads
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits where somebody was met."""
    viewer = viewer_of(request)
    return render(
        request, "results/visits.html", {"rows": page_of(request, shown.visits_met(viewer))}
    )


@open_to(Role.COORDINATOR)
@reads
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show what the day achieved."""
    viewer = viewer_of(request)
    found = staff.visit_of(viewer, visit_id)
    period = shown.whole_days(found)
    results = shown.results_of(Scope(viewer.organisation_id, period, visit_id=found.pk))
    context = {
        "visit": found,
        "headlines": headlines(results),
        "tables": [one for one in tables_of(results) if one.code not in BY_PLACE],
        **sums_of(results),
        "title": _("Ce que la journée a donné"),
        "is_empty": shown.is_empty(results),
    }
    return render(request, "results/visit.html", context)
