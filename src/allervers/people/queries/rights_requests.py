"""What persons ask of their own files: one request, its queue, what is late."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from allervers.people.models import Entry, FileKey, Redaction, RightsRequest
from allervers.people.models.words import SECTION_NAMES

OPEN = (RightsRequest.State.OPEN, RightsRequest.State.REDACTING, RightsRequest.State.READY)
SECTION_ORDER = {code: rank for rank, (code, _name) in enumerate(SECTION_NAMES)}


def requests_of(person_id: UUID) -> QuerySet[RightsRequest]:
    """Return the requests of one person, the newest first."""
    found = RightsRequest.objects.filter(person_id=person_id).select_related("handled_by__user")
    return found.order_by("-received_on", "pk")


def request_of(request_id: UUID) -> RightsRequest | None:
    """Return one request, if the viewer may know of it."""
    found = RightsRequest.objects.select_related("person", "handled_by__user")
    return found.filter(pk=request_id).first()


def waiting() -> QuerySet[RightsRequest]:
    """Return the requests not answered yet, the most urgent first; a DPO sees their own."""
    return (
        RightsRequest.objects.filter(state__in=OPEN)
        .select_related("person", "handled_by__user")
        .order_by("due_on", "pk")
    )


def overdue_requests(today: date) -> QuerySet[RightsRequest]:
    """Return the requests whose month has passed (GDPR 12(3)), the latest first."""
    return waiting().filter(due_on__lt=today)


def redactions(request_id: UUID) -> QuerySet[Redaction]:
    """Return the queue of a request, by day."""
    return (
        Redaction.objects.filter(request_id=request_id)
        .select_related("entry", "decided_by__user")
        .order_by("entry__happened_on", "pk")
    )


def entries_of(person_id: UUID) -> list[Entry]:
    """Return every entry that the viewer may read, by section then day, with its authors."""
    found = Entry.objects.filter(person_id=person_id).select_related(
        "author__professional", "author__organisation", "corrected_by"
    )
    rows = list(found.order_by("happened_on", "created_at", "pk"))
    return sorted(rows, key=lambda one: SECTION_ORDER[one.section])


def key_row(person_id: UUID) -> FileKey:
    """Return the wrapped key of a file."""
    return FileKey.objects.get(pk=person_id)
