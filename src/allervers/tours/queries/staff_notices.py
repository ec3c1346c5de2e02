"""Notices as their carrier sees them: past, present and coming."""

from uuid import UUID

from django.db.models import QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import Notice
from allervers.tours.queries.staff import not_found


def notices_of(viewer: Viewer) -> QuerySet[Notice]:
    """Return the notices of the viewer's organisation, the latest first."""
    return Notice.objects.filter(carrier_id=viewer.organisation_id).order_by("-starts_at", "id")


def notice_of(viewer: Viewer, notice_id: UUID) -> Notice:
    """Return one notice; refuse (404) one of another carrier."""
    notice = notices_of(viewer).filter(id=notice_id).first()
    if notice is None:
        raise not_found("Message introuvable.")
    return notice
