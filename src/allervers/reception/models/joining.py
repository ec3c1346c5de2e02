"""An encounter without a name that the person agreed to join to their file."""

import uuid
from typing import ClassVar

from django.db import models

from allervers.accounts.models import Member
from allervers.people.models import Consent, Person
from allervers.reception.models.encounter import Encounter


class JoinedEncounter(models.Model):
    """The only link between an encounter and somebody: hidden like the file (migration 0002).

    It ends with the encounter, the file or the agreement: PostgreSQL removes it, since whoever
    deletes an encounter does not see it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(
        Encounter, on_delete=models.DO_NOTHING, db_constraint=False, related_name="joined"
    )
    person = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="joined_encounters"
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    joined_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["encounter", "person"], name="encounter_joined_once"),
        ]

    def __str__(self) -> str:
        return f"{self.joined_at:%Y-%m-%d}"
