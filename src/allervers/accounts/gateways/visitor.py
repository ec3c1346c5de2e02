"""What a request says of the machine it comes from."""

from django.conf import settings
from django.http import HttpRequest

from allervers.accounts.domain.session import device as device_of


def address(request: HttpRequest) -> str | None:
    """Return the network address of the visitor.

    Behind the host's proxy (the production setting), it is the last entry of X-Forwarded-For,
    the only one that the proxy wrote itself: what stands before came with the request and can
    be invented, so it would let an attacker change address at each try (django-axes #286).
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        last = forwarded.rsplit(",", 1)[-1].strip()
        if last:
            return last
    found = request.META.get("REMOTE_ADDR")
    return str(found) if found else None


def device(request: HttpRequest) -> str:
    """Name the visitor's browser and system, as far as it tells."""
    return device_of(str(request.META.get("HTTP_USER_AGENT", "")))


def sign_in_name(request: HttpRequest, credentials: dict[str, object] | None = None) -> str:
    """Return the e-mail address typed at sign-in: what django-axes counts failures by."""
    found = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(found).strip().lower()
