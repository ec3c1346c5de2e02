"""Counts of people met, as `reception` hands them over: counted again each time, never added to."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from allervers.seasons.models import MetAtHalt

LOCK_FAMILY = 7_402  # of advisory locks: one for each halt and day


def lock_met(halt: UUID, day: date) -> None:
    """Let nobody else count this halt and this day until the transaction ends.

    To be called before counting: who waited then sees what the other wrote. Several are locked in
    the same order by everybody, or two may wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_FAMILY, f"{halt} {day}"]
        )


def set_met(*, halt: UUID, day: date, people: int) -> None:
    """Keep the people met at a halt on a day; no row when there is nobody left.

    No viewer: a count that names nobody, handed over inside the writer's own transaction.
    """
    rows = MetAtHalt.objects.filter(halt=halt, day=day)
    if people <= 0:
        rows.delete()
    elif not rows.filter(people=people).exists():
        MetAtHalt.objects.update_or_create(halt_id=halt, day=day, defaults={"people": people})


@transaction.atomic
def replace_met(*, counts: Mapping[tuple[UUID, date], int]) -> int:
    """Put right every count; return how many were wrong. Twice changes nothing."""
    kept = {(one.halt_id, one.day): one.people for one in MetAtHalt.objects.order_by("pk")}
    wrong = [key for key in {*kept, *counts} if kept.get(key, 0) != counts.get(key, 0)]
    for halt, day in sorted(wrong):
        set_met(halt=halt, day=day, people=counts.get((halt, day), 0))
    return len(wrong)
