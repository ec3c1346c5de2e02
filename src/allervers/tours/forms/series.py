"""A series of visits: the rule is built from choices, never typed as text."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.tours.domain.recurrence import (
    Recurrence,
    SchoolTime,
    every_k_weeks,
    iso_weeks,
    monthly,
    weekly,
)
from allervers.tours.domain.recurrence_rules import (
    EVEN_WEEKS,
    ODD_WEEKS,
    RuleParts,
    parse_rrule,
)
from allervers.tours.forms.fields import DayField, DaysField, offer_choices, offer_rows
from allervers.tours.forms.sections import SectionedForm
from allervers.tours.forms.visit import HaltField, HoursForm
from allervers.tours.models import Halt, Series, Tour

WEEKLY, ODD, EVEN, EVERY_K, MONTHLY, CHOSEN, KEPT = (
    "weekly",
    "odd",
    "even",
    "every_k",
    "monthly",
    "chosen",
    "kept",
)
PATTERNS = [
    (WEEKLY, gettext_lazy("Toutes les semaines")),
    (ODD, gettext_lazy("Les semaines impaires")),
    (EVEN, gettext_lazy("Les semaines paires")),
    (EVERY_K, gettext_lazy("Une semaine sur plusieurs")),
    (MONTHLY, gettext_lazy("Certaines semaines du mois, par exemple le 2e et le dernier jeudi")),
    (CHOSEN, gettext_lazy("Seulement les dates à ajouter, écrites plus bas")),
]
WEEKDAYS = [
    ("0", gettext_lazy("lundi")),
    ("1", gettext_lazy("mardi")),
    ("2", gettext_lazy("mercredi")),
    ("3", gettext_lazy("jeudi")),
    ("4", gettext_lazy("vendredi")),
    ("5", gettext_lazy("samedi")),
    ("6", gettext_lazy("dimanche")),
]
POSITIONS = [
    ("1", gettext_lazy("le 1er")),
    ("2", gettext_lazy("le 2e")),
    ("3", gettext_lazy("le 3e")),
    ("4", gettext_lazy("le 4e")),
    ("5", gettext_lazy("le 5e, quand il existe")),
    ("-1", gettext_lazy("le dernier")),
]
# A rule of only the dates in `rdates`: its own single date, the anchor, is one of them.
CHOSEN_RULE = "FREQ=DAILY;COUNT=1"


class SeriesForm(HoursForm, SectionedForm):
    """Where, when, and how often. `recurrence()` gives the rule that the choices say."""

    halt = HaltField(
        Halt.objects.none(), label=gettext_lazy("Halte"), empty_label=gettext_lazy("Choisir")
    )
    pattern = forms.ChoiceField(
        label=gettext_lazy("Rythme"),
        choices=PATTERNS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez un rythme.")},
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Quels jours"),
        choices=WEEKDAYS,
        error_messages={"required": gettext_lazy("Choisissez au moins un jour.")},
        widget=forms.CheckboxSelectMultiple,
    )
    every = forms.IntegerField(
        label=gettext_lazy("Une semaine sur combien"),
        required=False,
        min_value=2,
        max_value=52,
        help_text=gettext_lazy(
            "Pour « une semaine sur plusieurs » seulement. 4 veut dire une semaine sur quatre, "
            "comptée à partir du premier jour."
        ),
    )
    positions = forms.MultipleChoiceField(
        label=gettext_lazy("Lesquels dans le mois"),
        choices=POSITIONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Pour « certaines semaines du mois » seulement."),
    )
    anchor = DayField(
        label=gettext_lazy("Premier jour possible"),
        required=False,
        help_text=gettext_lazy("Sans date : le premier jour de la tournée."),
    )
    until = DayField(
        label=gettext_lazy("Dernier jour possible"),
        required=False,
        help_text=gettext_lazy("Sans date : le dernier jour de la tournée."),
    )
    rdates = DaysField(
        label=gettext_lazy("Dates à ajouter"),
        help_text=gettext_lazy("Une par ligne, comme 06/10/2026."),
    )
    exdates = DaysField(
        label=gettext_lazy("Dates à sauter"),
        help_text=gettext_lazy("Une par ligne, comme 24/12/2026."),
    )
    skips_public_holidays = forms.BooleanField(
        label=gettext_lazy("Pas les jours fériés"), required=False, initial=True
    )
    school_time = forms.ChoiceField(
        label=gettext_lazy("Période scolaire"),
        choices=Series.SchoolTime.choices,
        widget=forms.RadioSelect,
        initial=SchoolTime.ALWAYS.value,
    )
    by_appointment = forms.BooleanField(label=gettext_lazy("Sur rendez-vous"), required=False)
    SECTIONS: ClassVar = (
        (gettext_lazy("Où et à quelle heure"), ("halt", "starts", "ends"), False),
        (
            gettext_lazy("Pause, rendez-vous"),
            ("pause_starts", "pause_ends", "by_appointment"),
            True,
        ),
        (gettext_lazy("À quel rythme"), ("pattern", "weekdays", "every", "positions"), False),
        (gettext_lazy("De quand à quand"), ("anchor", "until"), False),
        (
            gettext_lazy("Jours fériés et vacances scolaires"),
            ("skips_public_holidays", "school_time"),
            False,
        ),
        (gettext_lazy("Dates à sauter ou à ajouter"), ("exdates", "rdates"), True),
    )

    def __init__(
        self, *args: Any, tour: Tour, halts: QuerySet[Halt], kept: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tour = tour
        self.kept = kept
        offer_rows(self, "halt", halts)
        self.fields["weekdays"].required = self.data.get("pattern") not in {CHOSEN, KEPT}
        if kept:
            # A rule taken in from a file may say more than the choices can: it can stay as it is.
            as_it_is = (KEPT, gettext_lazy("Le rythme actuel, sans le changer"))
            offer_choices(self, "pattern", [as_it_is, *PATTERNS])

    def clean(self) -> dict[str, Any]:
        """Check that the choices go together, and build the rule."""
        cleaned = super().clean()
        self._check_pattern(cleaned)
        self._check_dates(cleaned)
        if not self.errors:
            cleaned["rule"] = self._rule(cleaned)
        return cleaned

    def _check_pattern(self, cleaned: dict[str, Any]) -> None:
        pattern, days = cleaned.get("pattern"), cleaned.get("weekdays")
        if pattern == EVERY_K and days and len(days) > 1:
            self.add_error(
                "weekdays", _("Un seul jour pour ce rythme : faites une série par jour.")
            )
        if pattern == EVERY_K and not cleaned.get("every") and "every" not in self.errors:
            self.add_error("every", _("Dites une semaine sur combien."))
        if pattern == EVERY_K and not cleaned.get("anchor") and "anchor" not in self.errors:
            # "Every fortnight" means nothing without its first date: asked, never guessed.
            self.add_error(
                "anchor", _("Donnez le premier jour : le rythme se compte à partir de lui.")
            )
        if pattern == MONTHLY and not cleaned.get("positions"):
            self.add_error("positions", _("Choisissez lesquels dans le mois."))
        if pattern == CHOSEN and not cleaned.get("rdates") and "rdates" not in self.errors:
            self.add_error("rdates", _("Écrivez au moins une date."))

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("anchor"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("Le dernier jour précède le premier."))
        outside = [day for day in cleaned.get("rdates") or [] if not self._in_tour(day)]
        if outside:
            self.add_error(
                "rdates",
                _("Le %(day)s est hors de la tournée.") % {"day": f"{outside[0]:%d/%m/%Y}"},
            )

    def _in_tour(self, day: date) -> bool:
        return bool(self.tour.starts_on <= day <= self.tour.ends_on)

    def _rule(self, cleaned: dict[str, Any]) -> Recurrence:
        pattern = cleaned["pattern"]
        if pattern == CHOSEN:
            days = cleaned["rdates"]
            return Recurrence(
                CHOSEN_RULE, days[0], rdates=frozenset(days), skips_public_holidays=False
            )
        return Recurrence(
            self._rrule(pattern, cleaned),
            cleaned["anchor"] or self.tour.starts_on,
            cleaned["until"],
            frozenset(cleaned["exdates"]),
            frozenset(cleaned["rdates"]),
            cleaned["skips_public_holidays"],
            SchoolTime(cleaned["school_time"]),
        )

    def _rrule(self, pattern: str, cleaned: dict[str, Any]) -> str:
        days = [int(day) for day in cleaned["weekdays"]]
        if pattern == KEPT:
            return self.kept
        if pattern == EVERY_K:
            return every_k_weeks(days[0], cleaned["every"])
        if pattern == MONTHLY:
            return monthly(days, [int(rank) for rank in cleaned["positions"]])
        if pattern == WEEKLY:
            return weekly(days)
        return iso_weeks(days, odd=pattern == ODD)


def series_initial(series: Series) -> dict[str, Any]:
    """Return the form's values for a stored series."""
    is_chosen = series.rrule == CHOSEN_RULE
    return {
        "halt": series.halt_id,
        **({"pattern": CHOSEN} if is_chosen else _choices_of(parse_rrule(series.rrule))),
        "anchor": None if is_chosen else series.anchor,
        "until": series.until,
        "exdates": series.exdates,
        "rdates": series.rdates,
        "skips_public_holidays": series.skips_public_holidays,
        "school_time": series.school_time,
        "starts": series.starts,
        "ends": series.ends,
        "pause_starts": series.pause_starts,
        "pause_ends": series.pause_ends,
        "by_appointment": series.by_appointment,
    }


def _choices_of(parts: RuleParts) -> dict[str, Any]:
    """Return the choices that say this rule, or "kept" when no choice says it exactly."""
    days = [str(day) for day in sorted(parts.weekdays)]
    is_plain = not (parts.month_days or parts.months or parts.count)
    if is_plain and parts.freq == "WEEKLY" and days:
        if parts.interval == 1:
            return {"pattern": WEEKLY, "weekdays": days}
        if len(days) == 1:
            return {"pattern": EVERY_K, "weekdays": days, "every": parts.interval}
    if is_plain and parts.freq == "YEARLY" and parts.interval == 1 and days:
        for pattern, weeks in ((ODD, ODD_WEEKS), (EVEN, EVEN_WEEKS)):
            if parts.weeks == frozenset(weeks):
                return {"pattern": pattern, "weekdays": days}
    return _monthly_choices(parts) if is_plain else {"pattern": KEPT}


def _monthly_choices(parts: RuleParts) -> dict[str, Any]:
    ranks = sorted({rank for rank, _day in parts.positioned})
    days = sorted({day for _rank, day in parts.positioned})
    every_pair = frozenset((rank, day) for rank in ranks for day in days)
    offered = {int(value) for value, _label in POSITIONS}
    if (
        parts.freq != "MONTHLY"
        or parts.interval != 1
        or not ranks
        or parts.positioned != every_pair
        or not offered.issuperset(ranks)
    ):
        return {"pattern": KEPT}
    return {
        "pattern": MONTHLY,
        "weekdays": [str(day) for day in days],
        "positions": [str(rank) for rank in ranks],
    }
