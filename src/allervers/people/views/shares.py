"""Shares received and sent; one share; what becomes of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import share_answers as actions
from allervers.people.actions.partner_links import send_again
from allervers.people.actions.share_listing import share_page, shares_listed, shares_on_file
from allervers.people.forms.shares import OutcomeForm, ReasonForm
from allervers.people.queries.shares import counts, received, sent
from allervers.people.views.access import reads_files
from allervers.people.views.file_pages import HOLDERS, asks_why, opened_by
from allervers.people.views.share_pages import kept_private
from allervers.tours.views.staff_pages import posted, viewer_of
from allervers.ui.access import SIGNED_IN, open_to, writes
from allervers.ui.paging import page_of


@open_to(SIGNED_IN)
@reads_files
@kept_private
def shares_received(request: HttpRequest) -> HttpResponse:
    """List what was shared with one: what waits for an answer first."""
    viewer = viewer_of(request)
    page = page_of(request, received(viewer))
    shown = shares_listed(viewer, page.object_list)
    context = {"page": page, "shares": shown, "counts": counts(viewer), "tab": "received"}
    return render(request, "people/sharing/list.html", context)


@open_to(SIGNED_IN)
@reads_files
@kept_private
def shares_sent(request: HttpRequest) -> HttpResponse:
    """List what one shared."""
    viewer = viewer_of(request)
    page = page_of(request, sent(viewer))
    shown = shares_listed(viewer, page.object_list)
    context = {"page": page, "shares": shown, "counts": counts(viewer), "tab": "sent"}
    return render(request, "people/sharing/list.html", context)


@open_to(*HOLDERS)
@reads_files
@kept_private
@asks_why
def file_shares(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List the shares of one file: what others know of it, and until when."""
    opened = opened_by(request, person_id)
    shown = shares_on_file(viewer_of(request), opened)
    context = {
        "person": opened.person, "shares": shown, "tab": "sent", "may_write": opened.may_write,
    }  # fmt: skip
    return render(request, "people/sharing/file_shares.html", context)


@open_to(SIGNED_IN)
@reads_files
@kept_private
def share(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """Show one share: its terms, never what it opens."""
    shown = share_page(viewer_of(request), share_id, timezone.now())
    return render(request, "people/sharing/share.html", {"shown": shown})


@open_to(SIGNED_IN)
@writes
@kept_private
def share_accept(request: HttpRequest, share_id: UUID) -> HttpResponseBase:
    """Accept, once what it commits to was read."""
    viewer, now = viewer_of(request), timezone.now()
    if request.method == "POST":
        actions.accept(viewer=viewer, share_id=share_id, now=now)
        messages.success(request, _("Le partage est accepté. Ce qu’il ouvre est lisible."))
        return redirect("people:share", share_id)
    return _answer_page(request, share_id, "accept")


@open_to(SIGNED_IN)
@writes
@kept_private
def share_refuse(request: HttpRequest, share_id: UUID) -> HttpResponseBase:
    """Refuse, and say why."""
    form = ReasonForm(posted(request))
    if form.is_valid():
        actions.refuse(
            viewer=viewer_of(request),
            share_id=share_id,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        messages.success(request, _("Le partage est refusé. L’expéditeur lira votre raison."))
        return redirect("people:shares_received")
    return _answer_page(request, share_id, "refuse", form)


@open_to(SIGNED_IN)
@writes
@kept_private
def share_finish(request: HttpRequest, share_id: UUID) -> HttpResponseBase:
    """Tell what came of it, and end the share."""
    form = OutcomeForm(posted(request))
    if form.is_valid():
        actions.finish(
            viewer=viewer_of(request),
            share_id=share_id,
            outcome=form.cleaned_data["outcome"],
            now=timezone.now(),
        )
        messages.success(request, _("Le partage est terminé. Ce qu’il ouvrait est fermé."))
        return redirect("people:shares_received")
    return _answer_page(request, share_id, "finish", form)


@open_to(SIGNED_IN)
@writes
@kept_private
def share_revoke(request: HttpRequest, share_id: UUID) -> HttpResponseBase:
    """End a share at once."""
    form = ReasonForm(posted(request))
    if form.is_valid():
        actions.revoke(
            viewer=viewer_of(request),
            share_id=share_id,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        messages.success(request, _("Le partage est révoqué. Plus rien n’en est lisible."))
        return redirect("people:share", share_id)
    return _answer_page(request, share_id, "revoke", form)


@open_to(SIGNED_IN)
@writes
@kept_private
def share_link(request: HttpRequest, share_id: UUID) -> HttpResponseBase:
    """Send a new link to a partner without an account; the former one closes."""
    if request.method == "POST":
        send_again(viewer=viewer_of(request), share_id=share_id, now=timezone.now())
        messages.success(request, _("Un nouveau lien est parti. L’ancien n’ouvre plus rien."))
        return redirect("people:share", share_id)
    return _answer_page(request, share_id, "link")


def _answer_page(
    request: HttpRequest, share_id: UUID, act: str, form: ReasonForm | OutcomeForm | None = None
) -> HttpResponse:
    """Ask before an act; a page of somebody else's share does not exist."""
    shown = share_page(viewer_of(request), share_id, timezone.now(), act=act)
    status = 422 if form is not None and form.errors else 200
    context = {"shown": shown, "form": form, "act": act}
    return render(request, f"people/sharing/share_{act}.html", context, status=status)
