"""One visit of a plan, put or moved by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.seasons.domain.planned import Planned
from allervers.seasons.models import Season
from allervers.tours.forms.fields import DayField, HourField, offer_rows
from allervers.tours.forms.visit import HaltField
from allervers.tours.models import Halt, MobileUnit
from allervers.ui.forms import SafeForm


class HandForm(SafeForm):
    """Where, when and with which unit; `version` is that of the plan when the page was made."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(
        MobileUnit.objects.none(), label=gettext_lazy("Unité"), empty_label=gettext_lazy("Choisir")
    )
    halt = HaltField(
        Halt.objects.none(), label=gettext_lazy("Halte"), empty_label=gettext_lazy("Choisir")
    )
    day = DayField(label=gettext_lazy("Jour"))
    starts = HourField(label=gettext_lazy("Heure de début"))
    ends = HourField(label=gettext_lazy("Heure de fin"))

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.season = season
        units = MobileUnit.objects.filter(seasons__season=season).order_by("name", "id")
        halts = Halt.objects.filter(seasons__season=season).select_related("commune")
        offer_rows(self, "unit", units)
        offer_rows(
            self,
            "halt",
            halts.defer("commune__outline").order_by("commune__search_name", "name", "id"),
        )
        self.fields["day"].help_text = _("Entre le %(first)s et le %(last)s.") % {
            "first": f"{season.starts_on:%d/%m/%Y}",
            "last": f"{season.ends_on:%d/%m/%Y}",
        }

    def clean(self) -> dict[str, Any]:
        """Check the day and the order of the hours where they are said."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day and not self.season.starts_on <= day <= self.season.ends_on:
            self.add_error("day", _("Ce jour est hors de la saison."))
        if starts and ends and starts >= ends:
            self.add_error("ends", _("L'heure de fin précède l'heure de début."))
        return cleaned

    def planned(self) -> Planned:
        """Return what was filled in."""
        told = self.cleaned_data
        return Planned(told["day"], told["starts"], told["ends"], told["unit"].id, told["halt"].id)
