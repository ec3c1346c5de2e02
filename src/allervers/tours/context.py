"""What every page shows of the tours: the notices in force."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from allervers.tours.queries.notices import NoticeCard, in_force, in_force_ahead


def ask_notices(request: HttpRequest) -> None:
    """Ask for the notices that the page will show, with its next query."""
    request.asked_notices = in_force_ahead(timezone.now())  # type: ignore[attr-defined]


def notices(request: HttpRequest) -> dict[str, Any]:
    """Give templates the notices in force, and whether addresses can be searched.

    The notices are asked of the database only by pages that show them, and never kept from
    one request to the next: a heat-wave notice appears at once.
    """

    def find() -> list[NoticeCard]:
        asked: Callable[[], list[NoticeCard]] | None = getattr(request, "asked_notices", None)
        return asked() if asked else in_force(timezone.now())

    return {"notices": SimpleLazyObject(find), "finds_addresses": bool(settings.GEOCODER_URL)}
