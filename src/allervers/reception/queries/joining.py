"""Encounters joined to a file, while the agreement of the person holds."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from allervers.reception.models import JoinedEncounter


def joined_to(person_id: UUID, day: date) -> QuerySet[JoinedEncounter]:
    """Return the encounters joined to a file, the last first, under `acting(viewer)`."""
    return (
        JoinedEncounter.objects.filter(
            person_id=person_id, consent__withdrawn_at=None, consent__expires_on__gte=day
        )
        .select_related("encounter__visit__halt__commune", "joined_by__user")
        .prefetch_related("encounter__requests")
        .order_by("-encounter__met_at", "pk")
    )
