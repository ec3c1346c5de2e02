"""An encounter: nothing in it says who the person is, and no field takes free text."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.territory.models import Commune
from allervers.tours.models import Visit


class Encounter(models.Model):
    """One person or household welcomed, wherever it happens ("rencontre"), without a name."""

    class Channel(models.TextChoices):
        VISIT = "visit", _("à un passage")
        DESK = "desk", _("au guichet")
        PHONE = "phone", _("par téléphone")

    class Audience(models.TextChoices):
        ALONE = "alone", _("personne seule")
        COUPLE = "couple", _("couple")
        FAMILY = "family", _("famille avec enfants")
        SINGLE_PARENT = "single_parent", _("parent seul avec enfants")
        OTHER = "other", _("autre")

    class AgeBand(models.TextChoices):
        UNDER_18 = "under_18", _("moins de 18 ans")
        FROM_18 = "18_25", _("18 à 25 ans")
        FROM_26 = "26_39", _("26 à 39 ans")
        FROM_40 = "40_59", _("40 à 59 ans")
        FROM_60 = "60_74", _("60 à 74 ans")
        FROM_75 = "75_plus", _("75 ans et plus")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Drawn when the form is shown: the same form sent twice makes one encounter.
    submission = models.UUIDField(unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="encounters"
    )
    channel = models.CharField(_("où"), max_length=5, choices=Channel.choices)
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="encounters"
    )
    # Where the person lives, when they said so: never more precise than the commune.
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="encounters"
    )
    # Blank or null everywhere below: not asked. It is never read as "no".
    audience = models.CharField(_("public"), max_length=13, choices=Audience.choices, blank=True)
    age_band = models.CharField(_("âge"), max_length=8, choices=AgeBand.choices, blank=True)
    is_first_time = models.BooleanField(_("première rencontre"), null=True, blank=True)
    language = models.CharField(_("langue"), max_length=3, blank=True)  # ISO 639 code
    needs_interpreter = models.BooleanField(_("interprète nécessaire"), null=True, blank=True)
    left_early = models.BooleanField(_("partie avant la fin"), default=False)
    met_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    version = models.PositiveIntegerField(default=0)
    # The code on the person's sheet: only a keyed digest of it is kept (reception/domain/code.py).
    code_digest = models.CharField(max_length=64, unique=True)
    code_serial = models.PositiveIntegerField(default=0)  # grows when a new code replaces it
    code_expires_at = models.DateTimeField()
    code_closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-met_at"], name="encounter_recent"),
            models.Index(fields=["visit"], name="encounter_visit"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel="visit", visit__isnull=False)
                | (~Q(channel="visit") & Q(visit__isnull=True)),
                name="encounter_visit_iff_channel",
                violation_error_message=_("Dites à quel passage la rencontre a eu lieu."),
            ),
            models.CheckConstraint(
                condition=Q(code_expires_at__gt=F("met_at")),
                name="encounter_code_expires_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.met_at:%Y-%m-%d}"


class Request(models.Model):
    """One thing asked for during an encounter ("demande"): a thematique of data·inclusion."""

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="requests")
    # A thematique, or one of its categories when nothing more precise was said.
    thematique = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["encounter", "thematique"], name="request_once_per_encounter"
            ),
        ]

    def __str__(self) -> str:
        return self.thematique


class Suggestion(models.Model):
    """A thematique that somebody above (the rights check) gives as worth an orientation."""

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="suggestions")
    thematique = models.CharField(max_length=120)
    origin = models.CharField(max_length=40)  # what suggests it: "rights:rsa"
    label = models.CharField(max_length=200)  # French: why, in a few words

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["encounter", "origin", "thematique"], name="suggestion_once_per_origin"
            ),
        ]

    def __str__(self) -> str:
        return self.label
