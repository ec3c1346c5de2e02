"""Letting people in: by a link, once, within seven days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from allervers.accounts.actions.journal import record
from allervers.accounts.actions.refusals import (
    already_invited,
    already_member,
    invitation_over,
    not_found,
    other_address,
)
from allervers.accounts.actions.two_hands import clear, without_dpo
from allervers.accounts.domain.invitation import VALID_FOR, InvitationState, state
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Invitation, Member, Organisation, User
from allervers.accounts.queries.tokens import hash_of, token_of

SEND_JOB = "accounts.send_invitation"


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation and the token of its link, which will not be seen again."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    viewer: Viewer | None,
    *,
    organisation_id: UUID,
    email: str,
    roles: Sequence[str],
    now: datetime,
) -> Issued:
    """Invite one person in one organisation. `viewer` is None from the command line only.

    The e-mail is a job written in this very transaction: no invitation without its message.
    """
    if viewer is not None and not may_administer(viewer, organisation_id):
        raise not_found()
    email = email.strip().lower()
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if Member.objects.filter(organisation=organisation, user__email=email).exists():
        raise already_member(email)
    close_expired(organisation, email, now)
    if open_invitations(organisation, email).exists():
        raise already_invited(email)
    made = Invitation(
        organisation=organisation,
        email=email,
        roles=sorted(roles),
        invited_by_id=viewer.member_id if viewer else None,
        created_at=now,
    )
    return issue(made, viewer, EventKind.INVITED, now)


def open_invitations(organisation: Organisation, email: str) -> QuerySet[Invitation]:
    """Return the invitations of an address that were neither used nor revoked."""
    return Invitation.objects.filter(
        organisation=organisation, email=email, accepted_at=None, revoked_at=None
    )


def close_expired(organisation: Organisation, email: str, now: datetime) -> None:
    """Set aside an invitation that time has closed, so that a new one can be made."""
    open_invitations(organisation, email).filter(expires_at__lte=now).update(revoked_at=now)


def issue(invitation: Invitation, viewer: Viewer | None, kind: EventKind, now: datetime) -> Issued:
    """Give an invitation a new link, send it, and write it down."""
    invitation.issue = uuid4()
    token = token_of(invitation.pk, invitation.issue)
    invitation.token_hash = hash_of(token)
    invitation.expires_at = now + VALID_FOR
    invitation.save()
    record(
        kind,
        at=now,
        actor_id=viewer.user_id if viewer else None,
        organisation_id=invitation.organisation_id,
        subject=invitation.email,
        details={"roles": list(invitation.roles)},
    )
    app.configure_task(SEND_JOB).defer(
        invitation_id=str(invitation.pk), issue=str(invitation.issue)
    )
    return Issued(invitation, token)


def lock_invitation(viewer: Viewer, invitation_id: UUID) -> Invitation:
    """Return an invitation still unused of an organisation that the viewer administers."""
    found = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if found is None or not may_administer(viewer, found.organisation_id):
        raise not_found()
    if found.accepted_at or found.revoked_at:
        raise not_found()
    return found


@transaction.atomic
def resend(viewer: Viewer, *, invitation_id: UUID, now: datetime) -> Issued:
    """Send a new link; the former one opens nothing any more."""
    return issue(lock_invitation(viewer, invitation_id), viewer, EventKind.INVITATION_RESENT, now)


@transaction.atomic
def revoke(viewer: Viewer, *, invitation_id: UUID, now: datetime) -> Invitation:
    """Make a link useless."""
    found = lock_invitation(viewer, invitation_id)
    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    record(
        EventKind.INVITATION_REVOKED,
        at=now,
        actor_id=viewer.user_id,
        organisation_id=found.organisation_id,
        subject=found.email,
    )
    return found


def opened(token: str, now: datetime) -> Invitation:
    """Return the invitation that a link opens, locked; refuse a link that opens nothing."""
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if found is None or not found.organisation.is_active:
        raise invitation_over(_("L’adresse est incomplète, ou un lien plus récent l’a remplacée."))
    standing = state(
        expires_at=found.expires_at,
        accepted_at=found.accepted_at,
        revoked_at=found.revoked_at,
        now=now,
    )
    if standing is not InvitationState.WAITING:
        raise invitation_over(WHY[standing]())
    return found


WHY = {
    InvitationState.ACCEPTED: lambda: _("Elle a déjà servi : un lien ne sert qu’une fois."),
    InvitationState.REVOKED: lambda: _("Elle a été annulée."),
    InvitationState.EXPIRED: lambda: _("Elle date de plus de sept jours."),
}


@transaction.atomic
def accept_as_newcomer(*, token: str, name: str, password: str, now: datetime) -> User:
    """Make the account of an invited person. Refuse if the address has one: they must sign in."""
    invitation = opened(token, now)
    if User.objects.filter(email=invitation.email).exists():
        raise other_address(invitation.email)
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, name=name)
    except IntegrityError:  # another invitation of the same address was accepted just before
        raise other_address(invitation.email) from None
    join(invitation, user, now)
    return user


@transaction.atomic
def accept_as_user(*, token: str, user_id: int, now: datetime) -> Member:
    """Give a person who already has an account their place in one more organisation."""
    invitation = opened(token, now)
    user = User.objects.get(pk=user_id)
    if user.email != invitation.email:
        raise other_address(invitation.email)
    return join(invitation, user, now)


def join(invitation: Invitation, user: User, now: datetime) -> Member:
    """Use the invitation up, and make the member (or bring a former one back).

    The role of DPO waits for somebody else than whoever invited.
    """
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    found = Member.objects.filter(user=user, organisation_id=invitation.organisation_id).first()
    member = found or Member(user=user, organisation_id=invitation.organisation_id)
    member.roles, member.is_active = invitation.roles, True
    clear(member)
    without_dpo(member, by=invitation.invited_by_id, actor=user.pk, now=now)
    member.save()
    record(
        EventKind.INVITATION_ACCEPTED,
        at=now,
        actor_id=user.pk,
        organisation_id=invitation.organisation_id,
        subject=user.email,
        details={"roles": list(invitation.roles)},
    )
    return member
