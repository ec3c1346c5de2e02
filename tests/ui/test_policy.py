"""The policy of content is django-csp's to the letter, whatever an answer changes of it."""

from collections.abc import Callable

import pytest
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from allervers.ui.policy import PolicyMiddleware

CHANGES: dict[str, dict[str, object]] = {
    "nothing": {},
    "more": {"_csp_update": {"img-src": ["https://exemple.invalid"]}},
    "another": {"_csp_replace": {"default-src": ["https://exemple.invalid"]}},
    "none": {"_csp_exempt": True},
    "whole": {"_csp_config": {"default-src": ["https://exemple.invalid"]}},
}


def answered(of: type[CSPMiddleware], changed: dict[str, object], *, nonce: bool = False) -> str:
    """Return the policy that a middleware writes, twice in a row."""

    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        vars(response).update(changed)
        if nonce:
            request._csp_nonce = "once"  # type: ignore[attr-defined]
        return response

    middleware: Callable[[HttpRequest], HttpResponse] = of(view)
    plain = of(lambda _request: HttpResponse())
    asked = RequestFactory()
    said = {middleware(asked.get("/")).get(HEADER, "") for _ in range(2)}
    plain(asked.get("/"))
    assert len(said) == 1
    return str(said.pop())


@pytest.mark.parametrize("nonce", [False, True])
@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_policy_is_that_of_django_csp(changed: dict[str, object], nonce: bool) -> None:  # noqa: FBT001
    stock = answered(CSPMiddleware, changed, nonce=nonce)
    assert answered(PolicyMiddleware, changed, nonce=nonce) == stock
    assert bool(stock) is ("_csp_exempt" not in changed)


def test_nonce_asked_after_the_header_is_refused() -> None:
    request = RequestFactory().get("/")
    PolicyMiddleware(lambda _request: HttpResponse())(request)
    with pytest.raises(Exception, match="csp_nonce"):
        str(request.csp_nonce)  # type: ignore[attr-defined]
