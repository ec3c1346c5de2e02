"""The town's agreement: asked, answered, recorded from paper, withdrawn."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.tours.forms.fields import DayField
from allervers.ui.forms import SafeForm

GIVEN, REFUSED = "given", "refused"


class DatesForm(SafeForm):
    """Two dates in order."""

    valid_from = DayField(label=gettext_lazy("Du"))
    valid_until = DayField(label=gettext_lazy("Au"), help_text=gettext_lazy("Ce jour est compris."))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("La date de fin précède la date de début."))
        return cleaned


class AskForm(DatesForm):
    """What is asked of the commune, and the words of the letter."""

    request_text = forms.CharField(
        label=gettext_lazy("Votre demande"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=4000,
        help_text=gettext_lazy("Ce texte est proposé : modifiez-le comme vous voulez."),
    )
    field_order = ("valid_from", "valid_until", "request_text")


class AnswerForm(DatesForm):
    """What the commune answers: yes for these dates, or no and why."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Réponse de la commune"),
        choices=[
            (GIVEN, gettext_lazy("Accord donné, pour les dates ci-dessous")),
            (REFUSED, gettext_lazy("Refus")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )
    answer_text = forms.CharField(
        label=gettext_lazy("Précisions"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Nécessaires pour un refus : dites pourquoi."),
    )
    field_order: Sequence[str] = ("answer", "valid_from", "valid_until", "answer_text")

    def clean(self) -> dict[str, Any]:
        """Ask why when the answer is no."""
        cleaned = super().clean()
        if cleaned.get("answer") == REFUSED and not cleaned.get("answer_text"):
            self.add_error("answer_text", _("Dites pourquoi la commune refuse."))
        return cleaned


class PaperForm(AnswerForm):
    """An answer received elsewhere, and where it is kept."""

    source = forms.CharField(
        label=gettext_lazy("Où la réponse est conservée"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : courrier du 3 mars 2026, dossier Tournées."),
        error_messages={"required": gettext_lazy("Dites où retrouver cette réponse.")},
    )
    field_order = ("answer", "valid_from", "valid_until", "source", "answer_text")


class WithdrawForm(SafeForm):
    """Why an agreement no longer holds."""

    answer_text = forms.CharField(
        label=gettext_lazy("Pourquoi l'accord est retiré"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Dites pourquoi l'accord est retiré.")},
    )
