"""A concern: sent and not read back; received, read, joined to a file or not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import concerns as actions
from allervers.people.actions.concerns import Told
from allervers.people.forms.concerns import AttachForm, ConcernForm
from allervers.people.queries.acting import acting
from allervers.people.queries.concerns import concerns_received as received
from allervers.people.queries.concerns import files_to_join, keepers, receipts
from allervers.people.views.access import reads_files
from allervers.people.views.share_pages import kept_private
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import SIGNED_IN, open_to, writes
from allervers.ui.paging import page_of


@open_to(SIGNED_IN)
@writes
@kept_private
def concern_send(request: HttpRequest) -> HttpResponseBase:
    """Tell somebody bound to secrecy what worries one; see that what was sent arrived."""
    viewer, now = viewer_of(request), timezone.now()
    with acting(viewer):
        found, sent = keepers(viewer, timezone.localdate(now)), receipts()
    form = ConcernForm(posted(request), candidates=found)
    if form.is_valid():
        told = Told(
            recipient_id=form.recipient_id(),
            about=form.cleaned_data["about"],
            text=form.cleaned_data["text"],
            pseudonym=form.cleaned_data["pseudonym"],
            is_urgent=form.cleaned_data["is_urgent"],
        )
        actions.send_concern(viewer=viewer, told=told)
        messages.success(request, _("C’est transmis. Vous verrez ici quand il sera ouvert."))
        return redirect("people:concern_send")
    context = {"form": form, "receipts": sent, "has_recipients": bool(found), "tab": "concern"}
    status = 422 if form.errors else 200
    return render(request, "people/sharing/concern_send.html", context, status=status)


@open_to(SIGNED_IN)
@reads_files
@kept_private
def concerns_received(request: HttpRequest) -> HttpResponse:
    """List the concerns that were sent to one."""
    page = page_of(request, received(viewer_of(request)))
    context = {"page": page, "tab": "concerns"}
    return render(request, "people/sharing/concerns.html", context)


@open_to(SIGNED_IN)
@writes
@kept_private
def concern(request: HttpRequest, concern_id: UUID) -> HttpResponseBase:
    """Read a concern; join it to a file, or not."""
    viewer, now = viewer_of(request), timezone.now()
    opened = actions.open_concern(viewer=viewer, concern_id=concern_id, now=now)
    with acting(viewer):
        files = files_to_join(viewer, timezone.localdate(now))
    start = {"person": str(opened.concern.person_id or "")}
    form = AttachForm(posted(request), files=files, initial=start)
    if form.is_valid():
        person_id = form.person_id()
        actions.attach_concern(viewer=viewer, concern_id=concern_id, person_id=person_id)
        messages.success(request, _("C’est enregistré. L’expéditeur n’en saura rien."))
        return redirect("people:concerns_received")
    status = 422 if form.errors else 200
    context = {"opened": opened, "form": form}
    return render(request, "people/sharing/concern.html", context, status=status)
