"""The links of partners without an account. Call under `working(Task.PARTNER)`, or `acting`."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from allervers.people.mapping.partner_link import hash_of
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import PartnerLink, Share
from allervers.people.queries.acting import Task, working


def live_link(token: str, now: datetime) -> PartnerLink | None:
    """Return the link that a token opens, locked, with its share; None when it opens nothing."""
    rows = PartnerLink.objects.select_for_update(of=("self",), no_key=True)
    return (
        rows.select_related("share")
        .filter(token_hash=hash_of(token), closed_at=None, expires_at__gt=now)
        .first()
    )


def links_of(share_id: UUID) -> QuerySet[PartnerLink]:
    """Return the links of a share, the last one first."""
    return PartnerLink.objects.filter(share_id=share_id).order_by("-created_at", "id")


def terms_of(share_id: UUID) -> Share:
    """Return the terms of a share to the partner whose visit was proved, with its sender's name."""
    with working(Task.PARTNER):
        found = Share.objects.select_related("sender__user", "sender__organisation")
        return open_rows([found.get(pk=share_id)])[0]
