"""A season to plan: its days, its rules, the units and halts that take part."""

import uuid
from datetime import time
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.tours.models import Edition, Halt, MobileUnit


def working_week() -> list[int]:
    """Return Monday to Friday: 0 to 4."""
    return [0, 1, 2, 3, 4]


class Season(models.Model):
    """A period to plan ("saison"), and what the planner supposes.

    Defaults of the supposed figures are argued in `docs/why/planner.md`; none was measured by us.
    """

    class SchoolTime(models.TextChoices):
        ALWAYS = "always", _("toute l'année")
        TERM_ONLY = "term_only", _("en période scolaire seulement")
        HOLIDAYS_ONLY = "holidays_only", _("pendant les vacances scolaires seulement")

    class Agreements(models.TextChoices):
        """Which town agreements a plan counts on; a refusal always closes."""

        GIVEN = "given", _("les accords donnés seulement")
        ASKED = "asked", _("les accords donnés, et ceux demandés comme s'ils étaient donnés")
        ANY = "any", _("toutes les haltes, sauf refus : les accords seront demandés ensuite")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    carrier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seasons")
    name = models.CharField(_("nom de la saison"), max_length=120)
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=working_week)
    skips_public_holidays = models.BooleanField(_("pas les jours fériés"), default=True)
    school_time = models.CharField(
        max_length=13, choices=SchoolTime.choices, default=SchoolTime.ALWAYS
    )
    agreements = models.CharField(
        _("accords des communes"),
        max_length=5,
        choices=Agreements.choices,
        default=Agreements.GIVEN,
    )
    # A visit lasts from `visit_minutes` to `longest_minutes`; the planner counts the first.
    visit_minutes = models.PositiveSmallIntegerField(_("durée d'un passage (minutes)"), default=150)
    longest_minutes = models.PositiveSmallIntegerField(_("durée la plus longue"), default=180)
    # Between two visits of a halt: at least, and at most so many days; visited so many times, or
    # not at all.
    every_days = models.PositiveSmallIntegerField(_("pas avant (jours)"), default=14)
    within_days = models.PositiveSmallIntegerField(
        _("pas après (jours)"), default=35, null=True, blank=True
    )
    at_least = models.PositiveSmallIntegerField(_("au moins (passages)"), default=2)
    at_most = models.PositiveSmallIntegerField(_("au plus (passages)"), null=True, blank=True)
    people_per_km = models.FloatField(_("personnes par kilomètre"), default=0.15)
    # Fairness: a commune served `floor_visits` times is worth so many people more.
    floor_people = models.FloatField(_("prime d'équité par commune"), default=15.0)
    floor_visits = models.PositiveSmallIntegerField(_("passages pour la prime"), default=2)
    # What the visits of its plans will wear once published; it closes a halt to nobody.
    edition = models.ForeignKey(
        Edition, on_delete=models.SET_NULL, null=True, blank=True, related_name="seasons"
    )
    # What somebody of each audience counts for; audiences overlap, weights then add up.
    all_weight = models.FloatField(_("poids de chaque personne"), default=1.0)
    youth_weight = models.FloatField(_("poids de plus d'un jeune"), default=0.0)
    families_weight = models.FloatField(_("poids de plus d'une personne en famille"), default=0.0)
    seniors_weight = models.FloatField(_("poids de plus d'une personne âgée"), default=0.0)
    # Reach: exposure at the kerb, divided by e every `decay_m` walked, none beyond `radius_m`.
    kerb_exposure = models.FloatField(_("exposition au pied de l'unité"), default=0.35)
    decay_m = models.PositiveSmallIntegerField(_("distance de décroissance (m)"), default=600)
    radius_m = models.PositiveSmallIntegerField(_("rayon (m)"), default=1500)
    # Need (docs/why/besoin.md): share of people who do not take up their rights, and what a fixed
    # office already reaches at its door, divided by e every `office_decay_m`.
    non_takeup_low = models.FloatField(_("non-recours, au moins"), default=0.20)
    non_takeup_high = models.FloatField(_("non-recours, au plus"), default=0.34)
    office_share = models.FloatField(_("part touchée par un lieu fixe, à sa porte"), default=0.3)
    office_decay_m = models.PositiveSmallIntegerField(
        _("distance de décroissance d'un lieu fixe (m)"), default=1000
    )
    # What past visits taught of the number of people, once somebody accepted it.
    people_scale = models.FloatField(_("facteur des passages faits"), default=1.0)
    people_scale_at = models.DateTimeField(null=True, blank=True)
    people_scale_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Used where no road network is at hand: great circle × 1.3 at this speed.
    speed_kmh = models.FloatField(_("vitesse moyenne (km/h)"), default=25.0)
    created_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="seasons_created"
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "name"],
                name="season_name_unique",
                violation_error_message=_("Une saison de ce nom existe déjà."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="season_dates_in_order",
                violation_error_message=_("Le dernier jour précède le premier."),
            ),
            models.CheckConstraint(
                condition=Q(visit_minutes__gt=0, longest_minutes__gte=F("visit_minutes")),
                name="season_minutes_in_order",
                violation_error_message=_("La durée la plus longue est sous la plus courte."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kerb_exposure__gt=0, kerb_exposure__lte=5, decay_m__gt=0, radius_m__gt=0,
                    speed_kmh__gt=0, people_per_km__gte=0, floor_people__gte=0, floor_visits__gt=0,
                ),
                name="season_suppositions_make_sense",
                violation_error_message=_("Une des valeurs supposées est impossible."),
            ),
            models.CheckConstraint(
                condition=Q(
                    all_weight__gte=0, youth_weight__gte=0, families_weight__gte=0,
                    seniors_weight__gte=0,
                ) & (
                    Q(all_weight__gt=0) | Q(youth_weight__gt=0) | Q(families_weight__gt=0)
                    | Q(seniors_weight__gt=0)
                ),
                name="season_counts_somebody",
                violation_error_message=_("Comptez au moins un public."),
            ),
            models.CheckConstraint(
                condition=Q(
                    non_takeup_low__gte=0, non_takeup_high__gte=F("non_takeup_low"),
                    non_takeup_high__lt=1, office_share__gte=0, office_share__lte=1,
                    office_decay_m__gt=0, people_scale__gt=0, people_scale__lte=1000,
                ),
                name="season_need_makes_sense",
                violation_error_message=_("Une des valeurs supposées du besoin est impossible."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SeasonUnit(models.Model):
    """A unit that takes part in a season, and when it may roll."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(MobileUnit, on_delete=models.PROTECT, related_name="seasons")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=working_week)
    leaves_at = models.TimeField(_("part au plus tôt"), default=time(8, 30))
    back_by = models.TimeField(_("rentre au plus tard"), default=time(17, 30))
    # Days on which it does not roll: maintenance, crew away.
    off_days = ArrayField(models.DateField(), default=list, blank=True)
    # Skills and languages of the crew; the unit's own equipment is added to them.
    offers = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Seats are counted only where the crew is: crew and partners aboard must have one each.
    crew = models.PositiveSmallIntegerField(_("personnes de l'équipe"), null=True, blank=True)
    km_a_day = models.PositiveIntegerField(_("kilomètres par jour"), null=True, blank=True)
    km_in_all = models.PositiveIntegerField(_("kilomètres en tout"), null=True, blank=True)
    hours_in_all = models.PositiveIntegerField(_("heures en tout"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "unit"], name="season_unit_once"),
            models.CheckConstraint(
                condition=Q(leaves_at__lt=F("back_by")),
                name="season_unit_hours_in_order",
                violation_error_message=_("L'heure de retour précède l'heure de départ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.season}"


class SeasonHalt(models.Model):
    """A halt that a season may visit, its open hours, and what it needs."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="halts")
    halt = models.ForeignKey(Halt, on_delete=models.PROTECT, related_name="seasons")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=working_week)
    opens = models.TimeField(_("de"), default=time(9, 0))
    closes = models.TimeField(_("à"), default=time(17, 0))
    visit_minutes = models.PositiveSmallIntegerField(_("durée (minutes)"), null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(_("au plus (passages)"), null=True, blank=True)
    needs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Whom it is only for (`domain.need.AUDIENCES` but the whole); empty: everybody.
    audiences = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    is_wanted = models.BooleanField(_("à proposer"), default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "halt"], name="season_halt_once"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="season_halt_hours_in_order",
                violation_error_message=_("L'heure de fin précède l'heure de début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.halt} {self.season}"


class SeasonHaltWindow(models.Model):
    """Other hours at which a halt of a season may be visited ("créneau"): afternoons, Saturdays."""

    halt = models.ForeignKey(SeasonHalt, on_delete=models.CASCADE, related_name="windows")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=working_week)
    opens = models.TimeField(_("de"))
    closes = models.TimeField(_("à"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="season_window_hours_in_order",
                violation_error_message=_("L'heure de fin précède l'heure de début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.halt_id} {self.weekdays}"


class SeasonPartner(models.Model):
    """A partner aboard a unit on some weekdays, and what it is worth to show it in each commune."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="season_presences"
    )
    unit = models.ForeignKey(MobileUnit, on_delete=models.CASCADE, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    people = models.FloatField(
        _("prime par commune où il est vu"),
        default=0.0,
        validators=[MinValueValidator(0), MaxValueValidator(100_000)],
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "organisation", "unit"], name="season_partner_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.unit}"
