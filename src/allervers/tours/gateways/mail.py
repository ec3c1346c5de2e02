"""Messages that leave the platform."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from allervers.tours.models import Message


def send_messages(message_ids: Iterable[UUID], now: datetime) -> int:
    """Send the messages not sent yet to organisations that gave an address; return how many.

    Each one is committed by itself: when the mail server fails half-way, trying again sends only
    the rest. Plain text: it reads everywhere and follows nobody.
    """
    return sum(_send(message_id, now) for message_id in message_ids)


def _send(message_id: UUID, now: datetime) -> bool:
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .filter(id=message_id, sent_at=None)
            .exclude(organisation__email="")
            .first()
        )
        if message is None:
            return False
        # The date is set before sending: a failure undoes it with the transaction.
        Message.objects.filter(id=message_id).update(sent_at=now)
        send_mail(
            f"{message.subject} · Aller-vers",
            f"{message.body}\n\n{settings.BASE_URL}\n",
            settings.DEFAULT_FROM_EMAIL,
            [message.organisation.email],
        )
    return True
