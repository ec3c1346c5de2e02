"""Pages of the messages shown across the public site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.tours.actions import notices as actions
from allervers.tours.forms.notice import NoticeForm
from allervers.tours.queries.staff_notices import notice_of, notices_of
from allervers.tours.views.staff_pages import (
    Back,
    confirm_page,
    done,
    form_page,
    posted,
    viewer_of,
)
from allervers.ui.access import open_to, reads, writes
from allervers.ui.paging import page_of


@open_to(Role.COORDINATOR)
@reads
def notices(request: HttpRequest) -> HttpResponse:
    """List the organisation's messages, with which ones are on the site now."""
    rows = page_of(request, notices_of(viewer_of(request)))
    context = {"rows": rows, "now": timezone.now()}
    return render(request, "tours/staff/notices.html", context)


@open_to(Role.COORDINATOR)
@writes
def notice_add(request: HttpRequest) -> HttpResponse:
    """Write a message for every public page."""
    viewer = viewer_of(request)
    form = NoticeForm(posted(request), viewer=viewer, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        actions.add_notice(viewer=viewer, values=form.values())
        return done(request, _("Le message est enregistré."), "notices")
    return form_page(
        request,
        form,
        title=_("Afficher un message sur le site"),
        intro=_("Il apparaîtra en haut de toutes les pages publiques."),
        submit=_("Afficher le message"),
        back=Back.to(_("Messages du site"), "notices"),
    )


@open_to(Role.COORDINATOR)
@writes
def notice_edit(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Change a message."""
    viewer = viewer_of(request)
    notice = notice_of(viewer, notice_id)
    form = NoticeForm(posted(request), instance=notice, viewer=viewer, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        actions.change_notice(
            viewer=viewer, notice_id=notice_id, values=form.values(), seen=form.seen
        )
        return done(request, _("Le message est enregistré."), "notices")
    return form_page(
        request,
        form,
        title=_("Modifier le message"),
        submit=_("Enregistrer"),
        back=Back.to(_("Messages du site"), "notices"),
    )


@open_to(Role.COORDINATOR)
@writes
def notice_end(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Take a message off the site now, after a confirmation."""
    viewer = viewer_of(request)
    notice = notice_of(viewer, notice_id)
    if request.method == "POST":
        actions.end_notice(viewer=viewer, notice_id=notice_id, now=timezone.now())
        return done(request, _("Le message n'est plus affiché."), "notices")
    return confirm_page(
        request,
        title=_("Ne plus afficher « %(title)s » ?") % {"title": notice.title},
        submit=_("Ne plus afficher"),
        back=Back.to(_("Messages du site"), "notices"),
        lines=[_("Il disparaît tout de suite de toutes les pages publiques.")],
    )
