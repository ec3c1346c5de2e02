"""The weekly letter about claims to follow."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.accounts.queries.viewers import viewer_of
from allervers.rights.models import ClaimDigest
from allervers.rights.queries.claims import Wanted, claims_to_follow
from allervers.rights.wording.claim_letters import Waiting, letter_body, letter_subject

A_WEEK: Final = timedelta(days=7)
logger = logging.getLogger(__name__)


def send_digests(now: datetime) -> int:
    """Write to each member for whom something waits within a week; return how many were written to.

    At most one letter a week each, none to who wants none. Each is committed by itself: when the
    mail server fails half-way, the next night writes only to the others. An address that it refuses
    keeps nobody else from theirs; it is tried again in a week.
    """
    return sum(_send(member_id, now) for member_id in _followers(now))


def _followers(now: datetime) -> list[UUID]:
    soon = timezone.localtime(now).date() + A_WEEK
    told = Q(claim_digest__is_wanted=False) | Q(claim_digest__sent_at__gt=now - A_WEEK)
    members = Member.objects.filter(
        claims__reminder_from__lte=soon,
        is_active=True,
        user__is_active=True,
        organisation__is_active=True,
    )
    return list(members.exclude(told).order_by("id").values_list("id", flat=True).distinct())


def _send(member_id: UUID, now: datetime) -> bool:
    with transaction.atomic():
        ClaimDigest.objects.get_or_create(member_id=member_id)
        digest = (
            ClaimDigest.objects.select_for_update(of=("self",))
            .select_related("member__user", "member__organisation")
            .get(member_id=member_id)
        )
        was_told = digest.sent_at is not None and digest.sent_at > now - A_WEEK
        waiting = waiting_for(digest.member, now)
        if was_told or not digest.is_wanted or not waiting.total:
            return False
        # The date is set before sending: a failure undoes it with the transaction.
        digest.sent_at = now
        digest.save(update_fields=["sent_at"])
        return _is_taken(digest.member.user.email, waiting)


def _is_taken(address: str, waiting: Waiting) -> bool:
    """Give a letter to the mail server; return whether it takes letters for this address."""
    subject = f"{letter_subject(waiting)} · Aller-vers"
    body = letter_body(waiting, settings.BASE_URL + reverse("rights:claims"))
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
    except SMTPRecipientsRefused:
        logger.warning("A weekly letter was refused by the mail server.")
        return False
    return True


def waiting_for(member: Member, now: datetime) -> Waiting:
    """Count what a member may still see and follows, to be done within a week or late."""
    today = timezone.localtime(now).date()
    mine = claims_to_follow(viewer_of(member), Wanted(mine=True))
    rows = mine.filter(reminder_from__lte=today + A_WEEK).order_by("id")
    found = list(rows.values_list("reminder", "reminder_on"))
    late = [on for _kind, on in found if on is not None and on < today]
    return Waiting(Counter(kind for kind, _on in found), len(late))
