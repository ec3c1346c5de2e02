"""What a worker sends from the orientation pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.reception.models.referral import Outcome
from allervers.ui.forms import SafeForm

LONGEST = 200


class SearchForm(SafeForm):
    """Words looked for in the directory; what is no search is no words."""

    q = forms.CharField(label=_("Chercher dans l’annuaire"), max_length=LONGEST, required=False)

    def words(self) -> str:
        """Return the words, or none."""
        return str(self.cleaned_data.get("q", "")).strip() if self.is_valid() else ""


class OutcomeForm(SafeForm):
    """What came of a referral."""

    outcome = forms.ChoiceField(
        label=_("Qu’est-ce que cela a donné ?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )

    def value(self) -> str:
        """Return the code of the outcome."""
        said: Any = self.cleaned_data["outcome"]
        return str(said)
