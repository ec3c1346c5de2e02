"""One's own account: profile, sessions, the organisation one acts for."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.actions import members as member_actions
from allervers.accounts.actions import sessions as session_actions
from allervers.accounts.domain.session_keys import OPEN_SESSION, ORGANISATION
from allervers.accounts.forms.team import ProfileForm
from allervers.accounts.queries import entries
from allervers.accounts.queries import members as queries
from allervers.accounts.views.members import StaffRequest
from allervers.ui.access import SIGNED_IN, open_to, reads, writes


@open_to(SIGNED_IN)
@writes
def profile(request: StaffRequest) -> HttpResponseBase:
    """Change one's name, profession, languages and skills."""
    member = queries.own_member(request.viewer)
    now = {
        "name": member.user.name,
        "profession": member.profession,
        "languages": member.languages,
        "skills": member.skills,
    }
    form = ProfileForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        member_actions.change_profile(request.viewer, **form.cleaned_data)
        messages.success(request, _("Votre profil est enregistré."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form, "member": member})


@open_to(SIGNED_IN)
@reads
def sessions(request: StaffRequest) -> HttpResponse:
    """List the browsers in which one is signed in."""
    found = entries.open_sessions(request.viewer.user_id, timezone.now())
    context = {"sessions": found, "here": request.session.get(OPEN_SESSION, "")}
    return render(request, "accounts/sessions.html", context)


@open_to(SIGNED_IN)
@writes
def close_session(request: StaffRequest, session_id: UUID) -> HttpResponseBase:
    """Sign one of one's own browsers out, once confirmed."""
    found = entries.open_session(request.viewer.user_id, session_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        session_actions.close_session(
            user_id=request.viewer.user_id, session_id=session_id, now=timezone.now()
        )
        messages.success(request, _("La session est fermée."))
        return redirect("accounts:sessions")
    return render(request, "accounts/close_session.html", {"session": found})


@open_to(SIGNED_IN)
@writes
def choose_organisation(request: StaffRequest) -> HttpResponseBase:
    """Choose the organisation one acts for, among one's own."""
    places = queries.memberships(request.viewer.user_id)
    if request.method == "POST":
        wanted = request.POST.get("organisation", "")
        chosen = next((one for one in places if str(one.organisation_id) == wanted), None)
        if chosen is None:
            raise Http404
        request.session[ORGANISATION] = str(chosen.organisation_id)
        messages.success(request, _("Vous agissez pour %(name)s.") % {"name": chosen.organisation})
        return redirect("staff:home")
    return render(request, "accounts/choose_organisation.html", {"places": places})
