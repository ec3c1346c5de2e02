"""Filters for dates, hours, numbers: `{% load french %}`, `{{ visit.day|french_date }}`."""

from datetime import date, datetime, time

from django import template

from allervers.ui import french

register = template.Library()


@register.filter
def french_date(day: date | None) -> str:
    """« mardi 6 octobre 2026 »; nothing for no date."""
    return french.date_text(day) if day else ""


@register.filter
def french_day(day: date | None) -> str:
    """« mardi 6 octobre »; nothing for no date."""
    return french.day_text(day) if day else ""


@register.filter
def french_date_short(day: date | None) -> str:
    """« mar. 6 oct. »; nothing for no date."""
    return french.short_date_text(day) if day else ""


@register.filter
def french_hour(hour: time | datetime | None) -> str:
    """« 9 h 30 »; nothing for no hour (midnight is an hour)."""
    return "" if hour is None or hour == "" else french.hour_text(hour)


@register.filter
def french_hours(starts: time | datetime | None, ends: time | datetime | None) -> str:
    """« de 9 h à 12 h 30 »: `{{ visit.starts_at|french_hours:visit.ends_at }}`."""
    return french.hours_text(starts, ends) if starts is not None and ends is not None else ""


@register.filter
def french_phone(number: str | None) -> str:
    """« 01 23 45 67 89 »."""
    return french.phone_text(str(number)) if number else ""


@register.filter
def phone_address(number: str | None) -> str:
    """The number as a tel: link wants it."""
    return french.phone_address(str(number)) if number else ""


@register.filter
def french_distance(metres: float | str | None) -> str:
    """« 850 m », « 3,2 km »; nothing for no distance."""
    return "" if metres is None or metres == "" else french.distance_text(float(metres))


@register.filter
def thin_number(number: float | str | None) -> str:
    """« 12 345 »; nothing for no number."""
    return "" if number is None or number == "" else french.number_text(float(number))


@register.filter
def french_count(count: int, words: str) -> str:
    """« 2 passages »: `{{ visits|length|french_count:"passage,passages" }}`."""
    singular, plural = words.split(",")
    return french.count_text(count, singular, plural)


@register.filter
def short_weekday(day: date) -> str:
    """« mar. »."""
    return french.short_weekday(french.local_day(day))


@register.filter
def short_month(day: date) -> str:
    """« oct. »."""
    return french.short_month(french.local_day(day))


@register.filter
def day_number(day: date) -> str:
    """« 1er », « 2 »."""
    return french.day_number(french.local_day(day))
