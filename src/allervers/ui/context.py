"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the viewer (lazy: a public page never opens the session) and the mode."""
    return {
        "viewer": getattr(request, "viewer", None),
        "is_demonstration": settings.DEMONSTRATION,
        "base_url": settings.BASE_URL,
        "tiles_url": settings.TILES_URL,
    }
