"""Who opened an encounter by its code, and the wrong codes typed."""

from typing import ClassVar

from django.db import models

from allervers.accounts.models import Member
from allervers.reception.models.encounter import Encounter


class EncounterOpening(models.Model):
    """A member to whom the person gave their code: they may go on while that code opens.

    Each time is kept, and shown on the encounter's page: who took it up again, and when.
    """

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="openings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    serial = models.PositiveIntegerField(default=0)  # of the code given: another opens no more
    opened_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["encounter", "member"], name="encounter_opening_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.encounter_id} {self.member_id}"


class CodeAttempt(models.Model):
    """One wrong code: from where (keyed digest of the address), and when. Purged after a day."""

    origin = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["origin", "at"], name="code_attempt_origin"),
            models.Index(fields=["at"], name="code_attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
