"""Taking a lost second factor away, for the person to choose another."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from allervers.accounts.actions.members import lock_member, note
from allervers.accounts.actions.refusals import elsewhere_too, not_oneself
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, OpenSession


@transaction.atomic
def forget_factors(viewer: Viewer, *, member_id: UUID, now: datetime) -> Member:
    """Remove a member's application, passkeys and codes, and sign them out everywhere.

    The password is still asked at the next sign-in, so this alone lets nobody in. A person who
    belongs to other organisations is the host's business: one administrator must not weaken
    what protects the others.
    """
    member = lock_member(viewer, member_id)
    if member.user_id == viewer.user_id:
        raise not_oneself()
    places = Member.objects.filter(user_id=member.user_id, is_active=True)
    if not all(may_administer(viewer, place.organisation_id) for place in places):
        raise elsewhere_too()
    Authenticator.objects.filter(user_id=member.user_id).delete()
    OpenSession.objects.filter(user_id=member.user_id).delete()
    note(EventKind.FACTOR_REMOVED, viewer, member, now)
    return member
