"""Tags of the layouts: who is where, which languages, breadcrumbs. `{% load ui %}`."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from allervers.ui import places
from allervers.ui.kept import piece
from allervers.ui.places import Place

register = template.Library()
IN_ONE_LANGUAGE: set[str] = set()  # pages whose address is the same in every language


def path_of(context: dict[str, Any]) -> str:
    """Return the address of the page, or nothing when rendered outside a request."""
    request: HttpRequest | None = context.get("request")
    return request.path if request else ""


@register.simple_tag
def kept(template: str, **values: Any) -> SafeString:
    """Draw a piece of page once for these values, and keep it (ui/kept.py)."""
    return piece(template, values)


@register.simple_tag(takes_context=True)
def public_places(context: dict[str, Any]) -> tuple[Place, ...]:
    """Return the places of the public menu."""
    return places.found(places.PUBLIC, path_of(context))


@register.simple_tag(takes_context=True)
def footer_places(context: dict[str, Any]) -> tuple[Place, ...]:
    """Return the places of the footer."""
    return places.found(places.FOOTER, path_of(context))


@register.simple_tag(takes_context=True)
def account_places(context: dict[str, Any]) -> tuple[Place, ...]:
    """Return the places of the member's own menu."""
    return places.found(places.ACCOUNT, path_of(context), roles_of(context))


@register.simple_tag(takes_context=True)
def staff_places(context: dict[str, Any]) -> tuple[Place, ...]:
    """Return the places of the workspace that the viewer's roles open."""
    return places.found(places.STAFF, path_of(context), roles_of(context))


def roles_of(context: dict[str, Any]) -> frozenset[str]:
    """Return the roles of the viewer; none for a stranger."""
    viewer = context.get("viewer")
    return frozenset(viewer.roles) if viewer else frozenset()


@register.simple_tag
def home_url() -> str:
    """Return the home page's address in the language in force."""
    return places.address("public:home") or "/"


@register.simple_tag
def sign_out_url() -> str:
    """Return where the sign-out form posts to."""
    return places.address("accounts:sign_out") or places.address("account_logout")


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return this page in each language; nothing when it exists in one only."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.resolver_match is None:
        return []
    name = request.resolver_match.view_name
    if name in IN_ONE_LANGUAGE:
        return []
    here = request.get_full_path()
    links = [language_link(here, code) for code, _name in settings.LANGUAGES]
    if len({link["url"] for link in links}) > 1:
        return links
    IN_ONE_LANGUAGE.add(name)
    return []


def language_link(here: str, code: str) -> dict[str, Any]:
    """Return the address of a page in a language, and how the language writes its own name."""
    info = get_language_info(code)
    return {
        "code": code,
        "name": info["name_local"].capitalize(),
        "direction": "rtl" if info["bidi"] else "ltr",
        "url": translate_url(here, code),
        "is_current": code == get_language(),
    }


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(*steps: str) -> dict[str, Any]:
    """Draw a breadcrumb from labels and addresses in turn; the last label has no address."""
    labels, urls = steps[::2], (*steps[1::2], "")
    return {"steps": list(zip(labels, urls, strict=False))}


@register.simple_tag
def url_or_nothing(name: str, *args: object) -> str:
    """Return an address by its name, or nothing when no page has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def labelled(row: Sequence[object], headings: Sequence[str]) -> list[tuple[str, object]]:
    """Pair each cell of a row with its heading."""
    return list(zip(headings, row, strict=True))


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """Draw the fields of a form without its error summary."""
    return form.render("ui/forms/fields.html")


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """Draw the error summary of a form without its fields."""
    return form.render("ui/forms/summary.html")
