"""Leads somebody who met a limit of volume to the page that opens again."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from allervers.people.actions.volume import TooMany, note_refusal
from allervers.people.domain.watching import Limit


class VolumeMiddleware:
    """Catches the refusal after the page's transaction was rolled back, and writes it down."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every request through: only exceptions matter here."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead to the page where one proves who one is, or that says why all is closed."""
        if not isinstance(exception, TooMany):
            return None
        note_refusal(request.viewer, exception.limit)  # type: ignore[attr-defined]
        if exception.limit is Limit.HARD:
            return redirect("people:my_access")
        back = request.get_full_path() if request.method == "GET" else request.path
        return redirect(f"{reverse('people:prove')}?{urlencode({'next': back})}")
