"""The code of a sheet, typed by a worker to take an encounter up again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.reception.domain import code as codes
from allervers.ui.forms import SafeForm


class ResumeForm(SafeForm):
    """Asks for the code; spaces, dashes, capitals, O for 0 and I for 1 are forgiven."""

    code = forms.CharField(
        label=_("Code de la fiche"),
        help_text=_("Dix lettres et chiffres. Par exemple : K7QF2-M9X4T."),
        max_length=codes.LONGEST_TYPED,
        error_messages={
            "required": _("Écrivez le code qui est sur la fiche."),
            "max_length": _("C’est trop long : un code a dix lettres et chiffres."),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Return the ten characters, or say what is wrong with their shape."""
        found = codes.normalise(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(
                _("Ce n’est pas un code : il en faut dix lettres et chiffres, comme K7QF2-M9X4T.")
            )
        return found
