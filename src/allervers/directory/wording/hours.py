"""Says OpenStreetMap opening hours in French; what is not understood is left as it was."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ONE: Final = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
RULE: Final = re.compile(
    rf"(?P<days>{ONE}(?:-{ONE})?(?:, ?{ONE}(?:-{ONE})?)*)"
    r" (?P<slots>\d{1,2}:\d{2}-\d{1,2}:\d{2}(?:, ?\d{1,2}:\d{2}-\d{1,2}:\d{2})*)"
)
CLOSED: Final = re.compile(r"PH (?:off|closed)")
OPEN_DAY_AND_NIGHT: Final = "24/7"


def hours_lines(hours: str) -> list[str] | None:
    """Return one French line per rule, or None when a rule is not understood."""
    if hours.strip() == OPEN_DAY_AND_NIGHT:
        return [_("tous les jours, jour et nuit")]
    lines: list[str] = []
    for piece in filter(None, (piece.strip() for piece in hours.split(";"))):
        rule = RULE.fullmatch(piece)
        if rule is not None:
            slots = _(" et ").join(slot_text(slot) for slot in rule["slots"].split(","))
            lines.append(f"{days_text(rule['days'])}\u00a0: {slots}")
        elif CLOSED.fullmatch(piece):
            lines.append(_("fermé les jours fériés"))
        else:
            return None
    return lines or None


def days_text(days: str) -> str:
    """Return « du lundi au vendredi », « mardi et jeudi »."""
    return _(" et ").join(spans_text(days))


def spans_text(days: str) -> Iterator[str]:
    """Yield each day or span of days."""
    names = {
        "Mo": _("lundi"),
        "Tu": _("mardi"),
        "We": _("mercredi"),
        "Th": _("jeudi"),
        "Fr": _("vendredi"),
        "Sa": _("samedi"),
        "Su": _("dimanche"),
    }
    for span in days.replace(" ", "").split(","):
        first, dash, last = span.partition("-")
        if dash:
            yield _("du %(first)s au %(last)s") % {"first": names[first], "last": names[last]}
        else:
            yield names[first]


def slot_text(slot: str) -> str:
    """Return « 9 h à 12 h 30 »."""
    starts, _dash, ends = slot.strip().partition("-")
    return _("%(starts)s à %(ends)s") % {"starts": clock(starts), "ends": clock(ends)}


def clock(hour: str) -> str:
    """Return « 9 h » or « 9 h 30 »."""
    hours, _colon, minutes = hour.partition(":")
    end = "" if minutes == "00" else f"\u00a0{minutes}"
    return f"{int(hours)}\u00a0h{end}"
