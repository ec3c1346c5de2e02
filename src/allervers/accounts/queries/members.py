"""Reading members, organisations and invitations, within what the viewer administers."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Func, Q, QuerySet
from django.db.models.functions import Lower

from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Invitation, Member, Organisation
from allervers.accounts.queries.viewers import active_memberships


def in_french(field: str) -> tuple[Lower, ...]:
    """Order as a French dictionary does: É with E (the database itself orders by code point)."""
    return (Lower(Func(F(field), function="unaccent")),)


def administered(viewer: Viewer, organisation_id: UUID | None) -> Organisation | None:
    """Return an organisation that the viewer administers (their own by default), or None."""
    wanted = organisation_id or viewer.organisation_id
    if not may_administer(viewer, wanted):
        return None
    return Organisation.objects.filter(pk=wanted).first()


def members_of(organisation: Organisation) -> QuerySet[Member]:
    """Return the members, active first, in alphabetical order."""
    return organisation.members.select_related("user").order_by(
        "-is_active", *in_french("user__name"), "user__email"
    )


def member(viewer: Viewer, member_id: UUID) -> Member | None:
    """Return a member that the viewer administers, or None."""
    found = Member.objects.select_related("user", "organisation").filter(pk=member_id).first()
    if found is None or not may_administer(viewer, found.organisation_id):
        return None
    return found


def own_member(viewer: Viewer) -> Member:
    """Return the viewer's own place in the organisation they act for."""
    return Member.objects.select_related("user", "organisation").get(pk=viewer.member_id)


def memberships(user_id: int) -> QuerySet[Member]:
    """Return the places among which a person chooses whom they act for."""
    return active_memberships(user_id)


def waiting_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations neither used nor revoked, those whose time has passed included."""
    return (
        organisation.invitations.filter(accepted_at=None, revoked_at=None)
        .select_related("invited_by__user")
        .order_by("-created_at", "id")
    )


def invitation(viewer: Viewer, invitation_id: UUID) -> Invitation | None:
    """Return a waiting invitation of an organisation that the viewer administers, or None."""
    found = (
        Invitation.objects.select_related("organisation")
        .filter(pk=invitation_id, accepted_at=None, revoked_at=None)
        .first()
    )
    if found is None or not may_administer(viewer, found.organisation_id):
        return None
    return found


def is_expired(invitation: Invitation, now: datetime) -> bool:
    """Whether the link of an invitation has stopped opening."""
    return now >= invitation.expires_at


def organisations(words: str = "") -> QuerySet[Organisation]:
    """Return every organisation with its number of active members, found by name."""
    found = Organisation.objects.annotate(
        member_count=Count("members", filter=Q(members__is_active=True))
    )
    words = words.replace("\0", "")  # no database holds one
    if words:
        found = found.filter(Q(name__unaccent__icontains=words) | Q(commune_code=words))
    return found.order_by("-is_active", "kind", *in_french("name"))


def organisation(organisation_id: UUID) -> Organisation | None:
    """Return one organisation, for the host's administrators."""
    return Organisation.objects.filter(pk=organisation_id).first()
