"""Correct one field: the field depends on what it holds."""

from typing import Any

from data_inclusion.schema import v1
from django import forms
from django.utils.translation import gettext_lazy

from allervers.directory.domain.correcting import is_list
from allervers.directory.domain.reading.fields import CHOICES, LISTS, LONG
from allervers.directory.domain.reading.record import Kind
from allervers.directory.wording.records import label
from allervers.ui.forms import SafeForm


class CorrectForm(SafeForm):
    """The right value of one field, and why."""

    def __init__(self, *args: Any, kind: Kind, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field(field)
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Pourquoi"),
            help_text=gettext_lazy("Par exemple « appelé le 3 novembre, l'horaire a changé »."),
            max_length=300,
        )


def _field(field: str) -> forms.Field:
    """Return the form field for a field of data·inclusion; empty is allowed: it says "none"."""
    if field in LISTS:
        return forms.MultipleChoiceField(
            label=label(field),
            required=False,
            choices=[(one.value, _choice(one)) for one in LISTS[field]],
            widget=forms.CheckboxSelectMultiple,
        )
    if field in CHOICES:
        return forms.ChoiceField(
            label=label(field),
            required=False,
            choices=[("", "—"), *[(one.value, one.label) for one in CHOICES[field]]],
        )
    if field in LONG or is_list(field):
        return forms.CharField(
            label=label(field),
            required=False,
            max_length=10_000,
            widget=forms.Textarea(attrs={"rows": 5}),
        )
    return forms.CharField(label=label(field), required=False, max_length=1_000)


def _choice(one: Any) -> str:
    """Return the label of a value, after the one of its category when it has one."""
    before, dashes, _after = one.value.partition("--")
    found = next((each for each in v1.Categorie if dashes and each.value == before), None)
    return f"{found.label} : {one.label}" if found else str(one.label)


class SearchForm(SafeForm):
    """Find a record to correct."""

    q = forms.CharField(label=gettext_lazy("Nom ou identifiant"), required=False, max_length=255)
