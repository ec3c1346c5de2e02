"""Members of an organisation, for whoever administers its accounts."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.actions import factors
from allervers.accounts.actions import members as actions
from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.forms.team import RolesForm
from allervers.accounts.queries import members as queries
from allervers.ui.access import open_to, reads, writes

PAGE_SIZE = 25
RowT = TypeVar("RowT", bound=Model)


class StaffRequest(HttpRequest):
    """A request that `open_to` has let through."""

    viewer: Viewer


def page_of(request: HttpRequest, rows: QuerySet[RowT]) -> Page[RowT]:
    """Cut a list in pages of 25; a page that does not exist becomes the nearest that does."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def list_address(viewer: Viewer, organisation_id: UUID) -> tuple[str, ...]:
    """Say where the list of an organisation's members is, for `redirect` and `reverse`."""
    if viewer.organisation_id == organisation_id:
        return ("accounts:members",)
    return ("accounts:members_of", str(organisation_id))


@open_to(Role.ADMINISTRATOR)
@reads
def members(request: StaffRequest, organisation_id: UUID | None = None) -> HttpResponse:
    """List the members and the invitations that wait."""
    organisation = queries.administered(request.viewer, organisation_id)
    if organisation is None:
        raise Http404
    context = {
        "organisation": organisation,
        "is_own": organisation.pk == request.viewer.organisation_id,
        "page": page_of(request, queries.members_of(organisation)),
        "invitations": queries.waiting_invitations(organisation),
        "now": timezone.now(),
    }
    return render(request, "accounts/members.html", context)


@open_to(Role.ADMINISTRATOR)
@writes
def roles(request: StaffRequest, member_id: UUID) -> HttpResponseBase:
    """Change the roles of a member."""
    member = queries.member(request.viewer, member_id)
    if member is None:
        raise Http404
    initial = {"roles": member.waiting_roles or member.roles}
    form = RolesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["roles"]
        changed = actions.change_roles(
            request.viewer, member_id=member_id, roles=chosen, now=timezone.now()
        )
        said = (
            _("Demandé. Une seconde personne doit accorder à %(name)s le rôle de DPO.")
            if changed.waiting_since
            else _("Les rôles de %(name)s sont enregistrés.")
        )
        messages.success(request, said % {"name": member.user})
        return redirect(*list_address(request.viewer, member.organisation_id))
    return render(request, "accounts/roles.html", {"member": member, "form": form})


@open_to(Role.ADMINISTRATOR)
@writes
def deactivate(request: StaffRequest, member_id: UUID) -> HttpResponseBase:
    """Cut a member's access, once confirmed."""
    member = queries.member(request.viewer, member_id)
    if member is None or not member.is_active:
        raise Http404
    if request.method == "POST":
        actions.deactivate_member(request.viewer, member_id=member_id, now=timezone.now())
        messages.success(request, _("L’accès de %(name)s est retiré.") % {"name": member.user})
        return redirect(*list_address(request.viewer, member.organisation_id))
    return render(request, "accounts/deactivate.html", {"member": member})


@open_to(Role.ADMINISTRATOR)
@writes
def reactivate(request: StaffRequest, member_id: UUID) -> HttpResponseBase:
    """Give access back, once confirmed."""
    member = queries.member(request.viewer, member_id)
    if member is None or member.is_active:
        raise Http404
    if request.method == "POST":
        actions.reactivate_member(request.viewer, member_id=member_id, now=timezone.now())
        messages.success(request, _("%(name)s a de nouveau accès.") % {"name": member.user})
        return redirect(*list_address(request.viewer, member.organisation_id))
    return render(request, "accounts/reactivate.html", {"member": member})


@open_to(Role.ADMINISTRATOR)
@writes
def forget_factors(request: StaffRequest, member_id: UUID) -> HttpResponseBase:
    """Take away a lost second factor, once confirmed."""
    member = queries.member(request.viewer, member_id)
    if member is None or not member.is_active:
        raise Http404
    if request.method == "POST":
        factors.forget_factors(request.viewer, member_id=member_id, now=timezone.now())
        messages.success(
            request,
            _("%(name)s choisira un autre second facteur à sa prochaine connexion.")
            % {"name": member.user},
        )
        return redirect(*list_address(request.viewer, member.organisation_id))
    return render(request, "accounts/forget_factors.html", {"member": member})
