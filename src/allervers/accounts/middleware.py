"""Gives each request its viewer, found only if somebody asks (public pages never do)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject


class ViewerMiddleware:
    """Sets `request.viewer`: a Viewer, or a false object for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: None)  # type: ignore[attr-defined]
        return self.get_response(request)
