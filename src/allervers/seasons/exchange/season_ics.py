"""A season's plan as iCalendar (RFC 5545): for the calendars of the crew and of the partners.

A visit keeps its UID from one export to the next, whatever plan it is in: imported again, it takes
the place of itself. Moved to another day or halt it is another event. Events are tentative until
the season is published.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from allervers.seasons.exchange.rows import SeasonRow
from allervers.tours.exchange.ics import PARIS, folded, instant, text

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
FRANCE: Final = ZoneInfo("Europe/Paris")


def season_ics(
    rows: Iterable[SeasonRow], *, name: str, base_url: str, now: datetime, is_published: bool
) -> bytes:
    """Write the calendar of a season; `base_url` is the site's address, `now` the instant."""
    host = urlsplit(base_url).hostname or "aller-vers"
    status = "CONFIRMED" if is_published else "TENTATIVE"
    events = [line for row in rows for line in _event(row, host, status, now)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aller-vers//Saison//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        "X-WR-TIMEZONE:Europe/Paris",
        *(events or PARIS),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def uid(row: SeasonRow, host: str) -> str:
    """The event's identity: this unit at this halt on this day, at this site."""
    told = f"{row.unit}\n{row.commune}\n{row.halt}\n{row.day.isoformat()}"
    return f"saison-{hashlib.sha256(told.encode()).hexdigest()[:24]}@{host}"


def _event(row: SeasonRow, host: str, status: str, now: datetime) -> Iterator[str]:
    starts = datetime.combine(row.day, row.starts, FRANCE)
    ends = datetime.combine(row.day, row.ends, FRANCE)
    place = ", ".join(part for part in (row.halt, row.address, row.commune) if part)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(row, host)}"
    yield f"DTSTAMP:{instant(now.astimezone(UTC))}"
    yield f"DTSTART:{instant(starts)}"
    yield f"DTEND:{instant(ends)}"
    yield f"SUMMARY:{text(f'{row.unit}, {row.commune}')}"
    yield f"LOCATION:{text(place)}"
    if row.partners:
        aboard = _("À bord : %(partners)s") % {"partners": ", ".join(row.partners)}
        yield f"DESCRIPTION:{text(aboard)}"
    yield f"STATUS:{status}"
    yield "END:VEVENT"
