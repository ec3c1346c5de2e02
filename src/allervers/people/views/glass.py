"""Breaking the glass: look for a file, open danger and contacts, be reviewed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.people.actions.glass import break_glass, review_glass, search_glass
from allervers.people.actions.watching_refusals import nothing_here
from allervers.people.domain.ground import Purpose
from allervers.people.forms.watching import GlassReasonForm, GlassSearchForm, VerdictForm
from allervers.people.queries import dpo_desk
from allervers.people.queries.glass import Words, search_that_found
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import SIGNED_IN, open_to, writes


@open_to(SIGNED_IN)
@writes
def glass(request: HttpRequest) -> HttpResponseBase:
    """Look for one file, by exact words; the search is written down whatever it finds."""
    form = GlassSearchForm(posted(request))
    found = None
    if form.is_valid():
        said = form.cleaned_data
        words = Words(
            (said["given_names"], said["family_name"]), said["born_on"], said["pseudonym"]
        )
        found = search_glass(
            viewer_of(request), words=words, reason=said["reason"], now=timezone.now()
        )
    context = {"form": form, "found": found}
    return render(
        request, "people/watching/glass.html", context, status=422 if form.errors else 200
    )


@open_to(SIGNED_IN)
@writes
def glass_break(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Open danger and contacts of a file that one has just found."""
    viewer, now = viewer_of(request), timezone.now()
    search = search_that_found(viewer, person_id, now)
    if search is None:
        raise nothing_here()
    form = GlassReasonForm(posted(request), initial={"reason": search.reason})
    if form.is_valid():
        break_glass(viewer, person_id=person_id, reason=form.cleaned_data["reason"], now=now)
        messages.success(
            request, _("Ouvert pour quatre heures. Le référent et le délégué sont prévenus.")
        )
        address = reverse("people:show", args=[person_id])
        return redirect(f"{address}?but={Purpose.EMERGENCY.value}")
    status = 422 if form.errors else 200
    return render(request, "people/watching/glass_break.html", {"form": form}, status=status)


@open_to(Role.DPO)
@writes
def glass_review(request: HttpRequest, glass_id: UUID) -> HttpResponseBase:
    """Say whether a glass was rightly broken."""
    viewer = viewer_of(request)
    broken = dpo_desk.review_of(viewer, glass_id)
    if broken is None:
        raise nothing_here()
    form = VerdictForm(posted(request))
    if form.is_valid():
        verdict = form.cleaned_data["verdict"]
        review_glass(viewer, glass_id=glass_id, verdict=verdict, now=timezone.now())
        messages.success(request, _("La relecture est enregistrée."))
        return redirect("people:desk")
    context = {"form": form, "broken": broken}
    status = 422 if form.errors else 200
    return render(request, "people/watching/glass_review.html", context, status=status)
