"""Which period, which place: checked before anything is counted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.results.domain.periods import Period, after
from allervers.tours.models import Halt
from allervers.ui import french
from allervers.ui.forms import SafeForm

LONGEST_DAYS = 366 * 3
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
MONTHS_LISTED = 36


class AskForm(SafeForm):
    """Any period and place: for coordinators, who may see each encounter."""

    du = forms.DateField(label=_("Du"), widget=forms.DateInput(attrs={"type": "date"}))
    au = forms.DateField(label=_("Au (compris)"), widget=forms.DateInput(attrs={"type": "date"}))
    halte = forms.ChoiceField(label=_("Commune ou halte"), required=False)

    def __init__(self, *args: Any, halts: Sequence[Halt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {"": ("", None)}
        choices: list[tuple[str, str]] = [("", str(_("partout")))]
        for halt in halts:
            if halt.commune_id not in self.places:
                self.places[halt.commune_id] = (halt.commune_id, None)
                choices.append((halt.commune_id, halt.commune.name))
            self.places[str(halt.pk)] = ("", halt.pk)  # type: ignore[assignment]
            choices.append((str(halt.pk), f"{halt.commune.name}, {halt.name}"))
        self.fields["halte"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse days out of order or of another age."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last:
            if first > last:
                self.add_error("au", _("Le dernier jour précède le premier."))
            elif first < FIRST_DAY or last > LAST_DAY or (last - first).days > LONGEST_DAYS:
                self.add_error("au", _("Choisissez une période de trois ans au plus."))
        return cleaned

    def period(self) -> Period:
        """Return the period asked for."""
        return Period(self.cleaned_data["du"], self.cleaned_data["au"])

    def place(self) -> tuple[str, Any]:
        """Return the commune and the halt asked for; empty and None: everywhere."""
        return self.places[self.cleaned_data["halte"]]

    def place_name(self) -> str:
        """Return the words of the place."""
        choices = dict(self.fields["halte"].choices)  # type: ignore[attr-defined]
        return str(choices[self.cleaned_data["halte"]])


class MonthForm(SafeForm):
    """One of the months published."""

    mois = forms.ChoiceField(label=_("Mois"), required=False)

    def __init__(self, *args: Any, first: date | None, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [after(last, -back) for back in range(MONTHS_LISTED)]
        self.months = [month for month in months if first and month >= first] or [last]
        self.fields["mois"].choices = [  # type: ignore[attr-defined]
            (f"{month:%Y-%m}", french.date_text(month).split(" ", 2)[2]) for month in self.months
        ]

    def month(self) -> date:
        """Return the month asked for; the latest published when it is none of them."""
        asked = self.cleaned_data.get("mois") if self.is_valid() else ""
        return next((month for month in self.months if f"{month:%Y-%m}" == asked), self.months[0])
