"""How long one stays signed in, and on how many devices."""

from datetime import datetime, timedelta
from typing import Final

IDLE_LIMIT: Final = timedelta(minutes=60)
ABSOLUTE_LIMIT: Final = timedelta(hours=12)
# Writing at every page would cost one write a page: a minute is precise enough for an hour.
ACTIVITY_STEP: Final = timedelta(minutes=1)
MAX_OPEN: Final = 3


def is_over(started_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """Whether a session must be closed: an hour without a page, or half a day in all."""
    return now - last_seen_at >= IDLE_LIMIT or now - started_at >= ABSOLUTE_LIMIT


def device(user_agent: str) -> str:
    """Name a browser and its system in two words, for the list of one's open sessions.

    Order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    """
    browsers = (
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    system = next((name for mark, name in systems if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
