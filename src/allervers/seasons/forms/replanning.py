"""What fell through, and what is asked about it."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.seasons.domain.mending import Setback
from allervers.seasons.domain.planned import Planned
from allervers.seasons.models import Season
from allervers.tours.forms.fields import DayField, offer_rows
from allervers.tours.forms.visit import HaltField
from allervers.tours.models import Halt, MobileUnit
from allervers.ui.forms import SafeForm

HALT, UNIT, TOWN = "halt", "unit", "town"


class ReplanForm(SafeForm):
    """A halt cancelled, a unit broken down or an agreement withdrawn, between two days.

    `visits` are those of the plan: what hits none of them asks for nothing.
    """

    conditional: ClassVar = {"halt", "unit"}  # one of them, as what happened says

    kind = forms.ChoiceField(
        label=gettext_lazy("Que s'est-il passé ?"),
        choices=[
            (HALT, gettext_lazy("Une halte n'est pas possible")),
            (TOWN, gettext_lazy("Une commune retire son accord pour une halte")),
            (UNIT, gettext_lazy("Une unité ne peut pas rouler")),
        ],
        widget=forms.RadioSelect,
    )
    halt = HaltField(
        Halt.objects.none(),
        label=gettext_lazy("Halte"),
        required=False,
        empty_label=gettext_lazy("Choisir"),
    )
    unit = forms.ModelChoiceField(
        MobileUnit.objects.none(),
        label=gettext_lazy("Unité"),
        required=False,
        empty_label=gettext_lazy("Choisir"),
    )
    first = DayField(label=gettext_lazy("Premier jour"))
    last = DayField(label=gettext_lazy("Dernier jour"))
    price = forms.FloatField(
        label=gettext_lazy("Un passage changé doit rapporter au moins (personnes)"),
        min_value=0,
        max_value=10_000,
        initial=3,
        help_text=gettext_lazy("Plus ce nombre est grand, moins les échanges changent de choses."),
    )
    keeps_announced = forms.BooleanField(
        label=gettext_lazy("Ne pas toucher aux autres passages déjà annoncés"),
        required=False,
        initial=True,
    )

    def __init__(
        self, *args: Any, season: Season, visits: Sequence[Planned], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.visits = visits
        units = MobileUnit.objects.filter(seasons__season=season).order_by("name", "id")
        halts = Halt.objects.filter(seasons__season=season).select_related("commune")
        offer_rows(self, "unit", units)
        offer_rows(
            self,
            "halt",
            halts.defer("commune__outline").order_by("commune__search_name", "name", "id"),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the halt or the unit that is meant, and for days in order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") in {HALT, TOWN} and not cleaned.get("halt"):
            self.add_error("halt", _("Choisissez une halte."))
        if cleaned.get("kind") == UNIT and not cleaned.get("unit"):
            self.add_error("unit", _("Choisissez une unité."))
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", _("Le dernier jour précède le premier."))
        if not self.errors and not any(map(self.setback().hits, self.visits)):
            self.add_error("first", _("Aucun passage de ce projet n'est touché entre ces jours."))
        return cleaned

    def setback(self) -> Setback:
        """Return what was filled in."""
        told = self.cleaned_data
        is_unit = told["kind"] == UNIT
        return Setback(
            told["first"],
            told["last"],
            None if is_unit else told["halt"].id,
            told["unit"].id if is_unit else None,
        )


class WhyForm(SafeForm):
    """A halt that the plan does not visit."""

    halte = forms.ChoiceField(
        label=gettext_lazy("Halte non visitée"),
        error_messages={"required": gettext_lazy("Choisissez une halte.")},
    )

    def __init__(self, *args: Any, halts: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["halte"]
        if isinstance(field, forms.ChoiceField):
            choices = [(str(one), name) for one, name in halts]
            field.choices = [("", _("Choisir")), *choices]
