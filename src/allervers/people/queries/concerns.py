"""Concerns: what its sender learns (that it arrived), what its recipient reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.people.models import Concern

SENT: Final = "SELECT sent_at, taken_at, urgent FROM people_concerns_sent() LIMIT 50"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is told to whoever sent a concern: nothing of it, nothing of what came of it."""

    sent_at: datetime
    taken_at: datetime | None
    is_urgent: bool


def receipts() -> Sequence[Receipt]:
    """Return the receipts of the member in whose name this runs; their texts are not readable."""
    with connection.cursor() as cursor:
        cursor.execute(SENT)
        return [Receipt(*row) for row in cursor.fetchall()]


def concerns_received(viewer: Viewer) -> QuerySet[Concern]:
    """Return the concerns addressed to the viewer: those not taken first, urgent ones before."""
    mine = Concern.objects.filter(recipient_id=viewer.member_id)
    shown = mine.select_related("sender__user", "sender__organisation").defer("sealed_text")
    return shown.order_by("-is_urgent", "received_at", "created_at", "id")


def concern_for(viewer: Viewer, concern_id: UUID) -> Concern | None:
    """Return a concern addressed to the viewer."""
    found = Concern.objects.select_related("sender__user", "sender__organisation", "person")
    return found.filter(pk=concern_id, recipient_id=viewer.member_id).first()
