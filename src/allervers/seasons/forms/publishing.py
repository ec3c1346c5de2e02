"""How a plan is put in the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.tours.models import Visit
from allervers.ui.forms import SafeForm

ANNOUNCE, DRAFT = "announce", "draft"


class PublishForm(SafeForm):
    """Announce or draft, ask the towns; a reason when announced visits would be cancelled.

    Only what there is to choose is asked: no town agreed yet, nothing can be announced.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(
        label=gettext_lazy("Les passages dont la commune a donné son accord"),
        choices=[
            (ANNOUNCE, gettext_lazy("sont annoncés au public tout de suite")),
            (DRAFT, gettext_lazy("restent en brouillon : je les annoncerai plus tard")),
        ],
        widget=forms.RadioSelect,
        initial=ANNOUNCE,
    )
    asks_towns = forms.BooleanField(
        label=gettext_lazy("Demander leur accord aux communes pour les autres"),
        required=False,
        initial=True,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Pourquoi des passages annoncés sont annulés"),
        choices=[("", gettext_lazy("Choisir")), *Visit.Reason.choices],
    )
    reason_text = forms.CharField(
        label=gettext_lazy("Précisions pour le public"), required=False, max_length=300
    )

    def __init__(
        self, *args: Any, announces: bool, asks: bool, cancels: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not announces:
            del self.fields["mode"]
        if not asks:
            del self.fields["asks_towns"]
        if not cancels:
            del self.fields["reason"], self.fields["reason_text"]
        else:
            self.fields["reason"].error_messages["required"] = _("Choisissez une raison.")
