"""One dated visit: added, changed, moved, cancelled."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.tours.domain.recurrence import Hours
from allervers.tours.forms.fields import DayField, HourField, offer_choices, offer_rows
from allervers.tours.forms.versioned import StaleGuard
from allervers.tours.models import Halt, MobileUnit, Tour, Visit
from allervers.ui.domain.refusal import Refusal
from allervers.ui.forms import SafeForm

PARIS = ZoneInfo("Europe/Paris")


class HaltField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One halt, by commune then name."""

    default_error_messages: ClassVar = {"required": gettext_lazy("Choisissez une halte.")}

    def label_from_instance(self, obj: Any) -> str:
        """Name the commune first: halts of different communes often share a name."""
        return f"{obj.commune.name}, {obj.name}"


def instant(day: date, hour: time | None) -> datetime | None:
    """Return the instant of this hour in France, or None."""
    return datetime.combine(day, hour, PARIS) if hour else None


def hour_of(moment: datetime | None) -> time | None:
    """Return the hour in France of an instant, or None."""
    return timezone.localtime(moment, PARIS).time() if moment else None


class HoursForm(StaleGuard, forms.Form):
    """Hours of presence with at most one pause; a stale page is refused."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    starts = HourField(label=gettext_lazy("Heure de début"))
    ends = HourField(label=gettext_lazy("Heure de fin"))
    pause_starts = HourField(label=gettext_lazy("Début de la pause"), required=False)
    pause_ends = HourField(label=gettext_lazy("Fin de la pause"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check the order of the hours where they are said, so that the error stands there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.refuse_stale(cleaned)
        if not cleaned.get("starts") or not cleaned.get("ends"):
            return cleaned
        try:
            cleaned["hours"] = Hours(
                cleaned["starts"],
                cleaned["ends"],
                cleaned.get("pause_starts"),
                cleaned.get("pause_ends"),
            )
        except Refusal as refusal:
            name = "pause_starts" if refusal.code.startswith("pause") else "ends"
            self.add_error(name, f"{refusal.what} {refusal.todo}")
        return cleaned


class VisitForm(HoursForm):
    """A single visit of a tour."""

    halt = HaltField(
        Halt.objects.none(), label=gettext_lazy("Halte"), empty_label=gettext_lazy("Choisir")
    )
    day = DayField(label=gettext_lazy("Jour"))
    by_appointment = forms.BooleanField(label=gettext_lazy("Sur rendez-vous"), required=False)
    public_note = forms.CharField(
        label=gettext_lazy("Message pour le public"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Par exemple : apportez votre dernier avis d'imposition."),
    )
    field_order: Sequence[str] = ("halt", "day", "starts", "ends", "pause_starts", "pause_ends")

    def __init__(self, *args: Any, tour: Tour, halts: QuerySet[Halt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tour = tour
        offer_rows(self, "halt", halts)
        self.fields["day"].help_text = _("Entre le %(first)s et le %(last)s.") % {
            "first": f"{tour.starts_on:%d/%m/%Y}",
            "last": f"{tour.ends_on:%d/%m/%Y}",
        }

    def clean_day(self) -> date:
        """Keep the visit within its tour."""
        day: date = self.cleaned_data["day"]
        if not self.tour.starts_on <= day <= self.tour.ends_on:
            raise forms.ValidationError(
                _("Ce jour est hors de la tournée. Choisissez-en un autre, ou modifiez ses dates.")
            )
        return day


def visit_initial(visit: Visit) -> dict[str, Any]:
    """Return the form's values for a stored visit."""
    return {
        "halt": visit.halt_id,
        "day": timezone.localtime(visit.starts_at, PARIS).date(),
        "starts": hour_of(visit.starts_at),
        "ends": hour_of(visit.ends_at),
        "pause_starts": hour_of(visit.pause_starts_at),
        "pause_ends": hour_of(visit.pause_ends_at),
        "by_appointment": visit.by_appointment,
        "public_note": visit.public_note,
    }


class ReasonForm(SafeForm):
    """Why a visit does not take place; the public reads it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Raison"),
        choices=Visit.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites pourquoi : le public le lira.")},
    )
    reason_text = forms.CharField(
        label=gettext_lazy("Précisions pour le public"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Par exemple : le prochain passage est maintenu."),
    )


class MoveForm(VisitForm, ReasonForm):
    """The visit that replaces another one, and why."""

    field_order = (
        "halt",
        "day",
        "starts",
        "ends",
        "pause_starts",
        "pause_ends",
        "reason",
        "reason_text",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["by_appointment"], self.fields["public_note"]


class CancelManyForm(ReasonForm):
    """Which visits a heat wave, or anything else, cancels at once."""

    first = DayField(label=gettext_lazy("Du"))
    last = DayField(label=gettext_lazy("Au"), help_text=gettext_lazy("Ce jour est compris."))
    communes = forms.MultipleChoiceField(
        label=gettext_lazy("Dans ces communes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Aucune case cochée : toutes les communes."),
    )
    units = forms.ModelMultipleChoiceField(
        MobileUnit.objects.none(),
        label=gettext_lazy("Avec ces unités"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Aucune case cochée : toutes les unités."),
    )
    field_order = ("first", "last", "communes", "units", "reason", "reason_text")

    def __init__(
        self,
        *args: Any,
        communes: list[tuple[str, str]],
        units: QuerySet[MobileUnit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "communes", communes)
        offer_rows(self, "units", units)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Le dernier jour précède le premier."))
        return cleaned
