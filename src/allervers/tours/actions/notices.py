"""Writes on the notices shown across the public site."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.models import Notice
from allervers.tours.queries.staff import not_found


def _lock_own(viewer: Viewer, notice_id: UUID) -> Notice:
    notice = (
        Notice.objects.select_for_update()
        .filter(id=notice_id, carrier_id=viewer.organisation_id)
        .first()
    )
    if notice is None:
        raise not_found("Message introuvable.")
    return notice


@transaction.atomic
def add_notice(*, viewer: Viewer, values: dict[str, Any]) -> Notice:
    """Show a message on every public page between two instants."""
    require_coordinator(viewer)
    return Notice.objects.create(carrier_id=viewer.organisation_id, **values)


@transaction.atomic
def change_notice(
    *, viewer: Viewer, notice_id: UUID, values: dict[str, Any], seen: str = ""
) -> Notice:
    """Change a message or its dates."""
    require_coordinator(viewer)
    notice = _lock_own(viewer, notice_id)
    require_seen(notice.updated_at, seen)
    for name, value in values.items():
        setattr(notice, name, value)
    notice.save()
    return notice


@transaction.atomic
def end_notice(*, viewer: Viewer, notice_id: UUID, now: datetime) -> None:
    """Take a message off the site at once; one that has not begun is deleted."""
    require_coordinator(viewer)
    notice = _lock_own(viewer, notice_id)
    if notice.starts_at >= now:
        notice.delete()
        return
    notice.ends_at = min(notice.ends_at, now)
    notice.save(update_fields=["ends_at", "updated_at"])
