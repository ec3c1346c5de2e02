"""Pages of the workspace drawn from kept pieces alone (ui/kept.py): the page itself is one.

What surrounds a page (header, menu, notices, footer) is drawn from the roles, the address and the
notices in force; the name of the member and the token of their forms are put in each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.engine import Engine
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from allervers.ui import places
from allervers.ui.kept import piece
from allervers.ui.templatetags.ui import roles_of, sign_out_url

PARTS: Final = "ui/components/"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page says of a form above its content: whether it was refused."""

    errors: bool = False


def draw(
    request: HttpRequest, template: str, values: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page drawn by a template that extends « ui/framed.html », as `piece` draws it."""
    return HttpResponse(piece(template, {**_frame(request), **values}), status=status)


def _frame(request: HttpRequest) -> dict[str, Any]:
    """Return what surrounds a page: pieces that the layout puts at their places."""
    context: dict[str, Any] = {}
    for processor in Engine.get_default().template_context_processors:
        context |= processor(request)
    path, roles = request.path, roles_of(context)
    staff = places.found(places.STAFF, path, roles)
    shown = {"is_demonstration": context["is_demonstration"], "notices": tuple(context["notices"])}
    footer = {"places": places.found(places.FOOTER, path), "links": ()}
    return {
        "exit_url": context["exit_url"],
        "put_header": _header(context, places.found(places.ACCOUNT, path, roles)),
        "put_navigation": piece(f"{PARTS}staff_nav_list.html", {"places": staff}) if staff else "",
        "put_banners": piece(f"{PARTS}banners.html", shown),
        "put_said": _said(context["messages"]),
        "put_footer": piece(f"{PARTS}footer_lists.html", footer),
        "put_csrf_token": str(context["csrf_token"]),
    }


def _header(context: Mapping[str, Any], account: tuple[places.Place, ...]) -> SafeString:
    viewer = context["viewer"]
    return piece(
        f"{PARTS}member_header.html",
        {
            "places": account,
            "leave": sign_out_url(),
            "has_organisation": bool(viewer.organisation_name),
            "put_name": viewer.name,
            "put_organisation": viewer.organisation_name,
            "put_csrf_token": str(context["csrf_token"]),
        },
    )


def _said(messages: Any) -> str:
    """Return what the last action did; read, it is not said again."""
    return render_to_string(f"{PARTS}messages.html", {"messages": messages}) if messages else ""
