"""Who is on board, who cannot be, and for which themed edition."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.tours.models.calendar import Visit


class Edition(models.Model):
    """A themed edition ("caravane jeunesse") with its audience."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("tout le monde")
        YOUTH = "youth", _("jeunes")
        FAMILIES = "families", _("familles")
        SENIORS = "seniors", _("personnes âgées")
        DISABILITY = "disability", _("personnes en situation de handicap")
        JOB_SEEKERS = "job_seekers", _("personnes en recherche d'emploi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    carrier = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="editions")
    name = models.CharField(_("nom"), max_length=100)
    audience = models.CharField(
        _("public"), max_length=12, choices=Audience.choices, default=Audience.EVERYONE
    )
    description = models.TextField(_("présentation"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "name"],
                name="edition_name_unique",
                violation_error_message=_("Une édition de ce nom existe déjà."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CrewAssignment(models.Model):
    """One agent on board for one visit. The public sees the trade, never the name."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="crew")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="visits")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "member"], name="crew_member_once_per_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.visit}"


class PartnerPresence(models.Model):
    """A partner organisation on board for one visit, and what it does there."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="presences"
    )
    offers = models.CharField(_("ce que l'on y fait"), max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    is_confirmed = models.BooleanField(_("confirmée"), default=False)
    # The partner said it will not come: kept, so that the coordinator sees it; never shown.
    is_declined = models.BooleanField(_("déclinée"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(is_confirmed=True, is_declined=True),
                name="partner_says_one_thing",
                violation_error_message=_("Une présence est confirmée ou déclinée, pas les deux."),
            ),
            models.UniqueConstraint(
                fields=["visit", "organisation"], name="partner_once_per_visit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.visit}"


class Absence(models.Model):
    """Dates on which an organisation, or one of its members, cannot be on board."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="absences"
    )
    # Null: the whole organisation is absent.
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="absences"
    )
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    # No reason is asked: why somebody is away is nobody's business here.

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="absence_dates_in_order",
                violation_error_message=_("La date de fin précède la date de début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.starts_on} {self.ends_on}"
