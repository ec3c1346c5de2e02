"""The encounter: one page to fill in, one page that shows it."""

import uuid
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.reception.actions.encounters import edit_encounter, may_delete, save_encounter
from allervers.reception.actions.guards import require_encounter, require_reception
from allervers.reception.forms.encounter import EncounterForm, day_of, initial_of
from allervers.reception.mapping.codes import readable_code
from allervers.reception.mapping.encounters import to_facts
from allervers.reception.queries import encounters as queries
from allervers.reception.queries.referrals import referrals_of
from allervers.reception.queries.visits import places_on
from allervers.reception.views.private_pages import kept_private
from allervers.reception.views.referral_shown import shown_referral
from allervers.reception.wording.encounters import encounter_rows, request_labels
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, reads, writes

# After saving: the button pressed, and the page it leads to.
NEXT: Final = {"droits": "rights:start", "orienter": "reception:orient"}


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
def add(request: HttpRequest) -> HttpResponseBase:
    """Welcome somebody: one page, everything on it, nothing compulsory but where."""
    viewer, today = viewer_of(request), timezone.localdate()
    require_reception(viewer)
    sent = request.POST if request.method == "POST" else request.GET
    day = day_of(sent.get("day", ""), today)
    offered = places_on(viewer, day, timezone.now())
    start = {
        "where": offered.chosen(request.GET.get("ou", "")),
        "submission": uuid.uuid4(),
        "day": None if day == today else day,
    }
    form = EncounterForm(posted(request), visits=offered.visits, initial=start)
    if form.is_valid():
        saved = save_encounter(viewer=viewer, facts=form.facts(), now=timezone.now())
        messages.success(request, _("La rencontre est enregistrée."))
        return redirect(after(request.POST.get("then", ""), saved.pk))
    context = {"form": form, "other_day": day if day != today else None}
    return render(request, "reception/add.html", context, status=422 if form.errors else 200)


def after(asked: str, encounter_id: UUID) -> str:
    """Return the page that follows saving; the encounter's own when another does not exist."""
    try:
        return reverse(NEXT[asked], args=[encounter_id])
    except (KeyError, NoReverseMatch):
        return reverse("reception:show", args=[encounter_id])


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@reads
@kept_private
def show(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Show what was said, the code, where to go on."""
    viewer, now = viewer_of(request), timezone.now()
    encounter = require_encounter(viewer, encounter_id)
    context = {
        "encounter": encounter,
        "code": readable_code(encounter),
        "is_own": encounter.organisation_id == viewer.organisation_id,
        "may_delete": may_delete(viewer, encounter, now),
        "is_code_over": queries.is_code_over(encounter, now),
        "rows": encounter_rows(encounter),
        "requests": request_labels(encounter.asked),  # type: ignore[attr-defined]
        "openings": queries.openings_of(encounter.pk),
        "referrals": [shown_referral(one) for one in referrals_of(encounter.pk)],
    }
    return render(request, "reception/show.html", context)


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
def edit(request: HttpRequest, encounter_id: UUID) -> HttpResponseBase:
    """Change what was said; whoever came by the code does not move the encounter elsewhere."""
    viewer, encounter = viewer_of(request), require_encounter(viewer_of(request), encounter_id)
    day = timezone.localdate(encounter.met_at)
    offered = places_on(viewer, day, timezone.now(), kept=encounter)
    facts = to_facts(encounter)
    form = EncounterForm(
        posted(request),
        visits=offered.visits,
        stays=encounter.organisation_id != viewer.organisation_id,
        initial=initial_of(encounter, facts),
    )
    if form.is_valid():
        edit_encounter(viewer=viewer, encounter_id=encounter.pk, facts=form.facts(), seen=form.seen)
        messages.success(request, _("La rencontre est modifiée."))
        return redirect(after(request.POST.get("then", ""), encounter.pk))
    context = {"form": form, "encounter": encounter}
    return render(request, "reception/edit.html", context, status=422 if form.errors else 200)
