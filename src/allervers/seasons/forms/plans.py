"""What is asked of lists of planned visits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.seasons.queries.plan_lists import ListChoices
from allervers.tours.forms.fields import offer_choices
from allervers.ui.forms import SafeForm


class ListForm(SafeForm):
    """Narrow a list of planned visits."""

    unite = forms.ChoiceField(label=_("Unité"), required=False)
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    mois = forms.ChoiceField(label=_("Mois"), required=False)
    halte = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: ListChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("Toutes"))]
        offer_choices(self, "unite", [*everything, *choices.units])
        offer_choices(self, "commune", [*everything, *choices.communes])
        offer_choices(self, "mois", [("", _("Tous")), *choices.months])
