"""Says OpenStreetMap opening hours in words; a text that is not of OpenStreetMap is left alone.

The days of the five weeks from a date are looked at one by one, whatever the notation, so that
« Tu[1] » is said as well as « Mo-Fr »; public holidays are said apart.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import opening_hours
from django.utils import dateformat
from django.utils.translation import gettext as _

from allervers.ui import french

WEEKS: Final = 5  # an n-th weekday of the month is seen to come and to be missing
DAY: Final = timedelta(days=1)
LONG_RUN: Final = 3  # days in a row that are said « du lundi au mercredi »
CLOSED: Final = re.compile(r"\bPH (?:off|closed)\b")
Spans = tuple[tuple[time, time], ...]
ALWAYS: Final[Spans] = ((time(), time()),)


def hours_lines(hours: str, since: date) -> list[str] | None:
    """Return a line for each set of hours, in the language in force; None when not understood."""
    if not hours.strip():
        return None
    try:
        read = opening_hours.OpeningHours(hours)
    except opening_hours.ParserError:  # type: ignore[attr-defined]
        return None
    monday = datetime.combine(since - DAY * since.weekday(), time())
    usual: dict[tuple[Spans, bool], list[datetime]] = {}
    for weekday in range(7):
        weeks = [open_spans(read, monday + DAY * (weekday + 7 * n)) for n in range(WEEKS)]
        known = [week for week in weeks if week]
        if known:
            is_weekly = len(set(weeks)) == 1
            usual.setdefault((known[0], is_weekly), []).append(monday + DAY * weekday)
    lines = [line(days, *what) for what, days in usual.items()]
    if lines and CLOSED.search(hours):
        lines.append(_("fermé les jours fériés"))
    return lines or None


def open_spans(read: "opening_hours.OpeningHours", midnight: datetime) -> Spans:
    """Return when a place is surely open on a day: local times, 0:00 at the end for midnight."""
    return tuple(
        (starts.time(), ends.time())
        for starts, ends, state, _comment in read.intervals(midnight, midnight + DAY)
        if state == opening_hours.State.OPEN
    )


def line(days: Sequence[datetime], spans: Spans, is_weekly: bool) -> str:  # noqa: FBT001
    """Say some weekdays and their hours."""
    if spans == ALWAYS and len(days) == 7:  # noqa: PLR2004 - a week
        return _("tous les jours, jour et nuit")
    hours = _("jour et nuit") if spans == ALWAYS else _(" et ").join(map(span_text, spans))
    said = f"{days_text(days)}\u00a0: {hours}"
    return said if is_weekly else _("%(said)s (pas toutes les semaines)") % {"said": said}


def span_text(span: tuple[time, time]) -> str:
    """Return « 9 h à 12 h 30 »."""
    starts, ends = map(french.hour_text, span)
    return _("%(starts)s à %(ends)s") % {"starts": starts, "ends": ends}


def days_text(days: Sequence[datetime]) -> str:
    """Return « du lundi au vendredi », « lundi, mercredi et vendredi »."""
    runs: list[list[datetime]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    names: list[str] = []
    for run in runs:
        named = [str(dateformat.format(day, "l")) for day in run]
        if len(run) >= LONG_RUN:
            named = [_("du %(first)s au %(last)s") % {"first": named[0], "last": named[-1]}]
        names += named
    first, last = names[:-1], names[-1]
    return _(" et ").join([_(", ").join(first), last] if first else [last])
