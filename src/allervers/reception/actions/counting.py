"""Hands `seasons` how many were met at a halt on a day: a count, never anybody.

An encounter counts for one, whoever came with the person. The day is the visit's.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from allervers.reception.models import Encounter
from allervers.seasons.actions.met import lock_met, replace_met, set_met
from allervers.tours.domain.timing import day_of
from allervers.tours.models import Visit

Key = tuple[UUID, date]


def count_met(visits: Iterable[UUID | None]) -> None:
    """Count again the halts and days of these visits, in the writer's own transaction."""
    known = Visit.objects.filter(pk__in=[one for one in visits if one is not None])
    keys = {
        (halt, day_of(at)) for halt, at in known.order_by("pk").values_list("halt", "starts_at")
    }
    for halt, day in sorted(keys):
        lock_met(halt, day)
        people = Encounter.objects.filter(visit__halt=halt, visit__starts_at__date=day).count()
        set_met(halt=halt, day=day, people=people)


def recount_met() -> int:
    """Count everything again, at night; return how many counts were wrong."""
    rows = Encounter.objects.filter(visit__isnull=False).order_by("pk")
    found: Counter[Key] = Counter()
    for halt, starts_at in rows.values_list("visit__halt", "visit__starts_at").iterator():
        if halt is not None and starts_at is not None:
            found[halt, day_of(starts_at)] += 1
    return replace_met(counts=found)
