"""The team of a file, composed by its referent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.people.actions import following as actions
from allervers.people.actions.informing import require_caseload
from allervers.people.actions.opening import not_found, open_to_write
from allervers.people.forms.following import FollowForm
from allervers.people.queries import following as queries
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
from allervers.people.wording.following import colleague_choices, shown_followers
from allervers.tours.views.staff_pages import posted
from allervers.ui.access import open_to, writes


@open_to(*HOLDERS)
@reads_files
@asks_why
def team(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who follows the file; its referent may change it."""
    opened, day = opened_by(request, person_id), timezone.localdate()
    require_caseload(opened)
    rows = shown_followers(queries.followers(person_id, day))
    me = viewer_of(request).member_id
    is_mine = any(one.member_id == me and one.is_referent for one in rows)
    may_write = is_mine and opened.may_write
    context = {"rows": rows, "may_write": may_write, **file_context(opened)}
    return render(request, "people/files/team.html", context)


@open_to(*HOLDERS)
@writes
def team_add(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Put the file in a colleague's caseload."""
    viewer, now = viewer_of(request), timezone.now()
    opened = open_to_write(viewer, person_id)
    with acting(viewer):
        actions.require_referent(viewer, opened, now)
        members = colleague_choices(queries.colleagues(viewer, now))
    form = FollowForm(posted(request), members=members)
    if form.is_valid():
        member_id, kind = UUID(form.cleaned_data["member"]), form.cleaned_data["kind"]
        actions.let_follow(
            viewer=viewer, person_id=person_id, member_id=member_id, kind=kind, now=now
        )
        messages.success(request, _("L’équipe du dossier est à jour."))
        return redirect("people:team", person_id)
    title = _("Ajouter quelqu’un à l’équipe")
    return file_form(request, opened, form, title=title, submit=_("Ajouter"))


@open_to(*HOLDERS)
@writes
def team_remove(request: HttpRequest, person_id: UUID, follow_up_id: UUID) -> HttpResponseBase:
    """Ask, then take the file out of somebody's caseload."""
    viewer, now = viewer_of(request), timezone.now()
    opened = open_to_write(viewer, person_id)
    with acting(viewer):
        actions.require_referent(viewer, opened, now)
        rows = shown_followers(queries.followers(person_id, timezone.localdate(now)))
    found = next((one for one in rows if one.id == follow_up_id), None)
    if found is None:
        raise not_found()
    if request.method == "POST":
        ids = {"person_id": person_id, "follow_up_id": follow_up_id}
        actions.stop_following(viewer=viewer, **ids, now=now)
        messages.success(request, _("Ce dossier lui est fermé."))
        return redirect("people:caseload" if found.member_id == viewer.member_id else "people:team",
                        *([] if found.member_id == viewer.member_id else [person_id]))  # fmt: skip
    return file_form(
        request, opened, None, title=_("Retirer %(who)s de l’équipe ?") % {"who": found.name},
        submit=_("Retirer"), intro=_("Le dossier lui sera fermé aussitôt."), is_danger=True,
    )  # fmt: skip
