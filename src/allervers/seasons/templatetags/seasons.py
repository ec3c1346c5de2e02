"""Days of the week in words."""

from collections.abc import Iterable

from django import template

from allervers.seasons.wording.days import weekdays_text

register = template.Library()


@register.filter
def weekdays(days: Iterable[int]) -> str:
    """Return « lundi, mardi et jeudi »; « du lundi au vendredi » for days in a row."""
    return weekdays_text(days)
