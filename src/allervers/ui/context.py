"""What every template may use."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

# Where « quitter vite cette page » leads: a site that anybody may be reading.
EXIT_URL: Final = "https://meteofrance.com/"


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the viewer (lazy: a public page never opens the session) and the mode."""
    return {
        "viewer": getattr(request, "viewer", None),
        "is_demonstration": settings.DEMONSTRATION,
        "base_url": settings.BASE_URL,
        "tiles_url": settings.TILES_URL,
        "exit_url": EXIT_URL,
    }
