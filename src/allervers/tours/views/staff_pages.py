"""The shapes that the team's pages share: a list, a form, a confirmation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Back:
    """Where a page leads back to: an address and the words of its link."""

    url: str
    label: str

    @classmethod
    def to(cls, label: str, name: str, *args: object) -> "Back":
        """Lead back to a page of the team's space by its name."""
        return cls(reverse(f"staff:{name}", args=args), label)


def viewer_of(request: HttpRequest) -> Any:
    """Return the request's Viewer; the access decorator has checked that there is one."""
    return request.viewer  # type: ignore[attr-defined]


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, even empty; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    submit: str,
    back: Back,
    intro: str = "",
    template: str = "tours/staff/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form; 422 when it was sent and refused, so that machines see it too."""
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "intro": intro,
        "is_danger": False,
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def confirm_page(
    request: HttpRequest,
    *,
    title: str,
    submit: str,
    back: Back,
    lines: Sequence[str] = (),
    told: Sequence[str] = (),
    is_danger: bool = True,
    form: BaseForm | None = None,
) -> HttpResponse:
    """Ask before an act: what it changes, who will be told, one button, one way back."""
    context = {
        "title": title,
        "submit": submit,
        "back": back,
        "lines": lines,
        "told": told,
        "is_danger": is_danger,
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "tours/staff/confirm.html", context, status=status)


def done(request: HttpRequest, message: str, name: str, *args: object) -> HttpResponse:
    """Say that it is done, and lead to the page that shows it."""
    messages.success(request, message)
    return redirect(f"staff:{name}", *args)
