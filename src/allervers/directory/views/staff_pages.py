"""The shapes that the team's pages of the directory share."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def viewer_of(request: HttpRequest) -> Any:
    """Return the request's Viewer; the access decorator has checked that there is one."""
    return request.viewer  # type: ignore[attr-defined]


def form_page(
    request: HttpRequest, form: BaseForm, *, template: str, **context: Any
) -> HttpResponse:
    """Show a form; 422 when it was sent and refused, so that machines see it too."""
    status = 422 if form.errors else 200
    return render(request, f"directory/staff/{template}", {"form": form, **context}, status=status)
