"""Gives each request its viewer, found only if somebody asks (public pages never do)."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject, empty
from django.utils.translation import gettext as _

from allervers.accounts.actions.sessions import note_activity
from allervers.accounts.domain.session import ACTIVITY_STEP
from allervers.accounts.domain.session_keys import OPEN_SESSION, ORGANISATION, PROVED
from allervers.accounts.domain.standing import STRANGER, Obstacle, Standing
from allervers.accounts.queries.viewers import memberships_of, standing
from allervers.ui.access import ANYONE, ENTERING

# What Django's add_never_cache_headers writes, which computes it each time.
PRIVATE: Final = "max-age=0, no-cache, no-store, must-revalidate, private"


class ViewerMiddleware:
    """Sets `request.viewer`: a Viewer, or a false object for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Promise the viewer; afterwards, keep the page private and the session open."""
        found: SimpleLazyObject[Standing] = SimpleLazyObject(lambda: find_standing(request))
        request.standing = found  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(lambda: found.viewer)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if found._wrapped is not empty:  # noqa: SLF001 - Django gives no public way to know
            if "Cache-Control" in response.headers:
                add_never_cache_headers(response)
            else:
                response.headers["Cache-Control"] = PRIVATE
            keep_open(request, found)
        return response

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Stop a signed-in person whom something stands in the way of, and say what."""
        access = getattr(view, "access", None)
        if access is None or ANYONE in access.roles:
            return None
        obstacle: Obstacle | None = request.standing.obstacle  # type: ignore[attr-defined]
        request.viewer = request.standing.viewer  # type: ignore[attr-defined]
        if obstacle is Obstacle.SESSION_OVER:
            return end_session(request)
        is_entering = ENTERING in access.roles
        if obstacle is Obstacle.NO_MEMBERSHIP and getattr(view, "needs_membership", False):
            is_entering = False
        if obstacle is None or is_entering:
            return None
        if obstacle is Obstacle.NO_SECOND_FACTOR:
            return redirect("accounts:second_factor_needed")
        return redirect("accounts:no_organisation")


def find_standing(request: HttpRequest) -> Standing:
    """Ask the database who this is; a stranger costs no query."""
    session_id = as_uuid(request.session.get(OPEN_SESSION))
    members: list[Any] | None = None
    if SESSION_KEY in request.session and not hasattr(request, "_cached_user"):
        members = memberships_of(int(request.session[SESSION_KEY]), session_id)
        recognise(request, members)
    if not request.user.is_authenticated:
        return STRANGER
    if members is None or (members and members[0].user_id != request.user.pk):
        members = memberships_of(request.user.pk, session_id)
    return standing(
        members,
        organisation_id=as_uuid(request.session.get(ORGANISATION)),
        is_proved=request.session.get(PROVED) == request.user.pk,
        now=timezone.now(),
    )


def recognise(request: HttpRequest, members: list[Any]) -> None:
    """Take the user of a session from their memberships, when the session proves that it is theirs.

    Django asks for them again otherwise, and closes a session that a new password ended.
    """
    session = request.session
    proof = session.get(HASH_SESSION_KEY) or ""
    if members and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS:
        user = members[0].user
        if constant_time_compare(proof, user.get_session_auth_hash()):
            request._cached_user = user  # type: ignore[attr-defined]  # noqa: SLF001 - as Django's


def as_uuid(text: object) -> UUID | None:
    """Read an id kept in the session; it was written by us, or is absent."""
    return UUID(str(text)) if text else None


def keep_open(request: HttpRequest, found: "Standing | SimpleLazyObject[Standing]") -> None:
    """Push the end of idleness back, at most once a minute."""
    now = timezone.now()
    session_id = as_uuid(request.session.get(OPEN_SESSION))
    is_recent = found.last_seen_at and now - found.last_seen_at < ACTIVITY_STEP
    if found.viewer and session_id and not is_recent:
        note_activity(session_id=session_id, now=now)


def end_session(request: HttpRequest) -> HttpResponseBase:
    """Sign out a browser whose session is over, and lead back to sign-in."""
    logout(request)
    messages.info(
        request,
        _(
            "Votre session est terminée : après une heure sans activité, une demi-journée en "
            "tout, ou parce qu’elle a été fermée ailleurs. Connectez-vous de nouveau."
        ),
    )
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/espace/")
