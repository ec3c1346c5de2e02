"""What a request says of the machine it comes from."""

from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from allervers.accounts.domain.session import device as device_of

LONGEST_NAME: Final = 254  # of an e-mail address (RFC 5321), and of what django-axes can write


def address(request: HttpRequest) -> str | None:
    """Return the network address of the visitor.

    Behind the host's proxy (the production setting), it is the last entry of X-Forwarded-For,
    the only one that the proxy wrote itself: what stands before came with the request and can
    be invented, so it would let an attacker change address at each try (django-axes #286).
    What is no address (a proxy that adds a port, or none at all) is not believed.
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        last = valid(forwarded.rsplit(",", 1)[-1].strip())
        if last:
            return last
    return valid(str(request.META.get("REMOTE_ADDR") or ""))


def valid(text: str) -> str | None:
    """Return an IP address that the database can hold, or None (a socket has no address)."""
    try:
        return str(ip_address(text.partition("%")[0]))
    except ValueError:
        return None


def device(request: HttpRequest) -> str:
    """Name the visitor's browser and system, as far as it tells."""
    return device_of(str(request.META.get("HTTP_USER_AGENT", "")))


def sign_in_name(request: HttpRequest, credentials: dict[str, object] | None = None) -> str:
    """Return the e-mail address typed at sign-in: what django-axes counts failures by."""
    found = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(found).replace("\0", "").strip().lower()[:LONGEST_NAME]
