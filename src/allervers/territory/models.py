"""Communes, the sectors of the services that cover them, small areas and their figures."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Organisation
from allervers.territory.domain.areas import LONGEST_NAME, LONGEST_SOURCE


class Departement(models.Model):
    """A département, by its Insee code ("92", "2A", "974")."""

    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune (or municipal district of Paris, Lyon, Marseille), by its Insee code."""

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=80)
    departement = models.ForeignKey(Departement, on_delete=models.PROTECT, related_name="communes")
    postal_codes = ArrayField(models.CharField(max_length=5), default=list)
    population = models.PositiveIntegerField(null=True)
    # Codes of communes merged into this one: old files still name them.
    former_codes = ArrayField(models.CharField(max_length=5), default=list)
    former_names = ArrayField(models.CharField(max_length=80), default=list)
    # Lower case, no accent, no punctuation, "st" spelled "saint": what searches compare.
    search_name = models.CharField(max_length=120)
    # The town hall, or a point inside the outline, WGS 84; null when no source gives it.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # How far the commune goes from that point: tells a misplaced point without an outline.
    reach_km = models.FloatField(null=True)
    outline = models.JSONField(null=True)  # GeoJSON geometry, WGS 84

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["latitude", "longitude"], name="commune_position"),
            GinIndex(fields=["postal_codes"], name="commune_postal_codes"),
            GinIndex(fields=["former_codes"], name="commune_former_codes"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="commune_point_on_earth",
                violation_error_message=_("La position n'est pas sur la Terre."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommuneName(models.Model):
    """A name that leads to a commune: its own, or one it had before a merger.

    A former name keeps its former code, empty when the source does not give it.
    """

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
    search_name = models.CharField(max_length=120)
    former_code = models.CharField(max_length=5, blank=True)
    is_current = models.BooleanField(default=True)
    # The commune's, copied: a search sorts thousands of names by it without any join.
    population = models.PositiveIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            GinIndex(
                fields=["search_name"],
                opclasses=["gin_trgm_ops"],
                name="commune_name_similar",
            ),
            models.Index(
                fields=["search_name"],
                opclasses=["varchar_pattern_ops"],
                name="commune_name_prefix",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commune", "name", "former_code"], name="commune_name_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """The area that one territorial service covers (product capability C7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("service"), max_length=150)
    departement = models.ForeignKey(Departement, on_delete=models.PROTECT, related_name="sectors")
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    is_invented = models.BooleanField(default=False)
    communes = models.ManyToManyField(Commune, through="SectorCoverage", related_name="sectors")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["departement", "name"],
                name="sector_name_unique",
                violation_error_message=_("Un secteur de ce nom existe déjà."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SectorCoverage(models.Model):
    """One commune, or a named part of it, covered by one sector."""

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE)
    commune = models.ForeignKey(Commune, on_delete=models.CASCADE)
    part = models.CharField(_("partie de la commune"), max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sector", "commune", "part"], name="sector_covers_commune_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector}: {self.commune} {self.part}".strip()


class SmallArea(models.Model):
    """A commune, an Iris, a square of the grid or a priority neighbourhood, as a source cuts it.

    The position is a middle; null when no source gave it yet.
    """

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune")
        IRIS = "iris", _("Iris")
        GRID = "grid", _("carreau")
        QPV = "qpv", _("quartier prioritaire")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    # Null when the commune of its code is not one of today, or is not said.
    commune = models.ForeignKey(
        Commune, on_delete=models.SET_NULL, null=True, related_name="small_areas"
    )
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=LONGEST_SOURCE, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code"], name="small_area_once"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="small_area_on_earth",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["commune", "kind"], name="small_area_of_commune"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class AreaFigure(models.Model):
    """A published figure of an area: two bounds, equal when nothing is hidden.

    `high` is null where nothing published bounds it; `mark` is what stood instead of a figure.
    """

    area = models.ForeignKey(SmallArea, on_delete=models.CASCADE, related_name="figures")
    indicator = models.CharField(max_length=30)  # domain.areas.Indicator
    low = models.FloatField()
    high = models.FloatField(null=True)
    unit = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    mark = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "indicator", "year"], name="area_figure_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0) & (Q(high__isnull=True) | Q(high__gte=models.F("low"))),
                name="area_figure_is_a_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator} {self.year}"


class GroundMark(models.Model):
    """Renewed whenever outlines or figures change: what was counted under another mark is stale.

    One row. Without it nothing that was counted is kept.
    """

    mark = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.mark)
