"""Giving a partner without an account a link to one share; closing it; giving another."""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.share_mail import LINK_JOB
from allervers.people.actions.share_refusals import already_answered, no_share
from allervers.people.domain.partner_proof import link_ends_at
from allervers.people.domain.share_life import FINAL, Life
from allervers.people.mapping.partner_link import hash_of, token_of
from allervers.people.models import PartnerLink, Share
from allervers.people.queries.acting import acting


def give_link(share: Share, email: str, now: datetime) -> PartnerLink:
    """Make the link of a share and defer its e-mail. Call in the transaction of the share."""
    link_id = uuid4()
    made = PartnerLink.objects.create(
        id=link_id,
        share=share,
        email=email,
        token_hash=hash_of(token_of(link_id)),
        created_at=now,
        expires_at=link_ends_at(now, share.ends_on, timezone.get_current_timezone()),
    )
    app.configure_task(LINK_JOB).defer(link_id=str(link_id))
    return made


def send_again(*, viewer: Viewer, share_id: UUID, now: datetime) -> PartnerLink:
    """Give another link to the same mailbox: the former one opens nothing any more."""
    with acting(viewer):
        share = Share.objects.select_for_update(no_key=True).filter(pk=share_id).first()
        if share is None or share.sender_id != viewer.member_id:
            raise no_share()
        last = share.links.order_by("-created_at", "id").first()
        if last is None or Life(share.state) in FINAL:
            raise already_answered()
        share.links.filter(closed_at=None).update(closed_at=now)
        return give_link(share, last.email, now)
