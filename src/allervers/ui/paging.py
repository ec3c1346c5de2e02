"""Lists cut into pages: `?page=2`, drawn by ui/components/pagination.html."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from allervers.ui.kept import piece

SIZE: Final = 25
LONGEST_NUMBER: Final = 9  # digits of a page: what PostgreSQL counts


def page_of(
    request: HttpRequest, items: QuerySet[Any] | Sequence[Any], size: int = SIZE
) -> Page[Any]:
    """Return the page that the address asks for; the nearest one when it asks for nonsense."""
    return Paginator(items, size).get_page(request.GET.get("page"))


def page_cut(
    request: HttpRequest, cut: Callable[[int, int], list[Any]], size: int = SIZE
) -> Page[Any]:
    """Return the page that the address asks for, counted and read in one query.

    `cut(limit, offset)` reads rows, each of which says how many there are in all (`total`). An
    address that asks for nonsense costs a second query.
    """
    asked = request.GET.get("page", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER
    number = int(asked) if is_number else 1
    rows = cut(size, (number - 1) * size) if number else []
    if not rows and number != 1:
        some = cut(1, 0)
        number = max(1, -(-some[0].total // size)) if some else 1
        rows = cut(size, (number - 1) * size)
    paginator = Paginator(rows, size)
    paginator.count = rows[0].total if rows else 0  # known already: not asked again
    return Page(rows, number, paginator)


def pager(request: HttpRequest, page: Page[Any]) -> str:
    """Return ui/components/pagination.html; kept when the address says nothing but a page."""
    if page.paginator.num_pages <= 1:
        return ""
    if set(request.GET) - {"page"}:
        return render_to_string("ui/components/pagination.html", {"page": page}, request)
    number, total = page.number, page.paginator.num_pages
    values = {
        "number": number,
        "total": total,
        "previous": f"?page={number - 1}" if page.has_previous() else "",
        "following": f"?page={number + 1}" if page.has_next() else "",
    }
    return piece("ui/components/pager.html", values)
