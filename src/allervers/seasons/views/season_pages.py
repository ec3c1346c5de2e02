"""What the pages of a season share: its tabs, the ways back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from allervers.tours.views.staff_pages import Back, form_page


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a season."""

    label: str
    url: str
    is_current: bool


def season_context(season: Any, name: str) -> dict[str, Any]:
    """Return what every page of a season needs: the season and its tabs."""
    labels = {
        "season": _("Résumé"),
        "units": _("Unités"),
        "halts": _("Haltes"),
        "partners": _("Partenaires"),
        "need": _("Besoin"),
        "suppositions": _("Suppositions"),
        "computations": _("Calculs"),
    }
    tabs = [
        Tab(label, reverse(f"seasons:{one}", args=[season.id]), one == name)
        for one, label in labels.items()
    ]
    return {"season": season, "tabs": tabs}


def back_to(label: str, name: str, *args: object) -> Back:
    """Lead back to a page of the seasons."""
    return Back(reverse(f"seasons:{name}", args=args), label)


def form_in(
    request: HttpRequest, form: Any, *, title: str, back: Back, **more: Any
) -> HttpResponse:
    """Show a form of a season; in parts when it has some."""
    is_parted = hasattr(form, "sections")
    template = "seasons/season_form.html" if is_parted else "tours/staff/form.html"
    submit = more.pop("submit", _("Enregistrer"))
    return form_page(
        request, form, title=title, submit=submit, back=back, template=template, **more
    )


def done(request: HttpRequest, message: str, name: str, *args: object) -> HttpResponse:
    """Say that it is done, and lead to the page that shows it."""
    messages.success(request, message)
    return redirect(f"seasons:{name}", *args)
