"""Tours, the series that repeat, and the dated visits that the public sees."""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from allervers.tours.models.halt import Halt
from allervers.tours.models.unit import MobileUnit


class Tour(models.Model):
    """A unit's programme over a period ("tournée")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(MobileUnit, on_delete=models.PROTECT, related_name="tours")
    name = models.CharField(_("nom de la tournée"), max_length=120)
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))
    description = models.TextField(_("présentation pour le public"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="tour_name_unique",
                violation_error_message=_("Cette unité a déjà une tournée de ce nom."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="tour_dates_in_order",
                violation_error_message=_("Le dernier jour précède le premier."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """Visits that repeat at one halt: an RFC 5545 rule, its exceptions, never free text."""

    class SchoolTime(models.TextChoices):
        ALWAYS = "always", _("toute l'année")
        TERM_ONLY = "term_only", _("en période scolaire seulement")
        HOLIDAYS_ONLY = "holidays_only", _("pendant les vacances scolaires seulement")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="series")
    halt = models.ForeignKey(Halt, on_delete=models.PROTECT, related_name="series")
    # RRULE value without "RRULE:", for example FREQ=WEEKLY;BYDAY=TU (RFC 5545 §3.3.10).
    rrule = models.CharField(max_length=300)
    # DTSTART: first date, and the anchor of "every other week" and k-week cycles.
    anchor = models.DateField(_("à partir du"))
    until = models.DateField(_("jusqu'au"), null=True, blank=True)
    exdates = ArrayField(models.DateField(), default=list, blank=True)
    rdates = ArrayField(models.DateField(), default=list, blank=True)
    skips_public_holidays = models.BooleanField(_("pas les jours fériés"), default=True)
    school_time = models.CharField(
        max_length=13, choices=SchoolTime.choices, default=SchoolTime.ALWAYS
    )
    starts = models.TimeField(_("de"))
    ends = models.TimeField(_("à"))
    pause_starts = models.TimeField(_("pause de"), null=True, blank=True)
    pause_ends = models.TimeField(_("pause à"), null=True, blank=True)
    by_appointment = models.BooleanField(_("sur rendez-vous"), default=False)
    source = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="series_hours_in_order",
                violation_error_message=_("L'heure de fin précède l'heure de début."),
            ),
            models.CheckConstraint(
                condition=Q(pause_starts__isnull=True, pause_ends__isnull=True)
                | Q(pause_starts__gt=F("starts"), pause_ends__gt=F("pause_starts"))
                & Q(pause_ends__lt=F("ends")),
                name="series_pause_inside_hours",
                violation_error_message=_("La pause doit tenir dans les horaires."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.halt} {self.rrule}"


class TsTzRange(Func):
    """PostgreSQL's tstzrange(lower, upper): the time a visit occupies its unit."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Visit(models.Model):
    """One dated presence of a unit at a halt ("passage")."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        PUBLISHED = "published", _("annoncé")
        CANCELLED = "cancelled", _("annulé")
        MOVED = "moved", _("déplacé")

    class Reason(models.TextChoices):
        HEAT_WAVE = "heat_wave", _("canicule")
        WEATHER = "weather", _("intempéries")
        BREAKDOWN = "breakdown", _("panne du véhicule")
        CREW = "crew", _("équipe indisponible")
        TOWN = "town", _("lieu indisponible")
        OTHER = "other", _("autre raison")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(MobileUnit, on_delete=models.PROTECT, related_name="visits")
    halt = models.ForeignKey(Halt, on_delete=models.PROTECT, related_name="visits")
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="visits")
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits"
    )
    # The date the series gave, kept when the visit is moved: RFC 5545 RECURRENCE-ID.
    recurrence_date = models.DateField(null=True, blank=True)
    edition = models.ForeignKey(
        "tours.Edition", on_delete=models.SET_NULL, null=True, blank=True, related_name="visits"
    )
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    pause_starts_at = models.DateTimeField(null=True, blank=True)
    pause_ends_at = models.DateTimeField(null=True, blank=True)
    by_appointment = models.BooleanField(_("sur rendez-vous"), default=False)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    reason_text = models.CharField(_("précisions pour le public"), max_length=300, blank=True)
    # The visit that replaces this one, when it was moved.
    moved_to = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="moved_from"
    )
    public_note = models.CharField(_("message pour le public"), max_length=300, blank=True)
    # RFC 5545 SEQUENCE: grows by one at each change that calendars must take.
    sequence = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="visit_hours_in_order",
                violation_error_message=_("L'heure de fin précède l'heure de début."),
            ),
            models.CheckConstraint(
                condition=Q(pause_starts_at__isnull=True, pause_ends_at__isnull=True)
                | Q(pause_starts_at__gt=F("starts_at"), pause_ends_at__gt=F("pause_starts_at"))
                & Q(pause_ends_at__lt=F("ends_at")),
                name="visit_pause_inside_hours",
                violation_error_message=_("La pause doit tenir dans les horaires."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["cancelled", "moved"]) | ~Q(reason=""),
                name="visit_cancelled_with_reason",
                violation_error_message=_("Dites pourquoi le passage n'a pas lieu."),
            ),
            models.UniqueConstraint(
                fields=["series", "recurrence_date"],
                condition=Q(series__isnull=False),
                name="visit_once_per_series_date",
            ),
            ExclusionConstraint(
                name="visit_unit_in_one_place",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status__in=["cancelled", "moved"]),
                violation_error_message=_("Cette unité est déjà ailleurs à ce moment."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["halt", "starts_at"], name="visit_by_halt"),
            models.Index(fields=["starts_at"], name="visit_by_start"),
            models.Index(fields=["tour", "starts_at"], name="visit_by_tour"),
        ]

    def __str__(self) -> str:
        return f"{self.halt} {self.starts_at:%Y-%m-%d}"
