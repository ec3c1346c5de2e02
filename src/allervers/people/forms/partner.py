"""What a partner without an account types. Public: in the language of the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.ui.forms import SafeForm


class CodeForm(SafeForm):
    """The code of six digits."""

    code = forms.CharField(
        label=_("Code à six chiffres"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Recopiez le code reçu par courriel.")},
    )

    def clean_code(self) -> str:
        """Keep the digits: a code is often typed with a space in its middle."""
        return "".join(self.cleaned_data["code"].split())


class PartnerReasonForm(SafeForm):
    """Why a partner refuses."""

    reason = forms.CharField(
        label=_("Pourquoi refusez-vous\u00a0?"),
        help_text=_("Une phrase, sans nom de personne."),
        max_length=300,
        error_messages={"required": _("Écrivez une phrase qui dit pourquoi.")},
    )


class PartnerOutcomeForm(SafeForm):
    """What came of what was asked of a partner."""

    outcome = forms.CharField(
        label=_("Qu’est-ce que cela a donné\u00a0?"),
        help_text=_("Une phrase, sans nom de personne."),
        max_length=300,
        error_messages={"required": _("Dites en une phrase ce que cela a donné.")},
    )
