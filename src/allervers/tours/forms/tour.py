"""The sheet of a tour."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from allervers.tours.forms.fields import DayField, offer_rows
from allervers.tours.forms.versioned import VersionedForm
from allervers.tours.models import Tour
from allervers.tours.queries.staff import units_of
from allervers.tours.queries.staff_calendar import visits_outside


class TourForm(VersionedForm):
    """A unit's programme over a period."""

    starts_on = DayField(label=_("Premier jour"))
    ends_on = DayField(
        label=_("Dernier jour"),
        help_text=_("Aucun passage ne sera planifié après cette date."),
    )

    # Keep the unit among what is checked: a tour's name is unique for its unit.
    CHECKED_TOO = frozenset({"unit"})

    class Meta:
        model = Tour
        fields = ("name", "unit", "starts_on", "ends_on", "description")
        labels: ClassVar = {
            "name": _("Nom de la tournée"),
            "unit": _("Unité mobile"),
            "description": _("Présentation pour le public"),
        }
        help_texts: ClassVar = {
            "name": _("Par exemple : automne 2026, communes du sud."),
            "description": _("Facultative, deux phrases simples."),
        }
        widgets: ClassVar = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            offer_rows(self, "unit", units_of(self.viewer).filter(is_active=True))
        else:
            # Its visits were planned with this unit: another unit is another tour.
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """Keep planned visits within the tour."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if self.is_new or not first or not last:
            return cleaned
        outside = visits_outside(self.instance, first, last)
        if outside:
            said = ngettext(
                "%(count)s passage prévu serait hors de la tournée : déplacez-le ou annulez-le.",
                "%(count)s passages prévus seraient hors de la tournée : déplacez-les ou "
                "annulez-les.",
                outside,
            )
            self.add_error("ends_on", said % {"count": outside})
        return cleaned
