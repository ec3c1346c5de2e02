"""Conventions between organisations: without one in force, no file crosses (GDPR 26)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.watching_refusals import not_second_person, nothing_here
from allervers.people.models import Convention
from allervers.people.queries.acting import acting
from allervers.people.queries.conventions import may_agree


@dataclass(frozen=True, slots=True)
class Terms:
    """With whom, under which reference, from when to when."""

    partner_id: UUID
    reference: str
    signed_on: date
    expires_on: date


def add_convention(viewer: Viewer, *, terms: Terms) -> Convention:
    """Record a convention that was signed. An administrator of its holder."""
    with acting(viewer):
        if not may_administer(viewer, viewer.organisation_id):
            raise nothing_here()
        return Convention.objects.create(
            holder_id=viewer.organisation_id,
            partner_id=terms.partner_id,
            reference=terms.reference,
            signed_on=terms.signed_on,
            expires_on=terms.expires_on,
            recorded_by_id=viewer.member_id,
        )


def agree_convention(viewer: Viewer, *, convention_id: UUID, now: datetime) -> Convention:
    """Agree to it as the other side, or as the host for it: only then does it open anything.

    Raises Refusal: 404; 403 for whoever recorded it, or was let in by the same hand.
    """
    with acting(viewer):
        row = (
            Convention.objects.select_for_update()
            .filter(pk=convention_id, ended_at=None, agreed_at=None)
            .first()
        )
        if row is None or not may_administer(viewer, row.partner_id):
            raise nothing_here()
        if not may_agree(row):
            raise not_second_person()
        row.agreed_by_id, row.agreed_at = viewer.member_id, now
        row.save(update_fields=["agreed_by", "agreed_at"])
        return row


def end_convention(viewer: Viewer, *, convention_id: UUID, now: datetime) -> Convention:
    """End it now: access closes with this act. An administrator of either side."""
    with acting(viewer):
        row = Convention.objects.select_for_update().filter(pk=convention_id, ended_at=None).first()
        if row is None or not (
            may_administer(viewer, row.holder_id) or may_administer(viewer, row.partner_id)
        ):
            raise nothing_here()
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        return row
