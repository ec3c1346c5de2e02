"""What a browser may load: our own files, and the map tiles of one host if the host chose one."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured


def content_policy(tiles_url: str) -> dict[str, Any]:
    """Return django-csp's settings: nothing unsafe, no other origin than the tiles'."""
    outside = [origin(tiles_url)] if tiles_url else []
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:", *outside],
            "font-src": [SELF],
            "connect-src": [SELF, *outside],
            "worker-src": [SELF],
            "manifest-src": [SELF],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
        }
    }


def origin(url: str) -> str:
    """Return https://host[:port] of an address."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.netloc:
        raise ImproperlyConfigured("ALLERVERS_TILES_URL must be the https:// address of a style.")
    return f"https://{parts.netloc}"
