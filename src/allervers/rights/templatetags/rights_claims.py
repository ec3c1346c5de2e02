"""The claim of a right among those of an encounter: `{% load rights_claims %}`."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def claim_of(claims: Mapping[str, Any], right: str) -> Any:
    """Return the claim of a right, or nothing."""
    return claims.get(right)
