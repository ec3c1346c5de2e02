"""Fields that the forms of a season share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.tours.forms.series import WEEKDAYS


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week, 0 for Monday; at least one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Jours"))
        super().__init__(
            choices=[(number, label) for number, (_code, label) in enumerate(WEEKDAYS)],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choisissez au moins un jour.")},
            **kwargs,
        )

    def clean(self, value: Any) -> list[int]:
        """Return the days in order."""
        return sorted(super().clean(value))


class FigureField(forms.FloatField):
    """A number written with a comma or a point, never below zero."""

    def __init__(self, *, least: float = 0.0, most: float = 100_000.0, **kwargs: Any) -> None:
        super().__init__(min_value=least, max_value=most, localize=True, **kwargs)


class CountField(forms.IntegerField):
    """A whole number that a small column holds."""

    def __init__(self, *, least: int = 1, most: int = 32_000, **kwargs: Any) -> None:
        super().__init__(min_value=least, max_value=most, **kwargs)
