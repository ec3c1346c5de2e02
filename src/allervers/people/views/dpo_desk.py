"""The DPO's desk: alerts, reviews, stops, files that nobody answers for, reads to check."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.people.actions.alerts import handle_alert
from allervers.people.actions.dpo_desk import hand_over, lift_stop
from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.forms.watching import HandOverForm
from allervers.people.queries import dpo_desk as queries
from allervers.people.queries import readers
from allervers.people.queries.reasons import with_reasons
from allervers.people.views.access import reads_in_name
from allervers.people.wording.watching import alert_sentence, shown_line
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import SIGNED_IN, open_to, writes
from allervers.ui.paging import page_of


@open_to(Role.DPO)
@reads_in_name
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits, without the inside of any file."""
    found = queries.desk(viewer_of(request), timezone.now())
    context = {
        "desk": found,
        "alerts": [(alert, alert_sentence(alert)) for alert in found.alerts],
        "now": timezone.now(),
    }
    return render(request, "people/watching/desk.html", context)


@open_to(Role.DPO)
@reads_in_name
def reads_sample(request: HttpRequest) -> HttpResponse:
    """Show the twenty reads to check this week."""
    lines = queries.sample(viewer_of(request), timezone.now())
    names = queries.pseudonyms({one.person_ref for one in lines if one.person_ref})
    rows = [shown_line(one, names) for one in with_reasons(lines)]
    return render(request, "people/watching/sample.html", {"rows": rows})


@open_to(Role.DPO)
@reads_in_name
def archive_reads(request: HttpRequest) -> HttpResponse:
    """Show who reads archives, and the reason each one wrote."""
    viewer = viewer_of(request)
    page = page_of(request, readers.archive_reads(viewer))
    names = queries.pseudonyms({one.person_ref for one in page if one.person_ref})
    holders = readers.archive_holders(viewer, timezone.localdate())
    context = {
        "page": page,
        "rows": [shown_line(one, names) for one in with_reasons(page)],
        "holders": holders[: queries.FEW],
        "holders_more": max(0, holders.count() - queries.FEW),
    }
    return render(request, "people/watching/archive_reads.html", context)


@open_to(SIGNED_IN)
@writes
def alert_handle(request: HttpRequest, alert_id: UUID) -> HttpResponseBase:
    """Say that an alert was looked at: a button of the desk, nothing to read here."""
    if request.method != "POST":
        raise nothing_here()
    viewer = viewer_of(request)
    alert = handle_alert(viewer, alert_id=alert_id, now=timezone.now())
    messages.success(request, _("L’alerte est marquée comme vue."))
    return redirect("people:my_access" if alert.to_id else "people:desk")


@open_to(Role.DPO)
@writes
def stop_lift(request: HttpRequest, member_id: UUID) -> HttpResponseBase:
    """Let a stopped member open files again, once confirmed."""
    viewer = viewer_of(request)
    stopped = queries.stop_of(viewer, member_id)
    if stopped is None:
        raise nothing_here()
    if request.method == "POST":
        lift_stop(viewer, member_id=member_id, now=timezone.now())
        messages.success(request, _("L’accès est rouvert."))
        return redirect("people:desk")
    return render(request, "people/watching/stop_lift.html", {"stopped": stopped})


@open_to(Role.DPO)
@writes
def file_hand_over(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Give a file that nobody answers for to a professional."""
    viewer, now = viewer_of(request), timezone.now()
    today = timezone.localdate(now)
    person = queries.orphan(viewer, person_id, today)
    if person is None:
        raise nothing_here()
    form = HandOverForm(posted(request), holders=queries.holders(viewer, today))
    if form.is_valid():
        member = form.cleaned_data["member"]
        hand_over(viewer, person_id=person_id, member_id=member.pk, now=now)
        messages.success(request, _("Le dossier a un référent."))
        return redirect("people:desk")
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "people/watching/hand_over.html", context, status=status)
