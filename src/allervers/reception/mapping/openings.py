"""When a service opens next, read from its OpenStreetMap hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

from allervers.directory.domain.opening import OVERSEAS, PARIS, read_hours
from allervers.reception.domain.proposing import SOON, Opening

MOST_CHANGES = 40  # of state looked at: more than a week ever holds


def next_opening(hours: str, now: datetime, code_insee: str = "") -> Opening:
    """Return the next opening within seven days; not known when the text cannot be read."""
    read = read_hours(hours)
    if read is None:
        return Opening()
    zone = ZoneInfo(OVERSEAS.get(code_insee[:3], PARIS))
    at = now.astimezone(zone).replace(tzinfo=None)
    last = at + SOON
    for _turn in range(MOST_CHANGES):
        if read.is_unknown(at):
            return Opening()
        if read.is_open(at):
            return Opening(is_known=True, opens_at=max(at.replace(tzinfo=zone), now))
        following = read.next_change(at)
        if following is None or following > last:
            break
        at = following
    return Opening(is_known=True)
