"""Notices across the site, and the messages that a change sends."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Organisation
from allervers.tours.models.calendar import Visit


class Notice(models.Model):
    """A message shown on every public page for a time (heat wave, storm)."""

    class Level(models.TextChoices):
        INFORMATION = "information", _("information")
        WARNING = "warning", _("attention")
        DANGER = "danger", _("danger")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    carrier = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="notices")
    level = models.CharField(_("gravité"), max_length=11, choices=Level.choices)
    title = models.CharField(_("titre"), max_length=120)
    text = models.TextField(_("message"))
    starts_at = models.DateTimeField(_("affiché à partir du"))
    ends_at = models.DateTimeField(_("jusqu'au"))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="notice_dates_in_order",
                violation_error_message=_("La fin précède le début."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """One e-mail owed to an organisation because a visit changed; sent by the worker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="messages"
    )
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.subject
