"""To whom something may be sent: approved professionals of organisations that work together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.mapping.professions import secrecy_on
from allervers.people.models import Convention, Professional

SHOWN: Final = (
    "profession", "mission", "valid_until", "member__organisation_id", "member__user__name",
    "member__organisation__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be written to, and how the law binds them to secrecy today."""

    member_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    profession: Profession
    profession_label: str
    mission: str
    secrecy: Secrecy

    @property
    def is_bound(self) -> bool:
        """Whether the law binds them to secrecy."""
        return self.secrecy is not Secrecy.NONE


def candidates(organisation_id: UUID, on: date, *, without: UUID) -> Sequence[Candidate]:
    """Return who may be written to from an organisation, by organisation and name."""
    rows = _approved(on).filter(member__organisation_id__in=working_with(organisation_id, on))
    shown = rows.exclude(member_id=without).order_by(
        "member__organisation__name", "member__user__name", "member_id"
    )
    return [_candidate(row, on) for row in shown]


def candidate(
    organisation_id: UUID, member_id: UUID, on: date, *, without: UUID
) -> Candidate | None:
    """Return one of them."""
    found = candidates(organisation_id, on, without=without)
    return next((one for one in found if one.member_id == member_id), None)


def working_with(organisation_id: UUID, on: date) -> set[UUID]:
    """Return an organisation and those that a convention in force binds to it."""
    live = Convention.objects.filter(
        Q(holder_id=organisation_id) | Q(partner_id=organisation_id),
        agreed_at__isnull=False,
        ended_at=None,
        signed_on__lte=on,
        expires_on__gte=on,
    )
    pairs = live.order_by("id").values_list("holder_id", "partner_id")
    return {organisation_id}.union(*pairs)


def _approved(on: date) -> QuerySet[Professional]:
    found = Professional.objects.filter(
        approved_at__isnull=False,
        stopped_at=None,
        valid_until__gte=on,
        member__is_active=True,
        member__user__is_active=True,
        member__organisation__is_active=True,
    )
    return found.select_related("member__user", "member__organisation").only(*SHOWN)


def _candidate(row: Professional, on: date) -> Candidate:
    member, profession = row.member, Profession(row.profession)
    return Candidate(
        member_id=member.pk,
        name=member.user.name,
        organisation_id=member.organisation_id,
        organisation=member.organisation.name,
        profession=profession,
        profession_label=row.get_profession_display(),
        mission=row.mission,
        secrecy=secrecy_on(profession, row.mission, row.valid_until, on),
    )
