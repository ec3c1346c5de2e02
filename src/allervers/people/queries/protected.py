"""Demands to read a protected contact: mine, those of others, the one that is valid now."""

from datetime import datetime
from uuid import UUID

from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import ProtectedOpening


def valid_opening(member_id: UUID, person_id: UUID, now: datetime) -> ProtectedOpening | None:
    """Return the demand of this member that another agreed to less than an hour ago."""
    return (
        ProtectedOpening.objects.filter(
            person_id=person_id, asked_by_id=member_id, refused_at=None,
            agreed_at__lte=now, ends_at__gte=now,
        )
        .exclude(agreed_by_id=member_id)
        .order_by("-ends_at", "pk")
        .first()
    )  # fmt: skip


def openings_of(person_id: UUID) -> list[ProtectedOpening]:
    """Return the last demands on a file, the newest first, and why."""
    found = (
        ProtectedOpening.objects.filter(person_id=person_id)
        .select_related("asked_by__user", "agreed_by__user")
        .order_by("-asked_at", "pk")[:25]
    )
    return open_rows(found, person_id)
