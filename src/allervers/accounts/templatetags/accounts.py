"""Filters of accounts: `{% load accounts %}`."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from allervers.accounts.models import ROLE_NAMES, AccountEvent

register = template.Library()
NAMES = dict(ROLE_NAMES)


@register.filter
def role_names(codes: Iterable[str]) -> str:
    """« coordination des tournées, accueil »."""
    return ", ".join(str(NAMES.get(code, code)) for code in codes)


@register.filter
def event_details(event: AccountEvent) -> str:
    """Say in words what the codes of an event mean."""
    found = event.details
    if "before" in found:
        before, after = role_names(found["before"]), role_names(found["after"])
        return _("de « %(before)s » à « %(after)s »") % {"before": before, "after": after}
    if "roles" in found:
        return role_names(found["roles"])
    if "factor" in found:
        return {
            "totp": _("application de codes"),
            "webauthn": _("clé d’accès"),
            "recovery_codes": _("codes de secours"),
        }.get(found["factor"], str(found["factor"]))
    if "sessions" in found:
        return _("%(count)s autres sessions") % {"count": found["sessions"]}
    return ""
