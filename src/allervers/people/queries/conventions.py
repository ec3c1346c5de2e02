"""Conventions of an organisation. Under `acting`."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.people.models import Convention
from allervers.people.queries.acting import acting


def conventions_of(viewer: Viewer) -> QuerySet[Convention]:
    """Return those of the viewer's organisation, in force first; the host sees all."""
    found = Convention.objects.select_related("holder", "partner", "recorded_by__user")
    if viewer.organisation_kind != "host":
        home = viewer.organisation_id
        found = found.filter(Q(holder_id=home) | Q(partner_id=home))
    return found.order_by("-ended_at", "-expires_on", "id")


def convention_of(viewer: Viewer, convention_id: UUID) -> Convention | None:
    """Return one of them that goes on, or None."""
    return conventions_of(viewer).filter(pk=convention_id, ended_at=None).first()


def closed_conventions(viewer: Viewer, today: date) -> list[Convention]:
    """Return those that are over and that no other replaces: why files closed."""
    rows = [row for row in conventions_of(viewer) if row.agreed_at is not None]
    live = {frozenset((r.holder_id, r.partner_id)) for r in rows if _is_live(r, today)}
    return [r for r in rows if not _is_live(r, today) and r.signed_on <= today
            and frozenset((r.holder_id, r.partner_id)) not in live]  # fmt: skip


def _is_live(row: Convention, today: date) -> bool:
    is_agreed = row.agreed_at is not None
    return is_agreed and row.ended_at is None and row.signed_on <= today <= row.expires_on


def may_agree(row: Convention) -> bool:
    """Whether PostgreSQL would take the viewer as the other side (migration 0010)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_may_agree(%s, %s)", [row.partner_id, row.recorded_by_id])
        return bool(cursor.fetchone()[0])


def possible_partners(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the other organisations."""
    others = Organisation.objects.filter(is_active=True).exclude(pk=viewer.organisation_id)
    return others.order_by("name", "id")


def live_convention(viewer: Viewer, convention_id: UUID) -> Convention | None:
    """Return one that goes on, in a transaction of its own."""
    with acting(viewer):
        return convention_of(viewer, convention_id)
