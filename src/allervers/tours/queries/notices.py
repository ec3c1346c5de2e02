"""The notices in force: what every public page says at its top."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from allervers.tours.models import Notice
from allervers.ui.compiled import Asked, Compiled

MOST_SHOWN = 5
SEVEREST_FIRST = (Notice.Level.DANGER, Notice.Level.WARNING, Notice.Level.INFORMATION)


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """One message; `level` is information, warning or danger."""

    level: str
    level_label: str
    title: str
    text: str
    carrier: str


def _in_force(asked: Asked) -> QuerySet[Notice]:
    now = asked.moment("now")
    found = Notice.objects.filter(starts_at__lte=now, ends_at__gt=now).select_related("carrier")
    return found.order_by("-starts_at", "id")[: MOST_SHOWN * 4]


IN_FORCE: Final = Compiled(_in_force)


def in_force(now: datetime) -> list[NoticeCard]:
    """Return at most five notices in force at `now`, the gravest first. One query."""
    return in_force_ahead(now)()


def in_force_ahead(now: datetime) -> Callable[[], list[NoticeCard]]:
    """Ask as `in_force`, with the next query; return what gives the notices."""
    answer = IN_FORCE.ahead(now=now)

    def cards() -> list[NoticeCard]:
        found = [
            NoticeCard(one.level, one.get_level_display(), one.title, one.text, one.carrier.name)
            for one in answer()
        ]
        order = {level.value: place for place, level in enumerate(SEVEREST_FIRST)}
        return sorted(found, key=lambda card: order[card.level])[:MOST_SHOWN]

    return cards
