"""What happens when allauth, axes or Django say that somebody came in, failed or left."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from axes.signals import user_locked_out
from axes.utils import reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from allervers.accounts.actions.journal import record
from allervers.accounts.actions.sessions import close_other_sessions, open_session, sign_out
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.session_keys import OPEN_SESSION, PROVED
from allervers.accounts.gateways import visitor
from allervers.accounts.middleware import as_uuid
from allervers.accounts.models import User
from allervers.accounts.queries.entries import has_account


@receiver(user_logged_in)
def on_sign_in(request: HttpRequest, user: User, **_more: object) -> None:
    """Open our own session row: it can be listed, limited and closed from elsewhere."""
    opened = open_session(
        user_id=user.pk,
        device=visitor.device(request),
        address=visitor.address(request),
        now=timezone.now(),
    )
    request.session[OPEN_SESSION] = str(opened)
    if request.session.get(PROVED) != user.pk:
        # The password was typed this instant: enrolling a second factor need not ask it again.
        record_authentication(request, user, method="password", reauthenticated=True)


@receiver(authenticator_used)
def on_factor_used(request: HttpRequest, user: User, **_more: object) -> None:
    """Remember that this session was proved: recovery codes count, they stand for a factor."""
    request.session[PROVED] = user.pk


@receiver(authenticator_added)
def on_factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_more: object
) -> None:
    """Enrolling proves this session (the password was asked just before)."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[PROVED] = user.pk
    note_factor(EventKind.FACTOR_ADDED, request, user, authenticator)


@receiver(authenticator_removed)
def on_factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_more: object
) -> None:
    """Keep a trace: whoever removes a factor may not be its owner."""
    note_factor(EventKind.FACTOR_REMOVED, request, user, authenticator)


def note_factor(
    kind: EventKind, request: HttpRequest, user: User, authenticator: Authenticator
) -> None:
    """Write what happened to which type of second factor."""
    record(
        kind,
        at=timezone.now(),
        actor_id=user.pk,
        details={"factor": str(authenticator.type)},
        address=visitor.address(request),
    )


@receiver(user_logged_out)
def on_sign_out(request: HttpRequest, user: User | None, **_more: object) -> None:
    """Close the row; the browser's session is flushed by Django just after."""
    if user is not None:
        session_id = as_uuid(request.session.get(OPEN_SESSION))
        sign_out(user_id=user.pk, session_id=session_id, now=timezone.now())


@receiver([password_changed, password_reset])
def on_new_password(request: HttpRequest, user: User, **_more: object) -> None:
    """A new password closes every other session: the old one may have been stolen."""
    now = timezone.now()
    close_other_sessions(user_id=user.pk, kept=as_uuid(request.session.get(OPEN_SESSION)), now=now)
    address = visitor.address(request)
    record(EventKind.PASSWORD_CHANGED, at=now, actor_id=user.pk, address=address)
    reset(username=user.email)  # five wrong tries with the old one no longer keep its owner out


@receiver(user_login_failed)
def on_refusal(
    credentials: dict[str, object], request: HttpRequest | None = None, **_more: object
) -> None:
    """Write which account was tried and from where; never the password."""
    if request is not None:
        record(
            EventKind.SIGN_IN_REFUSED,
            at=timezone.now(),
            subject=known(visitor.sign_in_name(request, credentials)),
            address=visitor.address(request),
        )


def known(name: str) -> str:
    """Return an address that has an account; nothing else is written down.

    What is typed there by mistake may be a password, or the address of somebody we do not know.
    """
    return name if has_account(name) else ""


@receiver(user_locked_out)
def on_lock(request: HttpRequest, username: str | None = None, **_more: object) -> None:
    """Write that further tries are refused for a while."""
    record(
        EventKind.LOCKED_OUT,
        at=timezone.now(),
        subject=known(username or visitor.sign_in_name(request)),
        address=visitor.address(request),
    )
