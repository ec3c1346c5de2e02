"""Who let whom in, and what waits for a second person."""

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from allervers.accounts.domain.rights import looks_after
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member


def is_second_hand(user_id: int, *, asker_id: int, about_id: int) -> bool:
    """Whether a user is a second person for what another asked about a third.

    Not whoever was let in by the same hand as the asker, nor whose hand took the second factor of
    that third away. PostgreSQL follows invitations up to the first (migration 0003).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT accounts_hands(%s) && (accounts_hands(%s) || accounts_resets(%s))",
            [user_id, asker_id, about_id],
        )
        return bool(cursor.fetchone()[0])


def waiting(viewer: Viewer) -> QuerySet[Member]:
    """Return the members whose roles wait, that the viewer may answer for, the oldest first."""
    found = Member.objects.filter(waiting_since__isnull=False).exclude(user_id=viewer.user_id)
    if viewer.organisation_kind != "host":
        found = found.filter(organisation_id=viewer.organisation_id)
    return found.select_related("user", "organisation", "waiting_by__user").order_by(
        "waiting_since", "id"
    )


def waiting_member(viewer: Viewer, member_id: UUID) -> Member | None:
    """Return one of them, or None."""
    found = waiting(viewer).filter(pk=member_id).first()
    return found if found and looks_after(viewer, found.organisation_id) else None
