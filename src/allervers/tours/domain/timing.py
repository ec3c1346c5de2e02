"""From the hours that people write, in local time, to instants; safe on the days clocks change."""

from datetime import date, datetime, time
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from allervers.tours.domain.recurrence import Hours
from allervers.ui.domain.refusal import Refusal

PARIS: Final = ZoneInfo("Europe/Paris")
UTC: Final = ZoneInfo("UTC")


class Span(NamedTuple):
    """The instants of one visit, in UTC."""

    starts_at: datetime
    ends_at: datetime
    pause_starts_at: datetime | None
    pause_ends_at: datetime | None


def span_of(day: date, hours: Hours) -> Span:
    """Return the instants of these hours on this day in mainland France.

    On the last Sunday of March the hour from 2 to 3 does not exist: it is refused. On the last
    Sunday of October it comes twice: a start is the first of the two, an end the second, so that
    nobody is told to leave before the end.
    """
    return Span(
        instant(day, hours.starts),
        instant(day, hours.ends, is_end=True),
        None if hours.pause_starts is None else instant(day, hours.pause_starts),
        None if hours.pause_ends is None else instant(day, hours.pause_ends, is_end=True),
    )


def instant(day: date, clock: time, *, is_end: bool = False) -> datetime:
    """Return the instant at which clocks in mainland France show this time on this day."""
    local = datetime.combine(day, clock.replace(tzinfo=None), PARIS).replace(fold=int(is_end))
    found = local.astimezone(UTC)
    if found.astimezone(PARIS).time() != clock.replace(fold=0, tzinfo=None):
        raise Refusal(
            "hour_does_not_exist",
            f"Le {day:%d/%m/%Y}, {clock:%H:%M} n'existe pas.",
            "Cette nuit-là, on passe à l'heure d'été : de 2 h à 3 h.",
            "Choisissez une autre heure.",
        )
    return found


def hours_of(span: Span) -> Hours:
    """Return the hours that clocks in mainland France show for these instants."""
    return Hours(
        _clock(span.starts_at),
        _clock(span.ends_at),
        None if span.pause_starts_at is None else _clock(span.pause_starts_at),
        None if span.pause_ends_at is None else _clock(span.pause_ends_at),
    )


def day_of(moment: datetime) -> date:
    """Return the day in mainland France of an instant."""
    return moment.astimezone(PARIS).date()


def _clock(moment: datetime) -> time:
    return moment.astimezone(PARIS).time().replace(fold=0)
