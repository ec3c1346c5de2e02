"""Inviting, and answering an invitation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.actions import invitations as actions
from allervers.accounts.domain.invitation import InvitationState
from allervers.accounts.domain.role import Role
from allervers.accounts.domain.session_keys import INVITATION_LINK, ORGANISATION
from allervers.accounts.forms.team import InviteForm, NewcomerForm
from allervers.accounts.gateways.mail import link_to
from allervers.accounts.queries import entries
from allervers.accounts.queries import members as queries
from allervers.accounts.views.members import StaffRequest, list_address
from allervers.ui.access import ENTERING, open_to, writes

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to(Role.ADMINISTRATOR)
@writes
def invite(request: StaffRequest, organisation_id: UUID | None = None) -> HttpResponseBase:
    """Invite somebody in one's organisation (the host: in any)."""
    organisation = queries.administered(request.viewer, organisation_id)
    if organisation is None:
        raise Http404
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        issued = actions.invite(
            request.viewer,
            organisation_id=organisation.pk,
            email=form.cleaned_data["email"],
            roles=form.cleaned_data["roles"],
            now=timezone.now(),
        )
        return show_once(request, issued)
    return render(request, "accounts/invite.html", {"organisation": organisation, "form": form})


def show_once(request: StaffRequest, issued: actions.Issued) -> HttpResponseBase:
    """Put the link aside for the next page only."""
    request.session[INVITATION_LINK] = link_to(issued.token)
    return redirect("accounts:invited", issued.invitation.pk)


@open_to(Role.ADMINISTRATOR)
@writes
def invited(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    """Show the link once, for people whom e-mail does not reach."""
    invitation = queries.invitation(request.viewer, invitation_id)
    if invitation is None:
        raise Http404
    context = {
        "invitation": invitation,
        "link": request.session.pop(INVITATION_LINK, ""),
        "is_own": invitation.organisation_id == request.viewer.organisation_id,
    }
    return render(request, "accounts/invited.html", context)


@open_to(Role.ADMINISTRATOR)
@writes
def resend(request: StaffRequest, invitation_id: UUID) -> HttpResponseBase:
    """Send a new link, once confirmed: the former one stops opening."""
    invitation = queries.invitation(request.viewer, invitation_id)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        issued = actions.resend(request.viewer, invitation_id=invitation_id, now=timezone.now())
        return show_once(request, issued)
    return render(request, "accounts/resend.html", {"invitation": invitation})


@open_to(Role.ADMINISTRATOR)
@writes
def revoke(request: StaffRequest, invitation_id: UUID) -> HttpResponseBase:
    """Make a link useless, once confirmed."""
    invitation = queries.invitation(request.viewer, invitation_id)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        actions.revoke(request.viewer, invitation_id=invitation_id, now=timezone.now())
        messages.success(request, _("L’invitation est annulée."))
        return redirect(*list_address(request.viewer, invitation.organisation_id))
    return render(request, "accounts/revoke.html", {"invitation": invitation})


@open_to(ENTERING)
@writes
def accept(request: HttpRequest, token: str) -> HttpResponseBase:
    """Answer an invitation: as a newcomer, or with the account one has."""
    invitation = entries.invitation_by_token(token)
    now = timezone.now()
    if invitation is None or entries.invitation_state(invitation, now) != InvitationState.WAITING:
        return render(
            request, "accounts/invitation_over.html", {"invitation": invitation}, status=410
        )
    if entries.has_account(invitation.email):
        return accept_with_account(request, token, invitation.email)
    form = NewcomerForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        user = actions.accept_as_newcomer(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
            now=now,
        )
        login(request, user, backend=BACKEND)
        return redirect("accounts:second_factor_needed")
    return render(request, "accounts/accept.html", {"invitation": invitation, "form": form})


def accept_with_account(request: HttpRequest, token: str, email: str) -> HttpResponseBase:
    """Add one more organisation to an account, for its owner only."""
    invitation = entries.invitation_by_token(token)
    if request.method == "POST" and request.user.is_authenticated:
        member = actions.accept_as_user(token=token, user_id=request.user.pk, now=timezone.now())
        request.session[ORGANISATION] = str(member.organisation_id)
        messages.success(request, _("Vous avez rejoint %(name)s.") % {"name": member.organisation})
        return redirect("staff:home")
    is_owner = request.user.is_authenticated and request.user.email == email
    context = {"invitation": invitation, "is_owner": is_owner, "request_path": request.path}
    return render(request, "accounts/accept_with_account.html", context)
