"""Filters the local rights by département."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DepartementForm(forms.Form):
    """One département among those that some right names; none: all."""

    departement = forms.ChoiceField(label=_("Département"), required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["departement"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Tous")), *choices]

    def chosen(self) -> str:
        """Return the code chosen; nothing for all, or for one that is not in the list."""
        return str(self.cleaned_data.get("departement", "")) if self.is_valid() else ""
