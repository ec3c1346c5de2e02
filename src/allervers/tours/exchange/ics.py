"""iCalendar feeds (RFC 5545, RFC 7986): what a telephone's calendar subscribes to.

A visit keeps its UID for life. A cancelled visit stays in the feed with STATUS:CANCELLED and a
higher SEQUENCE, so that calendars strike it out; a moved one is cancelled in the same way and its
replacement is another event. Times are written in UTC: no time zone table to get wrong, and days
when the clocks change are exact.

Written line by line rather than through the icalendar package, which takes some 2 ms an event:
a feed of a year cost 100 ms. The package reads every feed back in the tests.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from allervers.tours.exchange.phrases import hours_of, replacement_text
from allervers.tours.queries.public_cards import VisitCard
from allervers.ui import french

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
REFRESH: Final = "PT1H"
REMINDER: Final = "-P1D"
PAST: Final = timedelta(days=31)
AHEAD: Final = timedelta(days=366)
LONGEST_LINE: Final = 75  # octets, RFC 5545 §3.1
# RFC 5545 §3.3.11: what a text may not hold as it is; other control characters are dropped.
ESCAPES: Final = str.maketrans(
    {
        **{chr(code): None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"},
        "\\": "\\\\",
        ";": "\\;",
        ",": "\\,",
        "\n": "\\n",
    }
)
# §3.6 asks for one component at least: a feed without a visit holds the time zone of the site
# (rules of the European Union since 1996, directive 2000/84/CE).
PARIS: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Paris",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19970330T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar ready to be sent: its bytes, their fingerprint, and when it last changed."""

    body: bytes
    etag: str
    changed_at: datetime | None


def window(now: datetime) -> tuple[datetime, datetime]:
    """From one month ago to twelve months ahead, by whole UTC days so that the ETag holds."""
    midnight = _midnight(now)
    return midnight - PAST, midnight + AHEAD


def last_modified(feed: Feed, now: datetime) -> datetime:
    """When the feed last changed: with its latest visit, or as its window rolled this night."""
    rolled = _midnight(now)
    return max(feed.changed_at, rolled) if feed.changed_at else rolled


def _midnight(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def uid(visit_id: object, base_url: str) -> str:
    """The event's identity for ever: the visit's id at this site's host (RFC 7986 §5.3)."""
    return f"{visit_id}@{urlsplit(base_url).hostname or 'aller-vers'}"


def feed(cards: Sequence[VisitCard], *, name: str, base_url: str) -> Feed:
    """Write one calendar. `base_url` is the site's address without a final slash."""
    lines = [*_opening(name)]
    for card in cards:
        lines += _event(card, base_url)
    lines += [*([] if cards else PARIS), "END:VCALENDAR"]
    body = b"".join(folded(line) for line in lines)
    changed_at = max((card.changed_at for card in cards), default=None)
    return Feed(body, hashlib.sha256(body).hexdigest()[:32], changed_at)


def folded(line: str) -> bytes:
    """Write a content line in pieces of at most 75 octets, never inside a character (§3.1)."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return octets + b"\r\n"
    pieces: list[bytes] = []
    while octets:
        end = min(len(octets), LONGEST_LINE - bool(pieces))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 - UTF-8's inner octets
            end -= 1
        pieces.append(octets[:end])
        octets = octets[end:]
    return b"\r\n ".join(pieces) + b"\r\n"


def text(words: str) -> str:
    """Escape a text value (§3.3.11)."""
    return words.replace("\r\n", "\n").translate(ESCAPES)


def instant(moment: datetime) -> str:
    """Write an instant in UTC, form 2 of §3.3.5."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _opening(name: str) -> tuple[str, ...]:
    return (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aller-vers//Passages//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        "X-WR-TIMEZONE:Europe/Paris",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    )


def _event(card: VisitCard, base_url: str) -> Iterator[str]:
    """Yield the lines of one event."""
    url = f"{base_url}/passages/{card.id}/"
    # DTSTAMP is the instant of the revision, not of the download: unchanged feeds stay identical.
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(card.id, base_url)}"
    yield f"DTSTAMP:{instant(card.changed_at)}"
    yield f"LAST-MODIFIED:{instant(card.changed_at)}"
    yield f"SEQUENCE:{card.sequence}"
    yield f"DTSTART:{instant(card.starts_at)}"
    yield f"DTEND:{instant(card.ends_at)}"
    yield f"SUMMARY:{text(summary(card))}"
    yield f"DESCRIPTION:{text(description(card) + chr(10) * 2 + url)}"
    yield f"LOCATION:{text(f'{card.halt.name}, {card.halt.postal_line}')}"
    yield f"STATUS:{'CONFIRMED' if card.takes_place else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{url}"
    if card.halt.latitude is not None and card.halt.longitude is not None:
        yield f"GEO:{card.halt.latitude:.5f};{card.halt.longitude:.5f}"
    if card.takes_place:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{text(summary(card))}"
        yield f"TRIGGER:{REMINDER}"
        yield "END:VALARM"
    yield "END:VEVENT"


def summary(card: VisitCard) -> str:
    """The event's title: the unit and the place, opened by "ANNULÉ" when nobody will come."""
    title = f"{card.unit.name}, {card.halt.commune_name}"
    if card.takes_place:
        return title
    if card.moved_to is not None:
        return _("DÉPLACÉ : %(title)s") % {"title": title}
    return _("ANNULÉ : %(title)s") % {"title": title}


def description(card: VisitCard) -> str:
    """What to know before going, one line for each thing."""
    when = f"{french.date_text(card.day)}, {hours_of(card)}"
    lines = [when, card.halt.directions, *_what_changed(card)]
    if card.takes_place and card.by_appointment:
        lines.append(_("Sur rendez-vous."))
    lines.append(card.note)
    if card.takes_place:
        lines += [" : ".join(filter(None, (one.name, one.offers))) for one in card.partners]
    phone = card.unit.phone or card.unit.carrier_phone
    if phone:
        lines.append(_("Téléphone : %(phone)s") % {"phone": french.phone_text(phone)})
    if card.unit.is_invented:
        lines.append(_("Exemple inventé pour la démonstration."))
    return "\n".join(line for line in lines if line)


def _what_changed(card: VisitCard) -> list[str]:
    if card.takes_place:
        return []
    why = card.reason_label or _("raison non précisée")
    lines = [_("Ce passage n'a pas lieu (%(why)s).") % {"why": why}, card.reason_text]
    if card.moved_to is not None:
        lines.append(_("Remplacé par : %(new)s") % {"new": replacement_text(card.moved_to)})
    return lines
