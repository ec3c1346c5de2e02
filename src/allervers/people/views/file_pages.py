"""What the pages of a file have in common: who may open them, the reason of an archive."""

from collections.abc import Mapping
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened, open_file
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.forms.search import WhyForm
from allervers.people.wording.files import name_of
from allervers.people.wording.glass import glass_lines
from allervers.ui.access import View
from allervers.ui.domain.refusal import Refusal

# Whoever may be a professional; which ones are is decided file by file.
HOLDERS: Final = (Role.FIELD_WORKER, Role.RECEPTIONIST, Role.COORDINATOR, Role.PARTNER)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the request's viewer; the access decorator has checked that there is one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def opened_by(request: HttpRequest, person_id: UUID, **values: Any) -> Opened:
    """Open a file for the page that was asked for: its purpose (?but=) and typed reason."""
    asked = request.GET.get("but", "")
    purpose = Purpose(asked) if asked in set(Purpose) else None
    reason = typed_reason(request)
    return open_file(viewer_of(request), person_id, purpose=purpose, reason=reason, **values)


def typed_reason(request: HttpRequest) -> str:
    """Return the reason sent by the page of `asks_why`; nothing if none, or a bad one, was."""
    form = WhyForm(request.POST)
    return form.cleaned_data["reason"] if request.method == "POST" and form.is_valid() else ""


def asks_why(view: View) -> View:
    """Ask for the reason, on a page of its own, when the file wants one."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except Refusal as refusal:
            if refusal.code != "say-why":
                raise
            form = WhyForm(request.POST if request.method == "POST" else None)
            status = 422 if form.errors else 200
            context = {"form": form, "refusal": refusal}
            return render(request, "people/files/why.html", context, status=status)
        return response

    return asked


def file_form(
    request: HttpRequest,
    opened: Opened,
    form: forms.BaseForm | None,
    *,
    title: str,
    submit: str,
    intro: str = "",
    template: str = "people/files/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form about one file; 422 when it was sent and refused."""
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "intro": intro,
        "is_danger": False,
        **file_context(opened),
        **more,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status)


def file_context(opened: Opened) -> Mapping[str, Any]:
    """Return what each page of a file shows: whose it is, until when a broken glass opens it."""
    shows_identity = opened.shows(Section.IDENTITY)
    return {
        "person": opened.person,
        "name": name_of(opened.person, shows_identity=shows_identity),
        "glass": glass_lines(opened.decision.glass),
    }
