"""Halts, and the agreement of the town that owns the ground."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.territory.models import Commune


class Halt(models.Model):
    """A place where a unit stops."""

    class PointStatus(models.TextChoices):
        CHECKED = "checked", _("vérifiée")
        OUTSIDE = "outside", _("hors de la commune : à corriger")
        UNKNOWN = "unknown", _("inconnue")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("nom du lieu"), max_length=120)
    carrier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="halts")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="halts")
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    directions = models.CharField(_("repère"), max_length=200, blank=True)
    # WGS 84. Only a checked point is shown to the public and used for distances.
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    point_status = models.CharField(
        max_length=8, choices=PointStatus.choices, default=PointStatus.UNKNOWN
    )
    has_power = models.BooleanField(_("prise électrique"), null=True, blank=True)
    pitch_length_m = models.FloatField(_("longueur disponible (m)"), null=True, blank=True)
    pitch_width_m = models.FloatField(_("largeur disponible (m)"), null=True, blank=True)
    is_step_free = models.BooleanField(_("accessible sans marche"), null=True, blank=True)
    needs_agreement = models.BooleanField(_("accord de la commune nécessaire"), default=True)
    is_active = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "commune", "name"],
                name="halt_name_unique",
                violation_error_message=_("Une halte de ce nom existe déjà dans cette commune."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="halt_point_on_earth",
                violation_error_message=_("La position n'est pas sur la Terre."),
            ),
            models.CheckConstraint(
                condition=~Q(point_status="checked") | Q(latitude__isnull=False),
                name="halt_checked_point_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune.name}, {self.name}"


class TownAgreement(models.Model):
    """What a commune answered about one halt, for which dates."""

    class Status(models.TextChoices):
        ASKED = "asked", _("demandé")
        GIVEN = "given", _("donné")
        REFUSED = "refused", _("refusé")
        WITHDRAWN = "withdrawn", _("retiré")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    halt = models.ForeignKey(Halt, on_delete=models.CASCADE, related_name="agreements")
    # The commune's own organisation when it has members here; it answers on its page.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    status = models.CharField(_("réponse"), max_length=10, choices=Status.choices)
    valid_from = models.DateField(_("du"))
    valid_until = models.DateField(_("au"))
    asked_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements_asked"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    request_text = models.TextField(_("demande"), blank=True)
    answer_text = models.TextField(_("précisions de la commune"), blank=True)
    source = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_until")),
                name="agreement_dates_in_order",
                violation_error_message=_("La date de fin précède la date de début."),
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True)
                | (~Q(status="asked") & Q(answered_at__isnull=False)),
                name="agreement_answer_is_dated",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["halt", "status", "valid_from", "valid_until"], name="agreement_by_halt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.halt}: {self.get_status_display()}"
