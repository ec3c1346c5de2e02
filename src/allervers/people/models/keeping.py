"""What is due, what is kept on for a written need, what was destroyed and by whom."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.people.models.person import Person
from allervers.people.models.sealed import SealedTextField


class Deadline(models.Model):
    """A file whose time has come ("échéance"): proposed each night, never acted upon by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deadlines")
    category = models.CharField(max_length=40)  # of retention.yml
    trigger = models.CharField(max_length=20)  # which date it counts from
    trigger_on = models.DateField()
    kept_until = models.DateField()  # last day it could be kept
    next_state = models.CharField(max_length=12, choices=Person.State.choices)
    proposed_at = models.DateTimeField()
    # Moved, or no more due: the person made contact, the rule changed.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="deadline_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.kept_until}"


class Archive(models.Model):
    """Why a file is kept on after its time, and until when ("archivage intermédiaire")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="archives")
    reason = SealedTextField(_("pourquoi le garder"))
    keep_until = models.DateField(_("jusqu’au"))
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="archive_has_reason",
                violation_error_message=_("Dites pourquoi ce dossier doit encore être gardé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decided_at:%Y-%m-%d}"


class Destruction(models.Model):
    """The end of a file: asked by one, agreed by another, under a rule that somebody approved.

    Outlives what it destroyed, with the file's pseudonym: it holds nothing of the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="destructions")
    category = models.CharField(max_length=40)
    rule = models.CharField(max_length=300)  # as it was that day, with its source
    rule_approved_by = models.CharField(max_length=120)
    rule_approved_on = models.DateField()
    # Public archives are not destroyed without it (Code du patrimoine, L212-2).
    visa = models.CharField(_("visa des archives départementales"), max_length=120)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="destruction_takes_two",
                violation_error_message=_("Une autre personne doit donner son accord."),
            ),
            models.CheckConstraint(
                condition=~Q(visa="") & ~Q(rule_approved_by=""), name="destruction_is_approved"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(refused_at__isnull=True),
                name="destruction_once",
                violation_error_message=_("La destruction de ce dossier est déjà demandée."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.category} {self.asked_at:%Y-%m-%d}"
