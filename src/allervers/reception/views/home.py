"""The reception's first page: who was met today, a new encounter, a code to take one up again."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.gateways import visitor
from allervers.reception.actions.codes import open_by_code
from allervers.reception.actions.guards import require_reception
from allervers.reception.domain.encounter import may_be_typed
from allervers.reception.forms.code import ResumeForm
from allervers.reception.forms.encounter import day_of
from allervers.reception.queries import encounters as queries
from allervers.reception.views.private_pages import kept_private
from allervers.reception.wording.encounters import days_around, tallied
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, reads, writes
from allervers.ui.domain.refusal import Refusal
from allervers.ui.paging import page_of

MISSING = 404


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Show the encounters of a day (?jour=2026-11-20), today's without it."""
    viewer, today = viewer_of(request), timezone.localdate()
    require_reception(viewer)
    day = min(day_of(request.GET.get("jour", ""), today), today)
    tallies = queries.tallies_of_day(viewer, day)
    context = {
        "day": day,
        "today": today,
        "is_today": day == today,
        "may_be_typed": may_be_typed(day, today),
        "tallies": tallied(tallies),
        "total": sum(one.count for one in tallies),
        "encounters": page_of(request, queries.of_day(viewer, day)),
        "around": days_around(day, today),
        "form": ResumeForm(),
    }
    return render(request, "reception/home.html", context)


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
@kept_private
def resume(request: HttpRequest) -> HttpResponseBase:
    """Open an encounter by the code that the person shows."""
    viewer = viewer_of(request)
    require_reception(viewer)
    form = ResumeForm(posted(request))
    if form.is_valid():
        try:
            found = open_by_code(
                viewer=viewer,
                code=form.cleaned_data["code"],
                origin=visitor.address(request) or "",
                now=timezone.now(),
            )
            return redirect("reception:show", encounter_id=found.pk)
        except Refusal as refusal:
            if refusal.status != MISSING:
                raise
            form.add_error("code", f"{refusal.what} {_('Relisez la fiche avec la personne.')}")
    status = 422 if form.errors else 200
    return render(request, "reception/resume.html", {"form": form}, status=status)
