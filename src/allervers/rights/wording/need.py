"""The expected need of a commune in words: figures between two bounds."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from allervers.rights.models import ExpectedNeed
from allervers.ui import french

EURO: Final = "€"


@dataclass(frozen=True, slots=True)
class NeedInWords:
    """One commune; euros are a month, by the DREES and by the rules."""

    departement: str
    name: str
    recipients: str
    non_takers: str
    euros: str
    by_rules: str
    year: int


def said(one: ExpectedNeed) -> NeedInWords:
    """Return one commune in words."""
    place = one.commune.departement
    return NeedInWords(
        departement=f"{place.name} ({place.code})",
        name=one.commune.name,
        recipients=span(one.recipients_low, one.recipients_high),
        non_takers=span(one.non_takers_low, one.non_takers_high),
        euros=span(one.euros_month_low, one.euros_month_high, EURO),
        by_rules=span(one.rules_euros_month_low, one.rules_euros_month_high, EURO),
        year=one.year,
    )


def span(low: int, high: int | None, unit: str = "") -> str:
    """Return « de 120 à 340 », « 120 », or « au moins 120 » when nothing bounds it."""
    end = f"{french.NO_BREAK}{unit}" if unit else ""
    if high is None:
        return _("au moins %(low)s") % {"low": f"{french.number_text(low)}{end}"}
    if high == low:
        return f"{french.number_text(low)}{end}"
    return _("de %(low)s à %(high)s") % {
        "low": french.number_text(low),
        "high": f"{french.number_text(high)}{end}",
    }
