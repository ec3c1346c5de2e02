"""What was taken in from files and free text, and what a person confirmed of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.tours.models.calendar import Series


class TimetableImport(models.Model):
    """One file or text taken in: its report says what was read, proposed and refused."""

    class Source(models.TextChoices):
        MEDNUM_BUS = "mednum_bus", _("horaires d'un bus (médiation numérique)")
        FRANCE_SERVICES = "france_services", _("liste France services")
        FREE_TEXT = "free_text", _("texte libre")
        SPREADSHEET = "spreadsheet", _("tableau")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    carrier = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="imports")
    source = models.CharField(max_length=15, choices=Source.choices)
    file_name = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    taken_in_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    taken_in_at = models.DateTimeField(auto_now_add=True)
    # Counts and refused rows, each with its row number, its reason and the row kept whole.
    report = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.file_name or self.get_source_display()


class Proposal(models.Model):
    """One series that a file or text seems to describe; a person confirms it or not."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("à confirmer")
        CONFIRMED = "confirmed", _("confirmée")
        SET_ASIDE = "set_aside", _("écartée")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taken_from = models.ForeignKey(
        TimetableImport, on_delete=models.CASCADE, related_name="proposals"
    )
    row = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    # What was read, as the form fields of a series, with null for what was not read.
    reading = models.JSONField()
    # The words of the source behind each field: [{"field", "start", "end", "words"}].
    evidence = models.JSONField(default=list)
    # What only a person can say: [{"field", "code"}], such as the anchor of "un lundi sur deux".
    questions = models.JSONField(default=list)
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["taken_from", "row", "position"], name="proposal_once_per_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken_from} {self.row}.{self.position}"
