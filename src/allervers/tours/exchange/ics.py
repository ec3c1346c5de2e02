"""iCalendar feeds (RFC 5545, RFC 7986): what a telephone's calendar subscribes to.

A visit keeps its UID for life. A cancelled visit stays in the feed with STATUS:CANCELLED and a
higher SEQUENCE, so that calendars strike it out; a moved one is cancelled in the same way and its
replacement is another event. Times are written in UTC: no time zone table to get wrong, and days
when the clocks change are exact.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vDuration, vText, vUri

from allervers.tours.exchange.phrases import hours_of, replacement_text
from allervers.tours.queries.public_cards import VisitCard
from allervers.ui import french

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
REFRESH: Final = timedelta(hours=1)
REMINDER: Final = timedelta(days=-1)
PAST: Final = timedelta(days=31)
AHEAD: Final = timedelta(days=366)
EMPTY: Final = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar ready to be sent: its bytes, their fingerprint, and when it last changed."""

    body: bytes
    etag: str
    changed_at: datetime | None


def window(now: datetime) -> tuple[datetime, datetime]:
    """From one month ago to twelve months ahead, by whole UTC days so that the ETag holds."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - PAST, midnight + AHEAD


def uid(visit_id: object, base_url: str) -> str:
    """The event's identity for ever: the visit's id at this site's host (RFC 7986 §5.3)."""
    return f"{visit_id}@{urlsplit(base_url).hostname or 'aller-vers'}"


def feed(cards: Sequence[VisitCard], *, name: str, base_url: str) -> Feed:
    """Write one calendar. `base_url` is the site's address without a final slash."""
    language = get_language() or "fr"
    events = b"".join(_event(_bare(card), base_url, language) for card in cards)
    body = _calendar(name) + events + EMPTY
    changed_at = max((card.changed_at for card in cards), default=None)
    return Feed(body, hashlib.sha256(body).hexdigest()[:32], changed_at)


def _bare(card: VisitCard) -> VisitCard:
    """The card without what depends on the search, so that equal events are written once."""
    return replace(card, distance_km=None, distance_is_rough=False)


@lru_cache(maxsize=256)
def _calendar(name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Aller-vers//Passages//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    written: bytes = calendar.to_ical()
    return written.removesuffix(EMPTY)


@lru_cache(maxsize=8192)
def _event(card: VisitCard, base_url: str, language: str) -> bytes:
    """Write one event; the cache makes a whole feed cost what has changed since."""
    with override(language):
        return _written(card, base_url)


def _written(card: VisitCard, base_url: str) -> bytes:
    url = f"{base_url}/passages/{card.id}/"
    event = Event()
    event.add("uid", uid(card.id, base_url))
    # The instant of the revision, not of the download: unchanged feeds stay identical.
    event.add("dtstamp", card.changed_at.astimezone(UTC))
    event.add("last-modified", card.changed_at.astimezone(UTC))
    event.add("sequence", card.sequence)
    event.add("dtstart", card.starts_at.astimezone(UTC))
    event.add("dtend", card.ends_at.astimezone(UTC))
    event.add("summary", summary(card))
    event.add("description", f"{description(card)}\n\n{url}")
    event.add("location", f"{card.halt.name}, {card.halt.postal_line}")
    event.add("status", "CONFIRMED" if card.takes_place else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("url", vUri(url))
    if card.halt.latitude is not None and card.halt.longitude is not None:
        event.add("geo", (card.halt.latitude, card.halt.longitude))
    if card.takes_place:
        event.add_component(_reminder(card))
    written: bytes = event.to_ical()
    return written


def _reminder(card: VisitCard) -> Alarm:
    """The day before, at the same hour."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", vText(summary(card)))
    alarm.add("trigger", REMINDER)
    return alarm


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
    for partner in card.partners if card.takes_place else ():
        lines.append(f"{partner.name} : {partner.offers}" if partner.offers else partner.name)
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


def last_modified(feed: Feed, now: datetime) -> datetime:
    """When the feed last changed: with its latest visit, or as its window rolled this night."""
    rolled = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(feed.changed_at, rolled) if feed.changed_at else rolled
