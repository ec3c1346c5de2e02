"""What every page shows of the tours: the notices in force."""

from typing import Any

from django.http import HttpRequest


def notices(request: HttpRequest) -> dict[str, Any]:
    """Give templates the notices in force."""
    return {"notices": []}
