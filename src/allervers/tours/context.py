"""What every page shows of the tours: the notices in force."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from allervers.tours.queries.notices import NoticeCard, in_force


def notices(request: HttpRequest) -> dict[str, Any]:
    """Give templates the notices in force; asked of the database only by pages that show them.

    Never kept from one request to the next: a heat-wave notice appears at once.
    """

    def find() -> list[NoticeCard]:
        return in_force(timezone.now())

    return {"notices": SimpleLazyObject(find)}
