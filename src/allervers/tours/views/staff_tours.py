"""Pages of the tours and their calendar."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.tours.actions import tours as actions
from allervers.tours.exchange.calendar_csv import calendar_csv
from allervers.tours.forms.tour import TourForm
from allervers.tours.queries import staff
from allervers.tours.queries.staff_calendar import (
    day_sheet,
    day_to_open,
    month_of,
    tour_rows,
    tour_series,
)
from allervers.tours.views.staff_pages import (
    Back,
    confirm_page,
    done,
    form_page,
    posted,
    viewer_of,
)
from allervers.tours.views.staff_series import series_text
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of

READERS = (Role.COORDINATOR, Role.FIELD_WORKER, Role.RECEPTIONIST)


@open_to(*READERS)
@reads
def tours(request: HttpRequest) -> HttpResponse:
    """List the tours of the organisation's units."""
    viewer = viewer_of(request)
    context = {
        "rows": page_of(request, staff.tours_of(viewer)),
        "has_units": staff.units_of(viewer).filter(is_active=True).exists(),
        "today": timezone.localdate(),
    }
    return render(request, "tours/staff/tours.html", context)


@open_to(*READERS)
@reads
def tour(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Show one month of a tour: a calendar on a wide screen, a list on a phone."""
    viewer = viewer_of(request)
    found = staff.tour_of(viewer, tour_id)
    day = _month_asked(request) or day_to_open(found, timezone.now())
    context = {
        "tour": found,
        "month": month_of(viewer, found, day),
        "series": [(one, series_text(one)) for one in tour_series(found)],
        "today": timezone.localdate(),
    }
    return render(request, "tours/staff/tour.html", context)


def _month_asked(request: HttpRequest) -> date | None:
    """Read ?mois=2026-10; anything else shows the month of the next visit."""
    try:
        return parse_date(f"{request.GET.get('mois', '')}-01")
    except ValueError:
        return None


@open_to(Role.COORDINATOR)
@writes
def tour_add(request: HttpRequest) -> HttpResponse:
    """Open a tour."""
    viewer = viewer_of(request)
    form = TourForm(posted(request), viewer=viewer, initial={"unit": request.GET.get("unite")})
    if request.method == "POST" and form.is_valid():
        made = actions.add_tour(viewer=viewer, values=form.values())
        said = _("La tournée est créée. Ajoutez maintenant ses passages.")
        return done(request, said, "tour", made.id)
    return form_page(
        request,
        form,
        title=_("Créer une tournée"),
        submit=_("Créer la tournée"),
        back=Back.to(_("Tournées"), "tours"),
    )


@open_to(Role.COORDINATOR)
@writes
def tour_edit(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Change a tour's name, dates and words."""
    viewer = viewer_of(request)
    found = staff.tour_of(viewer, tour_id)
    name = found.name
    form = TourForm(posted(request), instance=found, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        actions.change_tour(viewer=viewer, tour_id=tour_id, values=form.values(), seen=form.seen)
        return done(request, _("La tournée est enregistrée."), "tour", tour_id)
    return form_page(
        request,
        form,
        title=_("Modifier « %(name)s »") % {"name": name},
        submit=_("Enregistrer"),
        back=Back.to(name, "tour", tour_id),
    )


@open_to(Role.COORDINATOR)
@writes
def tour_delete(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Delete a tour that was never announced, after a confirmation."""
    viewer = viewer_of(request)
    found = staff.tour_of(viewer, tour_id)
    if request.method == "POST":
        actions.delete_tour(viewer=viewer, tour_id=tour_id)
        return done(request, _("La tournée est supprimée."), "tours")
    actions.refuse_if_announced(found)  # rather than after a confirmation that cannot succeed
    return confirm_page(
        request,
        title=_("Supprimer « %(name)s » ?") % {"name": found.name},
        submit=_("Supprimer la tournée"),
        back=Back.to(found.name, "tour", tour_id),
        lines=[_("Ses séries et ses passages en brouillon seront supprimés avec elle.")],
    )


@open_to(*READERS)
@reads
def tour_csv(request: HttpRequest, tour_id: UUID) -> HttpResponse:
    """Give the whole calendar of a tour as a spreadsheet."""
    found = staff.tour_of(viewer_of(request), tour_id)
    answer = HttpResponse(calendar_csv(tour_rows(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="calendrier.csv"'
    return answer


@open_to(*READERS)
@reads
def sheet(request: HttpRequest, day: str) -> HttpResponse:
    """Show the day's sheet of the crew, made to be printed and taken on board."""
    try:
        asked = parse_date(day)
    except ValueError:
        asked = None
    chosen = asked or timezone.localdate()
    one = timedelta(days=1)
    context = {
        "day": chosen,
        "before": chosen - one if chosen > date.min else None,
        "after": chosen + one if chosen < date.max else None,
        "visits": day_sheet(viewer_of(request), chosen),
    }
    return render(request, "tours/staff/sheet.html", context)
