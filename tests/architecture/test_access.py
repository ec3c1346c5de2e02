"""Every address says who may open it and whether it writes; a read page cannot write."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from allervers.accounts.models import Organisation
from allervers.config.api import api
from allervers.config.third_party_access import DECLARED
from allervers.ui.access import ANYONE, Access, open_to, reads, writes

Callback = Callable[..., Any]


def patterns(found: list[Any], before: str = "") -> Iterator[tuple[str, Callback]]:
    """Walk the whole site, whoever wrote the page."""
    for one in found:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, path)
        elif isinstance(one, URLPattern):
            yield path, one.callback


def name_of(callback: Callback) -> str:
    """Return the dotted name by which a page of a library is declared."""
    inner = getattr(callback, "view_class", None) or getattr(callback, "func", callback)
    return f"{inner.__module__}.{inner.__qualname__}"


def operations() -> list[tuple[str, Callback]]:
    """Return the API's operations: ninja puts one page of its own before each."""
    return [
        (f"{path} {operation.methods}", operation.view_func)
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    ]


def pages() -> list[tuple[str, Callback]]:
    """Return every page that is not an operation of the API."""
    found = patterns(get_resolver().url_patterns)
    return [(path, page) for path, page in found if "sync_view_wrapper" not in name_of(page)]


def access_of(callback: Callback) -> Access | None:
    """Return what the page declares, or what we declare for a library's."""
    return getattr(callback, "access", None) or DECLARED.get(name_of(callback))


def test_every_page_declares_who_opens_it_and_whether_it_writes() -> None:
    found = [(path, access_of(page)) for path, page in pages()]
    wrong = [path for path, access in found if access is None or access.writes is None]
    assert found
    assert not wrong


def test_every_operation_of_the_api_declares_it_too() -> None:
    found = [(path, getattr(view, "access", None)) for path, view in operations()]
    assert found
    assert not [path for path, access in found if access is None or access.writes is None]


def test_table_of_libraries_names_only_what_is_served() -> None:
    served = {name_of(page) for _, page in pages()}
    assert set(DECLARED) <= served


def ask(view: Callback) -> HttpResponse:
    """Open a page as a stranger."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    answer: HttpResponse = view(request)
    return answer


def saves(_request: HttpRequest) -> HttpResponse:
    """Write, whatever was declared."""
    Organisation.objects.create(name="Association inventée", kind="carrier")
    return HttpResponse("saved")


@pytest.mark.django_db(transaction=True)
def test_a_page_that_reads_cannot_write() -> None:
    with pytest.raises(DatabaseError, match="read-only transaction"):
        ask(open_to(ANYONE)(reads(saves)))
    assert not Organisation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_page_that_writes_can() -> None:
    ask(open_to(ANYONE)(writes(saves)))
    assert Organisation.objects.count() == 1


def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = ask(open_to("coordinator")(writes(lambda _request: HttpResponse("open"))))
    assert answer.status_code == 302
