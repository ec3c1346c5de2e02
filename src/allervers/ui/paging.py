"""Lists cut into pages: `?page=2`, drawn by ui/components/pagination.html."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

SIZE: Final = 25


def page_of(
    request: HttpRequest, items: QuerySet[Any] | Sequence[Any], size: int = SIZE
) -> Page[Any]:
    """Return the page that the address asks for; the nearest one when it asks for nonsense."""
    return Paginator(items, size).get_page(request.GET.get("page"))
