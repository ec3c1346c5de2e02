"""The first page of the team's space: what this role needs first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.tours.queries import staff_aboard, staff_home
from allervers.tours.views.staff_feeds import calendar_key
from allervers.tours.views.staff_pages import viewer_of
from allervers.ui.access import SIGNED_IN, open_to, reads
from allervers.ui.paging import page_of

COMMUNE = "commune"
VIEWS = (
    (Role.COORDINATOR.value, _("Coordination")),
    (Role.FIELD_WORKER.value, _("À bord")),
    (Role.RECEPTIONIST.value, _("Accueil")),
    (Role.PARTNER.value, _("Partenaire")),
    (Role.ADMINISTRATOR.value, _("Comptes")),
    (Role.DPO.value, _("Données personnelles")),
)


@open_to(SIGNED_IN)
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page of one of the viewer's roles; ?vue= chooses another."""
    viewer = viewer_of(request)
    choices = views_of(viewer)
    asked = request.GET.get("vue", "")
    chosen = asked if asked in dict(choices) else choices[0][0]
    context = {
        "choices": choices,
        "chosen": chosen,
        "template": f"tours/staff/home_{chosen}.html",
        "now": timezone.now(),
        "today": timezone.localdate(),
        **CONTEXTS[chosen](request, viewer),
    }
    return render(request, "tours/staff/home.html", context)


def views_of(viewer: Viewer) -> list[tuple[str, Any]]:
    """Return the first pages that the viewer's roles open; a commune has its own first."""
    held = [(code, label) for code, label in VIEWS if Role(code) in viewer.roles]
    if viewer.organisation_kind == COMMUNE:
        return [(COMMUNE, _("Commune")), *[one for one in held if one[0] in KEPT_BY_COMMUNES]]
    return held


KEPT_BY_COMMUNES = (Role.ADMINISTRATOR.value, Role.DPO.value)


def _coordinator(_request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    return {
        "visits": staff_home.soon(viewer, timezone.localdate()),
        "attention": staff_home.attention_of(viewer, timezone.now()),
    }


def _field_worker(_request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    visits = staff_aboard.my_visits(viewer, timezone.now())
    return {"visits": visits, "calendar_key": calendar_key(viewer)}


def _receptionist(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    asked = request.GET.get("q", "").strip()[:80]
    return {"asked": asked, "visits": staff_home.announced(asked, viewer, timezone.localdate())}


def _partner(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    presences = staff_aboard.presences_of(viewer, timezone.now())
    return {"presences": page_of(request, presences, size=10)}


def _commune(_request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    return {
        "agreements": staff_home.asked_of_us(viewer),
        "visits": staff_home.on_our_ground(viewer, timezone.localdate()),
    }


def _nothing(_request: HttpRequest, _viewer: Viewer) -> dict[str, Any]:
    return {}


CONTEXTS: dict[str, Callable[[HttpRequest, Viewer], dict[str, Any]]] = {
    Role.COORDINATOR.value: _coordinator,
    Role.FIELD_WORKER.value: _field_worker,
    Role.RECEPTIONIST.value: _receptionist,
    Role.PARTNER.value: _partner,
    COMMUNE: _commune,
    Role.ADMINISTRATOR.value: _nothing,
    Role.DPO.value: _nothing,
}
