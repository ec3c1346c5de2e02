"""Concerns: what its sender learns (that it arrived), what its recipient reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.people.models import Concern, FollowUp, Person
from allervers.people.queries.share_recipients import Candidate, candidates

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


def keepers(viewer: Viewer, on: date) -> Sequence[Candidate]:
    """Return who may receive a concern: bound to secrecy, of organisations one works with."""
    found = candidates(viewer.organisation_id, on, without=viewer.member_id)
    return [one for one in found if one.is_bound]


def files_to_join(viewer: Viewer, on: date) -> Sequence[tuple[UUID, str]]:
    """Return the files of one's caseload, by pseudonym."""
    running = Q(until__isnull=True) | Q(until__gte=on)
    mine = FollowUp.objects.filter(running, member_id=viewer.member_id, since__lte=on)
    rows = Person.objects.filter(pk__in=mine.order_by().values("person_id"))
    return list(rows.order_by("pseudonym").values_list("pk", "pseudonym")[:500])
