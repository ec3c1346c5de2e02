"""Mobile units: what rolls."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Organisation


class MobileUnit(models.Model):
    """A truck, camper van, bus or cargo trike, shared by one or more carriers."""

    class Kind(models.TextChoices):
        TRUCK = "truck", _("camion")
        BUS = "bus", _("bus")
        CAMPER_VAN = "camper_van", _("camping-car ou fourgon")
        CAR = "car", _("voiture")
        TRIKE = "trike", _("triporteur électrique")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=100)
    kind = models.CharField(_("type"), max_length=12, choices=Kind.choices)
    carrier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="units", verbose_name=_("porteur")
    )
    shared_with = models.ManyToManyField(
        Organisation, blank=True, related_name="shared_units", verbose_name=_("partagée avec")
    )
    funders = models.ManyToManyField(
        Organisation, blank=True, related_name="funded_units", verbose_name=_("cofinancée par")
    )
    description = models.TextField(_("présentation pour le public"), blank=True)
    phone = models.CharField(_("téléphone à bord"), max_length=20, blank=True)
    website = models.URLField(_("site internet"), blank=True)
    equipment = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("équipement")
    )
    seats = models.PositiveSmallIntegerField(_("places assises"), null=True, blank=True)
    range_km = models.PositiveSmallIntegerField(_("autonomie (km)"), null=True, blank=True)
    pitch_length_m = models.FloatField(_("longueur d'emplacement (m)"), null=True, blank=True)
    pitch_width_m = models.FloatField(_("largeur d'emplacement (m)"), null=True, blank=True)
    needs_power = models.BooleanField(_("a besoin d'une prise électrique"), default=False)
    # Null is "not known": the public page then says nothing rather than "no".
    is_step_free = models.BooleanField(_("accessible sans marche"), null=True, blank=True)
    depot_address = models.CharField(_("dépôt"), max_length=200, blank=True)
    depot_latitude = models.FloatField(null=True, blank=True)
    depot_longitude = models.FloatField(null=True, blank=True)
    is_active = models.BooleanField(_("en service"), default=True)
    is_invented = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "name"],
                name="unit_name_unique",
                violation_error_message=_("Une unité mobile de ce nom existe déjà."),
            ),
            models.CheckConstraint(
                condition=Q(depot_latitude__isnull=True, depot_longitude__isnull=True)
                | Q(depot_latitude__range=(-90, 90), depot_longitude__range=(-180, 180)),
                name="unit_depot_on_earth",
                violation_error_message=_("La position du dépôt n'est pas sur la Terre."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
