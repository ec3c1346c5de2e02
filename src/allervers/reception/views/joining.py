"""From an encounter without a name to a file, and back: only with the person's code."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.accounts.gateways import visitor
from allervers.people.actions.opening import require_section
from allervers.people.domain.section import Section
from allervers.people.queries.acting import acting
from allervers.people.queries.agreements import other_files
from allervers.people.queries.caseload import holds_files
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import HOLDERS, asks_why, file_context, opened_by
from allervers.people.wording.files import file_choices
from allervers.reception.actions.guards import require_encounter
from allervers.reception.actions.joining import join_encounter, prove_code
from allervers.reception.domain.access import welcomes
from allervers.reception.forms.joining import JoinForm
from allervers.reception.queries.joining import joined_to
from allervers.reception.views.private_pages import kept_private
from allervers.reception.wording.encounters import request_labels
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, writes
from allervers.ui.domain.refusal import Refusal

YEAR: Final = timedelta(days=365)
OF_THE_CODE: Final = (404, 410)


@open_to(Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR)
@writes
@kept_private
def join(request: HttpRequest, encounter_id: UUID) -> HttpResponseBase:
    """Join an encounter to one of my files: the person gives their code and agrees."""
    viewer, now = viewer_of(request), timezone.now()
    encounter, today = require_encounter(viewer, encounter_id), timezone.localdate(now)
    with acting(viewer):
        may_hold = holds_files(viewer, now)
        mine = other_files(viewer, encounter_id, Section.RIGHTS, now) if may_hold else []
    initial = {"until": today + YEAR}
    form = JoinForm(posted(request), files=file_choices(mine), today=today, initial=initial)
    if form.is_valid() and _is_joined(request, form, encounter):
        messages.success(request, _("La rencontre est jointe au dossier."))
        return redirect("people:show", form.cleaned_data["person"])
    context = {"form": form, "encounter": encounter, "mine": mine}
    status = 422 if form.errors else 200
    return render(request, "reception/join.html", context, status=status)


def _is_joined(request: HttpRequest, form: JoinForm, encounter: Any) -> bool:
    """Check the code, then join; a wrong code is said beside its field."""
    data, now = form.cleaned_data, timezone.now()
    viewer, origin = viewer_of(request), visitor.address(request) or ""
    try:
        prove_code(viewer=viewer, encounter=encounter, code=data["code"], origin=origin, now=now)
    except Refusal as refusal:
        if refusal.status not in OF_THE_CODE:
            raise
        form.add_error("code", refusal.what)
        return False
    join_encounter(
        viewer=viewer, encounter_id=encounter.pk, person_id=UUID(data["person"]),
        means=data["means"], until=data["until"], now=now,
    )  # fmt: skip
    return True


@open_to(*HOLDERS)
@reads_files
@asks_why
def of_file(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the encounters that the person agreed to join to their file."""
    opened, viewer = opened_by(request, person_id), viewer_of(request)
    require_section(opened, Section.RIGHTS)
    joined = list(joined_to(person_id, timezone.localdate()))
    rows = [
        (one, request_labels(each.thematique for each in one.encounter.requests.all()))
        for one in joined
    ]
    may_open = welcomes(viewer.organisation_kind, viewer.roles)
    context = {"rows": rows, "may_open": may_open, **file_context(opened)}
    return render(request, "reception/of_file.html", context)
