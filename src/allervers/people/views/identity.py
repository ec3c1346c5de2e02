"""Who the person says they are, who decides for them, who lives with them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import households as actions
from allervers.people.actions.identifying import identify
from allervers.people.actions.opening import not_found, open_to_write, require_section
from allervers.people.domain.section import Section
from allervers.people.forms.agreements import (
    LeavingForm,
    LivingForm,
    SpeakerChangeForm,
    SpeakerForm,
)
from allervers.people.forms.identity import IdentityForm, initial_identity
from allervers.people.queries import agreements as queries
from allervers.people.queries.acting import acting
from allervers.people.queries.files import mates_of
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import (
    HOLDERS,
    asks_why,
    file_context,
    file_form,
    opened_by,
    viewer_of,
)
from allervers.people.wording.files import file_choices, mate_of, name_of
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes


@open_to(*HOLDERS)
@writes
def identity(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Complete or correct the identity; then look whether another file is about the same person."""
    viewer, today = viewer_of(request), timezone.localdate()
    opened = open_to_write(viewer, person_id, Section.IDENTITY)
    with acting(viewer):
        kept = queries.identity_of(person_id)
    form = IdentityForm(posted(request), today=today, initial=initial_identity(kept))
    if form.is_valid():
        said = form.said(kept)
        identify(viewer=viewer, person_id=person_id, said=said)
        messages.success(request, _("L’identité est enregistrée."))
        return redirect("people:duplicates" if said.key else "people:show", person_id)
    return file_form(
        request, opened, form, title=_("Compléter l’identité"), submit=_("Enregistrer"),
        intro=_("Rien n’est obligatoire. Notez ce que la personne dit, et ce qui sert."),
    )  # fmt: skip


@open_to(*HOLDERS)
@writes
def speaker_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Note who decides for the person: a parent, a guardian, the ASE."""
    viewer, now = viewer_of(request), timezone.now()
    opened = open_to_write(viewer, person_id, Section.IDENTITY)
    with acting(viewer):
        others = queries.other_files(viewer, person_id, Section.IDENTITY, now)
    initial = {"since": timezone.localdate(now)}
    form = SpeakerForm(posted(request), others=file_choices(others), initial=initial)
    if form.is_valid():
        actions.add_representation(viewer=viewer, person_id=person_id, said=form.said())
        messages.success(request, _("C’est noté."))
        return redirect("people:show", person_id)
    title = _("Ajouter un représentant")
    return file_form(request, opened, form, title=title, submit=_("Enregistrer"))


@open_to(*HOLDERS)
@writes
def speaker_edit(
    request: HttpRequest, person_id: UUID, representation_id: UUID
) -> HttpResponseBase:
    """Say whether a representative may be told, and until when they decide."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.IDENTITY)
    with acting(viewer):
        speaker = queries.speaker_of(person_id, representation_id)
    if speaker is None:
        raise not_found()
    initial = {"is_not_to_be_told": speaker.is_not_to_be_told, "until": speaker.until}
    form = SpeakerChangeForm(posted(request), initial=initial)
    if form.is_valid():
        actions.change_representation(
            viewer=viewer, person_id=person_id, representation_id=representation_id,
            said=form.said(),
        )  # fmt: skip
        messages.success(request, _("C’est noté."))
        return redirect("people:show", person_id)
    title = _("Représentant : informer, fin")
    return file_form(request, opened, form, title=title, submit=_("Enregistrer"))


@open_to(*HOLDERS)
@reads_files
@asks_why
def household(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who lives with the person, among the files that the viewer reaches."""
    opened = opened_by(request, person_id)
    require_section(opened, Section.SITUATION)
    rows = mates_of(viewer_of(request), person_id, timezone.now())
    mates = [mate_of(row) for row in rows]
    context = {"mates": mates, "may_write": opened.may_write}
    return render(request, "people/files/household.html", context | dict(file_context(opened)))


@open_to(*HOLDERS)
@writes
def household_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Say that somebody of one's own files lives with the person."""
    viewer, now = viewer_of(request), timezone.now()
    opened = open_to_write(viewer, person_id, Section.SITUATION)
    with acting(viewer):
        others = queries.other_files(viewer, person_id, Section.SITUATION, now)
    initial = {"since": timezone.localdate(now), "own_place": "adult"}
    form = LivingForm(posted(request), others=file_choices(others), initial=initial)
    if form.is_valid():
        actions.live_together(viewer=viewer, person_id=person_id, living=form.living(), now=now)
        messages.success(request, _("Le foyer est à jour."))
        return redirect("people:household", person_id)
    title = _("Ajouter quelqu’un au foyer")
    return file_form(request, opened, form, title=title, submit=_("Ajouter"))


@open_to(*HOLDERS)
@writes
def household_leave(request: HttpRequest, person_id: UUID, membership_id: UUID) -> HttpResponseBase:
    """Say the day somebody left the household of the person."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id, Section.SITUATION)
    with acting(viewer):
        found = queries.membership_of(person_id, membership_id)
        if found is None:
            raise not_found()
        who = name_of(found.person, shows_identity=True)
    form = LeavingForm(posted(request), initial={"until": timezone.localdate()})
    if form.is_valid():
        until = form.cleaned_data["until"]
        ids = {"person_id": person_id, "membership_id": membership_id}
        actions.leave_household(viewer=viewer, **ids, until=until)
        messages.success(request, _("Le foyer est à jour."))
        return redirect("people:household", person_id)
    title = _("%(who)s quitte le foyer") % {"who": who}
    return file_form(request, opened, form, title=title, submit=_("Enregistrer le départ"))
