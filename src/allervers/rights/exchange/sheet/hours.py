"""Opening hours of OpenStreetMap as people say them: « du lundi au vendredi, de 9 h à 12 h ».

The days of the five weeks to come are looked at one by one, whatever the notation; public holidays
are left aside. A text that is not of OpenStreetMap is a person's own words: it is given as it is.
"""

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
Spans = tuple[tuple[time, time], ...]


def hours_lines(text: str, since: date) -> tuple[str, ...]:
    """Return a line for each set of hours, in the language in force; nothing for no hours."""
    try:
        read = opening_hours.OpeningHours(text)
    except opening_hours.ParserError:  # type: ignore[attr-defined]
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    monday = datetime.combine(since - DAY * since.weekday(), time())
    usual: dict[tuple[Spans, bool], list[datetime]] = {}
    for weekday in range(7):
        weeks = [open_spans(read, monday + DAY * (weekday + 7 * n)) for n in range(WEEKS)]
        known = [week for week in weeks if week]
        if known:
            is_weekly = len(set(weeks)) == 1
            usual.setdefault((known[0], is_weekly), []).append(monday + DAY * weekday)
    return tuple(
        line(days, spans, is_weekly=is_weekly) for (spans, is_weekly), days in usual.items()
    )


def open_spans(read: "opening_hours.OpeningHours", midnight: datetime) -> Spans:
    """Return when a place is surely open on a day: local times, 0:00 at the end for midnight."""
    spans = read.intervals(midnight, midnight + DAY)
    return tuple(
        (starts.time(), ends.time())
        for starts, ends, state, _comment in spans
        if state == opening_hours.State.OPEN
    )


def line(days: Sequence[datetime], spans: Spans, *, is_weekly: bool) -> str:
    """Say some weekdays and their hours."""
    said = {"days": days_text(days), "hours": spans_text(spans)}
    if is_weekly:
        return _("%(days)s, %(hours)s") % said
    return _("%(days)s, %(hours)s, pas toutes les semaines") % said


def spans_text(spans: Spans) -> str:
    """Say the hours of a day: « de 9 h à 12 h et de 14 h à 17 h »."""
    if spans == ((time(), time()),):
        return _("jour et nuit")
    return joined([french.hours_text(starts, ends) for starts, ends in spans])


def days_text(days: Sequence[datetime]) -> str:
    """Say weekdays: « du lundi au vendredi », « lundi et jeudi »."""
    runs: list[list[datetime]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    names: list[str] = []
    for run in runs:
        first, last = weekday(run[0]), weekday(run[-1])
        if len(run) >= LONG_RUN:
            names.append(_("du %(first)s au %(last)s") % {"first": first, "last": last})
        else:
            names += [weekday(day) for day in run]
    return joined(names)


def weekday(day: datetime) -> str:
    """Name a weekday."""
    return str(dateformat.format(day, "l"))


def joined(parts: Sequence[str]) -> str:
    """Join with commas and a last « et »."""
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s et %(last)s") % {"first": _(", ").join(parts[:-1]), "last": parts[-1]}
