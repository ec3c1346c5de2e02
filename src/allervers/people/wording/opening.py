"""Demands to read a protected contact, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from allervers.people.models import ProtectedOpening
from allervers.ui import french


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand, as one viewer sees it."""

    id: UUID
    who: str
    when: str
    reason: str
    state: str
    is_mine: bool
    is_waiting: bool
    is_readable: bool

    @property
    def awaits_me(self) -> bool:
        """Whether this viewer may answer it."""
        return self.is_waiting and not self.is_mine


def shown_openings(
    rows: Iterable[ProtectedOpening], member_id: UUID, now: datetime
) -> list[Demand]:
    """Return the demands as this member sees them."""
    return [_shown(one, member_id, now) for one in rows]


def _shown(one: ProtectedOpening, member_id: UUID, now: datetime) -> Demand:
    is_mine = one.asked_by_id == member_id
    is_valid = one.ends_at is not None and one.refused_at is None and now <= one.ends_at
    when = f"{french.date_text(one.asked_at)}, {french.hour_text(one.asked_at)}"
    return Demand(
        id=one.pk,
        who=one.asked_by.user.name,
        when=when,
        reason=one.reason,
        state=_state(one, now),
        is_mine=is_mine,
        is_waiting=one.agreed_at is None and one.refused_at is None,
        is_readable=is_mine and is_valid and one.agreed_by_id not in (None, member_id),
    )


def _state(one: ProtectedOpening, now: datetime) -> str:
    if one.refused_at is not None:
        return _("refusée")
    if one.agreed_at is None or one.ends_at is None or one.agreed_by is None:
        return _("en attente d’un accord")
    said = {"who": one.agreed_by.user.name, "hour": french.hour_text(one.ends_at)}
    if now > one.ends_at:
        return _("accord de %(who)s, terminé à %(hour)s") % said
    return _("accord de %(who)s, jusqu’à %(hour)s") % said
