"""When a service opens next, read from its OpenStreetMap hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

import opening_hours

from allervers.directory.domain.opening import OVERSEAS, PARIS, read_hours
from allervers.reception.domain.proposing import SOON, Opening


def next_opening(hours: str, now: datetime, code_insee: str = "") -> Opening:
    """Return the next opening within seven days; not known when the text cannot be read."""
    read = read_hours(hours)
    if read is None:
        return Opening()
    zone = ZoneInfo(OVERSEAS.get(code_insee[:3], PARIS))
    at = now.astimezone(zone).replace(tzinfo=None)
    # Never `next_change`, which looks as far as the year 9999: half a minute for a hostile text.
    for starts, _ends, state, _comment in read.intervals(at, at + SOON):
        if state == opening_hours.State.UNKNOWN:
            return Opening()
        if state == opening_hours.State.OPEN:
            return Opening(is_known=True, opens_at=max(starts.replace(tzinfo=zone), now))
    return Opening(is_known=True)
