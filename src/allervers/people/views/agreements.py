"""Two pages that never stand for each other: what the person was told, what they agreed to."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import informing as actions
from allervers.people.actions.opening import not_found, open_to_write
from allervers.people.forms.agreements import ConsentForm, InformationForm
from allervers.people.queries import agreements as queries
from allervers.people.queries.acting import acting
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import (
    HOLDERS,
    asks_why,
    file_context,
    file_form,
    opened_by,
    viewer_of,
)
from allervers.people.wording.agreements import shown_consents, shown_informations
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes
from allervers.ui.paging import page_of

YEAR = timedelta(days=365)


@open_to(*HOLDERS)
@reads_files
@asks_why
def informations(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show each time the person was told what is kept and why."""
    opened = opened_by(request, person_id)
    actions.require_caseload(opened)
    page = page_of(request, queries.informations_of(person_id))
    rows = shown_informations(queries.opened_informations(person_id, page))
    context = {"rows": rows, "page": page, **file_context(opened)}
    return render(request, "people/files/informations.html", context)


@open_to(*HOLDERS)
@writes
def information_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Note that the person was told."""
    viewer, today = viewer_of(request), timezone.localdate()
    opened = open_to_write(viewer, person_id)
    actions.require_caseload(opened)
    with acting(viewer):
        speakers = speaker_choices(queries.speakers_of(person_id))
    initial = {"told_on": today, "language": "fr"}
    form = InformationForm(posted(request), speakers=speakers, initial=initial)
    if form.is_valid():
        said = form.said()
        actions.note_information(viewer=viewer, person_id=person_id, said=said, now=timezone.now())
        messages.success(request, _("L’information donnée est notée."))
        return redirect("people:informations", person_id)
    return file_form(
        request, opened, form, title=_("Noter l’information donnée"), submit=_("Enregistrer"),
        intro=_("Dire à la personne ce qui est noté, pourquoi, combien de temps, et ses droits "
                "(RGPD, article 13). Ce n’est pas lui demander son accord."),
    )  # fmt: skip


@open_to(*HOLDERS)
@reads_files
@asks_why
def agreements(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the person agreed to, in force or not."""
    opened = opened_by(request, person_id)
    actions.require_caseload(opened)
    page = page_of(request, queries.consents_of(person_id))
    rows = shown_consents(queries.opened_consents(person_id, page), timezone.localdate())
    context = {
        "rows": rows, "page": page, "may_write": opened.may_write,
        **file_context(opened),
    }  # fmt: skip
    return render(request, "people/files/agreements.html", context)


@open_to(*HOLDERS)
@writes
def agreement_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Note an agreement."""
    viewer, today = viewer_of(request), timezone.localdate()
    opened = open_to_write(viewer, person_id)
    actions.require_caseload(opened)
    with acting(viewer):
        speakers = speaker_choices(queries.speakers_of(person_id))
    initial = {"given_on": today, "expires_on": today + YEAR}
    form = ConsentForm(posted(request), speakers=speakers, initial=initial)
    if form.is_valid():
        said = form.said()
        actions.note_consent(viewer=viewer, person_id=person_id, said=said, now=timezone.now())
        messages.success(request, _("L’accord est noté. Il peut être repris à tout moment."))
        return redirect("people:agreements", person_id)
    return file_form(
        request, opened, form, title=_("Noter un accord"), submit=_("Enregistrer"),
        intro=_("Un accord est libre, et pour une seule chose. Refuser n’empêche ni l’accueil, ni "
                "le suivi, ni une aide. La personne peut le reprendre quand elle veut."),
    )  # fmt: skip


@open_to(*HOLDERS)
@writes
def agreement_withdraw(request: HttpRequest, person_id: UUID, consent_id: UUID) -> HttpResponseBase:
    """Ask, then take an agreement back: at once."""
    viewer = viewer_of(request)
    opened = open_to_write(viewer, person_id)
    actions.require_caseload(opened)
    with acting(viewer):
        consent = queries.consent_in_force(person_id, consent_id)
    if consent is None:
        raise not_found()
    if request.method == "POST":
        ids = {"person_id": person_id, "consent_id": consent_id}
        actions.withdraw_consent(viewer=viewer, **ids, now=timezone.now())
        messages.success(request, _("L’accord est repris. Ce qu’il ouvrait est fermé."))
        return redirect("people:agreements", person_id)
    return file_form(
        request, opened, None, title=_("Reprendre cet accord ?"), submit=_("Reprendre l’accord"),
        intro=_("« %(what)s » : ce qui est partagé sur cet accord se ferme aussitôt.")
        % {"what": consent.purpose},
        is_danger=True,
    )  # fmt: skip


def speaker_choices(speakers: Iterable[Any]) -> list[tuple[str, str]]:
    """Return who decides for the person, to choose among; never somebody who must not be told."""
    return [
        (str(one.pk), one.name or _("une autre personne suivie"))
        for one in speakers
        if not one.is_not_to_be_told and one.until is None
    ]
