"""What the gallery shows: every component, with invented content."""

from typing import Any

from django.http import QueryDict


def content(asked: QueryDict) -> dict[str, Any]:
    """Return the gallery's context."""
    return {}
