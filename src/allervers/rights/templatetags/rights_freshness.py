"""Whether a right's figures are up to date: `{% load rights_freshness %}`."""

from datetime import date

from django import template

from allervers.rights.domain.freshness import freshness_of
from allervers.rights.gateways.openfisca_register import rules_register
from allervers.rights.wording.freshness import freshness_sentences

register = template.Library()


@register.simple_tag
def stale_sentences(right: str, month: date) -> list[str]:
    """Return what is not up to date among a right's figures; nothing when all is known to be."""
    return freshness_sentences(freshness_of(right, month, rules_register()))
