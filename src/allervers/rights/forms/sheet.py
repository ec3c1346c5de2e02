"""The code that the person types: read as people write it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.reception.domain import code as codes


class CodeForm(forms.Form):
    """Asks for the code of a sheet; spaces, dashes, capitals, O for 0 and I for 1 are forgiven."""

    code = forms.CharField(
        label=_("Le code de votre fiche"),
        help_text=_("Dix lettres et chiffres. Par exemple : K7QF2-M9X4T."),
        max_length=40,
        error_messages={
            "required": _("Écrivez le code qui est sur votre fiche."),
            "max_length": _("C’est trop long : un code a dix lettres et chiffres."),
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "sheet-code-input",
            }
        ),
    )

    def clean_code(self) -> str:
        """Return the code as printed, or say what is wrong with its shape."""
        found = codes.normalise(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(
                _("Ce n’est pas un code : il en faut dix lettres et chiffres, comme K7QF2-M9X4T.")
            )
        return codes.shown(found)
