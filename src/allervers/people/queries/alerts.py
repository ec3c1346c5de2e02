"""Alerts as they are shown. Under `acting`: PostgreSQL gives each one theirs."""

from uuid import UUID

from django.db.models import Q, QuerySet

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.people.models import Alert


def alerts_of(viewer: Viewer) -> QuerySet[Alert]:
    """Return the alerts that the viewer has to look at, those not handled first."""
    mine = Q(to_id=viewer.member_id)
    if viewer.has(Role.DPO):
        mine |= Q(to=None, organisation_id=viewer.organisation_id)
    return (
        Alert.objects.filter(mine)
        .select_related("about_member__user", "about_member__organisation", "handled_by__user")
        .order_by("handled_at", "-at", "id")
    )


def waiting_alerts_of(viewer: Viewer) -> QuerySet[Alert]:
    """Return those nobody handled, the latest first."""
    return alerts_of(viewer).filter(handled_at=None).order_by("-at", "id")


def alert_for(viewer: Viewer, alert_id: UUID) -> Alert | None:
    """Return one of them, or None."""
    return alerts_of(viewer).filter(pk=alert_id).first()
