"""The person's rights: what they ask, the notes to read again, the answer, the copy."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.people.actions import rights_requests as actions
from allervers.people.actions.copying import make_copy
from allervers.people.actions.opening import not_found
from allervers.people.actions.rights_answers import Answer, answer
from allervers.people.actions.rights_delays import (
    MONTHS,
    PersonTold,
    extend,
    lift_restriction,
    limited_file,
)
from allervers.people.actions.rights_pages import (
    page_for_form,
    release_page,
    rights_page,
    rights_pages,
)
from allervers.people.domain.retention import later
from allervers.people.exchange.file_copy.drawing import CONTENT_TYPE, FILE_NAME, pdf
from allervers.people.exchange.file_copy.package import PACKAGE_NAME, PACKAGE_TYPE, package
from allervers.people.forms.keeping import (
    AnswerForm,
    DecideForm,
    ExtendForm,
    LiftForm,
    ReceiveForm,
)
from allervers.people.queries import rights_requests as queries
from allervers.people.views.access import reads_files, reads_in_name
from allervers.people.views.file_pages import HOLDERS
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import open_to, writes
from allervers.ui.paging import page_of

DOCTOR_FILE: Final = "pour-le-medecin.pdf"


@open_to(Role.DPO)
@reads_in_name
def rights_waiting(request: HttpRequest) -> HttpResponse:
    """List the requests that wait for an answer, the latest first: never what they say."""
    page = page_of(request, queries.waiting())
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "people/keeping/waiting.html", context)


@open_to(*HOLDERS)
@reads_files
def rights_of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List what one person asked of their file."""
    opened, found = rights_pages(viewer_of(request), person_id)
    context = {"person": opened.person, "requests": found, "today": timezone.localdate()}
    return render(request, "people/keeping/rights_of.html", context)


@open_to(*HOLDERS)
@writes
def rights_receive(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Write down what a person asks."""
    viewer, form = viewer_of(request), ReceiveForm(posted(request))
    person = actions.person_for_form(viewer=viewer, person_id=person_id)
    if form.is_valid():
        asked = actions.Asked(**form.cleaned_data)
        made = actions.receive(viewer=viewer, person_id=person_id, asked=asked, now=timezone.now())
        messages.success(request, _("Noté. La réponse est due dans un mois."))
        return redirect("people:rights_request", request_id=made.pk)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "people/keeping/receive.html", context, status=status)


@open_to(*HOLDERS)
@reads_files
def rights_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show one request; of a copy, the notes to read again."""
    page = rights_page(viewer_of(request), request_id)
    return render(request, "people/keeping/request.html", {"page": page})


@open_to(*HOLDERS)
@writes
def rights_decide(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Hand out or mask one note, or put one in the queue."""
    viewer, form = viewer_of(request), DecideForm(request.POST)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if said["choice"]:
            actions.decide_redaction(
                viewer=viewer, request_id=request_id, entry_id=said["entry"],
                choice=said["choice"],
            )  # fmt: skip
        elif said["why"]:
            actions.queue_more(
                viewer=viewer, request_id=request_id, entry_id=said["entry"], why=said["why"]
            )
    return redirect("people:rights_request", request_id=request_id)


@open_to(*HOLDERS)
@writes
def rights_ready(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Say that everything was read again."""
    if request.method == "POST":
        actions.finish_redacting(viewer=viewer_of(request), request_id=request_id)
        messages.success(request, _("Prêt. Une seconde personne doit maintenant remettre."))
    return redirect("people:rights_request", request_id=request_id)


@open_to(Role.DPO, *HOLDERS)
@writes
def rights_release(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Release a copy, or send it back to be read again, as a second person."""
    viewer, now = viewer_of(request), timezone.now()
    page = release_page(viewer=viewer, request_id=request_id)
    if request.method == "POST" and "remettre" in request.POST:
        actions.release(viewer=viewer, request_id=request_id, now=now)
        messages.success(request, _("La copie peut être remise à la personne."))
    elif request.method == "POST":
        actions.redact_again(viewer=viewer, request_id=request_id)
        messages.success(request, _("Renvoyé à la relecture."))
    else:
        return render(request, "people/keeping/release.html", {"page": page})
    if viewer.has(Role.DPO):
        return redirect("people:rights_waiting")
    return redirect("people:rights_request", request_id=request_id)


@open_to(*HOLDERS)
@writes
def rights_answer(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Answer a request other than a copy."""
    viewer = viewer_of(request)
    page = page_for_form(viewer=viewer, request_id=request_id)
    form = AnswerForm(posted(request), notes=page.choices, corrects=page.corrects)
    if form.is_valid():
        said = dict(form.cleaned_data)
        entry_id = said.pop("entry_id", "")
        given = Answer(
            is_granted=said.pop("is_granted") == "yes",
            entry_id=UUID(entry_id) if entry_id else None, **said,
        )  # fmt: skip
        answer(viewer=viewer, request_id=request_id, given=given, now=timezone.now())
        messages.success(request, _("Répondu. Dites-le à la personne."))
        return redirect("people:rights_request", request_id=request_id)
    context = {"form": form, "page": page}
    status = 422 if form.errors else 200
    return render(request, "people/keeping/answer.html", context, status=status)


@open_to(*HOLDERS)
@writes
def rights_extend(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Take two more months, the person being told why."""
    viewer = viewer_of(request)
    page = page_for_form(viewer=viewer, request_id=request_id)
    if not page.may_extend:
        raise not_found()
    form = ExtendForm(posted(request))
    if form.is_valid():
        extend(viewer=viewer, request_id=request_id, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Le délai est prolongé de deux mois."))
        return redirect("people:rights_request", request_id=request_id)
    context = {"form": form, "page": page, "until": later(page.request.received_on, MONTHS)}
    status = 422 if form.errors else 200
    return render(request, "people/keeping/extend.html", context, status=status)


@open_to(*HOLDERS)
@writes
def rights_lift(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Let a file be used again, the person being told before."""
    viewer = viewer_of(request)
    person = limited_file(viewer=viewer, person_id=person_id)
    form = LiftForm(posted(request), initial={"on": timezone.localdate()})
    if form.is_valid():
        told = PersonTold(**form.cleaned_data)
        lift_restriction(viewer=viewer, person_id=person_id, told=told, now=timezone.now())
        messages.success(request, _("La limitation est levée."))
        return redirect("people:rights_of", person_id=person_id)
    status = 422 if form.errors else 200
    context = {"form": form, "person": person}
    return render(request, "people/keeping/lift.html", context, status=status)


@open_to(*HOLDERS)
@writes  # the line that says it was exported
def rights_copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Draw the copy; a draft until it is released."""
    made = make_copy(viewer=viewer_of(request), request_id=request_id, now=timezone.now())
    return _drawn(pdf(made), FILE_NAME)


@open_to(*HOLDERS)
@writes  # as above
def rights_doctor_copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Draw what is medical, for the doctor whom the person chose."""
    made = make_copy(
        viewer=viewer_of(request), request_id=request_id, now=timezone.now(), to_doctor=True
    )
    return _drawn(pdf(made), DOCTOR_FILE)


@open_to(*HOLDERS)
@writes  # as above
def rights_package(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Give the copy in one package: to read, as data, with what was left out."""
    made = make_copy(viewer=viewer_of(request), request_id=request_id, now=timezone.now())
    return _drawn(package(made), PACKAGE_NAME, PACKAGE_TYPE)


def _drawn(content: bytes, name: str, kind: str = CONTENT_TYPE) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
