"""Messages about shares: that one waits, where to sign in, and nothing of anybody."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from allervers.accounts.gateways.mail import send_plain
from allervers.accounts.models import Member
from allervers.people.mapping.partner_link import code_hash, code_of, is_same, token_of
from allervers.people.models import Concern, PartnerLink, Share
from allervers.people.queries.acting import Task, working

TEMPLATE: Final = "people/sharing/mail/share.txt"
RECEIVED: Final = "people:shares_received"


def send_share_news(share_id: UUID, news: str) -> None:
    """Write to whom the news is for; a partner without an account has no such message."""
    with working(Task.REMINDERS):
        share = Share.objects.filter(pk=share_id).first()
    to = None
    if share is not None:
        to = share.sender_id if news == "answered" else share.recipient_id
    _write(to, _subject(news), news, "people:shares_sent" if news == "answered" else RECEIVED)


def _subject(news: str) -> str:
    subjects = {
        "waits": _("Un partage vous attend"),
        "reminder": _("Un partage vous attend toujours"),
        "answered": _("Un partage a reçu une réponse"),
        "ended": _("Un partage a pris fin"),
        "concern": _("Un fait préoccupant vous attend"),
        "late": _("Un fait préoccupant vous attend toujours"),
        "urgent": _("Urgent : un fait préoccupant vous attend"),
    }
    return subjects[news]


def send_concern_news(concern_id: UUID) -> None:
    """Tell the recipient of a concern that one waits."""
    with working(Task.REMINDERS):
        concern = Concern.objects.filter(pk=concern_id).first()
    if concern is not None:
        news = "urgent" if concern.is_urgent else "concern"
        _write(concern.recipient_id, _subject(news), news, "people:concerns_received")


def remind_of_concern(concern_id: UUID) -> None:
    """Tell the recipient of a concern still closed that it waits."""
    with working(Task.REMINDERS):
        concern = Concern.objects.filter(pk=concern_id, received_at=None).first()
    if concern is None:
        return
    _write(concern.recipient_id, _subject("late"), "late", "people:concerns_received")


def _write(member_id: UUID | None, subject: str, news: str, page: str) -> None:
    active = Member.objects.select_related("user").filter(is_active=True, user__is_active=True)
    member = active.filter(pk=member_id).first() if member_id else None
    if member is None:
        return
    link = settings.BASE_URL + reverse(page)
    send_plain(member.user.email, subject, TEMPLATE, {"news": news, "link": link})


def send_partner_link(link_id: UUID) -> None:
    """Send a partner the address of what is proposed to them."""
    link = _live(link_id)
    if link is None:
        return
    with override("fr"):
        address = settings.BASE_URL + reverse("partner:door", args=[token_of(link.pk)])
    context = {"link": address, "expires_at": link.expires_at}
    send_plain(
        link.email, _("Un partage vous attend"), "people/sharing/mail/partner_link.txt", context
    )


def send_partner_code(link_id: UUID) -> None:
    """Send the code asked for last, if it is still the one that opens."""
    link = _live(link_id)
    if link is None or link.code_sent_at is None:
        return
    code = code_of(link.pk, link.code_sent_at)
    if is_same(link.code_hash, code_hash(link.pk, code)):
        context: dict[str, object] = {"code": code}
        send_plain(link.email, _("Votre code"), "people/sharing/mail/partner_code.txt", context)


def _live(link_id: UUID) -> PartnerLink | None:
    with working(Task.PARTNER):
        return PartnerLink.objects.filter(
            pk=link_id, closed_at=None, expires_at__gt=timezone.now()
        ).first()
