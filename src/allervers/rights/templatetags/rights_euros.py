"""Euros to the cent: `{% load rights_euros %}`, `{{ finding.amount|euros_cents }}`."""

from decimal import Decimal

from django import template

from allervers.ui import french

register = template.Library()


@register.filter
def euros_cents(amount: Decimal | None) -> str:
    """« 1 041,59 € »; nothing for no amount."""
    if amount is None:
        return ""
    return f"{french.number_text(float(amount), 2)}{french.NO_BREAK}€"
