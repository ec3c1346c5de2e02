"""Structures and services, field by field as in data·inclusion v1, and corrections made here."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.directory.models.imports import Source


class PointStatus(models.TextChoices):
    """What is known of a position; only a checked point is shown and used for distances."""

    CHECKED = "checked", _("vérifiée")
    OUTSIDE = "outside", _("hors de la commune : mise de côté")
    UNKNOWN = "unknown", _("inconnue")


def values() -> Any:
    """Return a column that holds values of one of data·inclusion's lists."""
    return ArrayField(models.CharField(max_length=120), default=list, blank=True)


class Listed(models.Model):
    """What a structure and a service have in common (data·inclusion schema v1)."""

    # "<source>--<identifier given by the producer>", as data·inclusion writes it.
    id = models.CharField(primary_key=True, max_length=255)
    nom = models.CharField(_("nom"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    lien_source = models.URLField(_("page d'origine"), max_length=1000, blank=True)
    date_maj = models.DateField(_("mis à jour le"))
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    code_postal = models.CharField(_("code postal"), max_length=5, blank=True)
    code_insee = models.CharField(_("code commune"), max_length=5, blank=True)
    adresse = models.CharField(_("adresse"), max_length=300, blank=True)
    complement_adresse = models.CharField(_("complément d'adresse"), max_length=300, blank=True)
    longitude = models.FloatField(null=True, blank=True)  # WGS 84
    latitude = models.FloatField(null=True, blank=True)
    telephone = models.CharField(_("téléphone"), max_length=30, blank=True)
    courriel = models.EmailField(_("courriel"), blank=True)
    horaires_accueil = models.CharField(_("horaires"), max_length=1000, blank=True)
    # Ours: never exported.
    point_status = models.CharField(
        max_length=8, choices=PointStatus.choices, default=PointStatus.UNKNOWN
    )
    as_read = models.JSONField(default=dict)  # the record as the source last said it, normalised
    digest = models.CharField(max_length=64)  # SHA-256 of `as_read`
    gone_at = models.DateTimeField(null=True, blank=True)  # tombstone: the source dropped it
    first_read_at = models.DateTimeField()
    last_changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nom


class Structure(Listed):
    """A place or body that offers services."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="structures")
    siret = models.CharField(max_length=14, blank=True)
    site_web = models.URLField(_("site"), max_length=1000, blank=True)
    accessibilite_lieu = models.URLField(_("accessibilité du lieu"), max_length=1000, blank=True)
    reseaux_porteurs = values()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["code_insee"], name="structure_code_insee"),
            models.Index(fields=["source", "id"], name="structure_source"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="structure_point_on_earth",
            ),
        ]


class Service(Listed):
    """One thing that a structure does for people."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="services")
    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="services")
    type = models.CharField(_("type"), max_length=60, blank=True)
    thematiques = values()
    frais = models.CharField(_("frais"), max_length=30, blank=True)
    frais_precisions = models.TextField(_("précisions sur les frais"), blank=True)
    publics = values()
    publics_precisions = models.TextField(_("précisions sur les publics"), blank=True)
    conditions_acces = models.TextField(_("conditions d'accès"), blank=True)
    modes_accueil = values()
    # Codes of communes, EPCI, départements, countries, or "france"; empty: everywhere.
    zone_eligibilite = values()
    contact_nom_prenom = models.CharField(max_length=200, blank=True)  # never on public pages
    lien_mobilisation = models.URLField(_("prendre contact en ligne"), max_length=1000, blank=True)
    modes_mobilisation = values()
    mobilisable_par = values()
    mobilisation_precisions = models.TextField(blank=True)
    volume_horaire_hebdomadaire = models.FloatField(null=True, blank=True)
    nombre_semaines = models.PositiveIntegerField(null=True, blank=True)
    score_qualite = models.FloatField(default=0)  # 0 to 1, data·inclusion's ten criteria

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["code_insee"], name="service_code_insee"),
            models.Index(fields=["source", "id"], name="service_source"),
            GinIndex(fields=["thematiques"], name="service_thematiques"),
            GinIndex(fields=["publics"], name="service_publics"),
            GinIndex(fields=["zone_eligibilite"], name="service_zone"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="service_point_on_earth",
            ),
        ]


class Correction(models.Model):
    """A field corrected here: it survives every refresh, and shows when the source disagrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(
        Structure, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True)  # what is shown
    source_value = models.JSONField(null=True)  # what the source said when it was corrected
    # The source's present value when it changed since and differs from ours: to be looked at.
    disagreement = models.JSONField(null=True)
    disagrees_since = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("pourquoi"), max_length=300)
    corrected_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    corrected_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(structure__isnull=True) ^ Q(service__isnull=True),
                name="correction_of_one_record",
            ),
            models.UniqueConstraint(
                fields=["structure", "field"], name="correction_once_per_structure_field"
            ),
            models.UniqueConstraint(
                fields=["service", "field"], name="correction_once_per_service_field"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.structure_id or self.service_id} {self.field}"
