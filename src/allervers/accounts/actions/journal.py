"""Writing in the journal of accounts, always in the transaction of the act itself."""

from datetime import datetime
from uuid import UUID

from allervers.accounts.domain.journal import EventKind
from allervers.accounts.models import AccountEvent


def record(
    kind: EventKind,
    *,
    at: datetime,
    actor_id: int | None = None,
    organisation_id: UUID | None = None,
    subject: str = "",
    details: dict[str, object] | None = None,
    address: str | None = None,
) -> None:
    """Add one line. `subject` is whom it was done to; `details` holds codes, never free text."""
    AccountEvent.objects.create(
        at=at,
        kind=kind.value,
        actor_id=actor_id,
        organisation_id=organisation_id,
        subject=subject[:254],
        details=details or {},
        address=address,
    )
