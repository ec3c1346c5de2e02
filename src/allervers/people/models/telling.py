"""What is told of somebody without opening their file: a concern, a need for coordination."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.people.models.person import Person


class Concern(models.Model):
    """What a professional not bound by secrecy tells of somebody: sent, never read back.

    Its sender sees that it was received, nothing of the file ("fait préoccupant").
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(_("de qui s’agit-il"), max_length=200)
    sealed_text = models.BinaryField()
    is_urgent = models.BooleanField(_("urgent"), default=False)
    created_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    # Set by the recipient when it joins a file: never told to the sender.
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="concerns"
    )

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"


class CoordinationNeed(models.Model):
    """What a mayor may know: that professionals ask to be coordinated. Never of what kind.

    CASF L121-6-2: nothing here says who, which difficulties, nor how many professionals.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="coordination_needs")
    commune_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=20, unique=True)  # how mayor and services speak of it
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    coordinator = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    named_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(  # how many professionals asked is nobody's to count
                fields=["person", "commune_organisation"],
                condition=Q(ended_on__isnull=True),
                name="coordination_asked_once",
                violation_error_message=_("La coordination est déjà demandée à cette commune."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
