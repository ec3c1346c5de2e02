"""Taking a lost second factor away, for the person to choose another."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from procrastinate.contrib.django import app

from allervers.accounts.actions.members import lock_member, note
from allervers.accounts.actions.refusals import elsewhere_too, not_oneself
from allervers.accounts.actions.two_hands import CHANGED, without_dpo
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, OpenSession

TELL_JOB = "accounts.tell_factors_forgotten"


@transaction.atomic
def forget_factors(viewer: Viewer, *, member_id: UUID, now: datetime) -> Member:
    """Remove a member's application, passkeys and codes, and sign them out everywhere.

    The password is still asked at the next sign-in, so this alone lets nobody in. A person who
    belongs to other organisations is the host's business: one administrator must not weaken
    what protects the others.

    One person, and whoever reads that mailbox, could thus come in for somebody else. So what a
    second person had agreed to falls until another agrees again: the role of DPO here, the files
    by PostgreSQL (people, migration 0015). The owner is told by mail, the DPO by an alert.
    """
    member = lock_member(viewer, member_id)
    if member.user_id == viewer.user_id:
        raise not_oneself()
    places = list(Member.objects.select_related("user").filter(user_id=member.user_id))
    if not all(
        may_administer(viewer, place.organisation_id) for place in places if place.is_active
    ):
        raise elsewhere_too()
    Authenticator.objects.filter(user_id=member.user_id).delete()
    OpenSession.objects.filter(user_id=member.user_id).delete()
    for place in places:
        without_dpo(place, by=viewer.member_id, actor=viewer.user_id, now=now)
        place.save(update_fields=CHANGED)
    note(EventKind.FACTOR_REMOVED, viewer, member, now)
    app.configure_task(TELL_JOB).defer(user_id=member.user_id)
    return member
