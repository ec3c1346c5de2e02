"""What the pages of a plan share: tabs, rights, the words around them."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from allervers.accounts.domain.role import Role
from allervers.tours.views.staff_pages import Back, viewer_of

READERS: Final = (Role.COORDINATOR, Role.FIELD_WORKER, Role.RECEPTIONIST)


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of a plan."""

    label: str
    url: str
    is_current: bool


def plan_context(request: HttpRequest, plan: Any, name: str) -> dict[str, Any]:
    """Return what every page of a plan needs: the plan, its tabs, what may be done."""
    labels = {
        "plan": _("Résumé"),
        "plan_calendar": _("Calendrier"),
        "plan_list": _("Liste"),
        "plan_map": _("Carte"),
    }
    may_change = viewer_of(request).has(Role.COORDINATOR)
    if may_change:
        labels["plan_reached"] = _("Estimation")
        labels["plan_why"] = _("Pourquoi")
    tabs = [
        Tab(label, reverse(f"seasons:{one}", args=[plan.id]), one == name)
        for one, label in labels.items()
    ]
    return {"plan": plan, "tabs": tabs, "may_change": may_change}


def back_to(plan: Any, name: str = "plan") -> Back:
    """Lead back to a page of a plan."""
    return Back(reverse(f"seasons:{name}", args=[plan.id]), plan.name)


def done(request: HttpRequest, message: str, name: str, *args: object) -> HttpResponse:
    """Say that it is done, and lead to the page that shows it."""
    messages.success(request, message)
    return redirect(f"seasons:{name}", *args)
