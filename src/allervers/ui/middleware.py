"""Turns a refusal into a page that says what, why and what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.ui.domain.refusal import Refusal


class RefusalMiddleware:
    """Answers a raised Refusal with its own status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every request through: only exceptions matter here."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render refusals only: any other exception stays Django's."""
        if not isinstance(exception, Refusal):
            return None
        return render(request, "ui/refusal.html", {"refusal": exception}, status=exception.status)
