"""Send a file of the directory; say whose it is."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.directory.actions.taking_in import MAX_UPLOAD
from allervers.directory.domain.reading.fields import SLUG
from allervers.ui.forms import SafeForm


class ImportForm(SafeForm):
    """A file, the code of its producer, and whether it is the whole list."""

    file = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy(
            "JSON, GeoJSON ou CSV : data·inclusion, médiation numérique, liste France services."
        ),
        allow_empty_file=True,
        max_length=200,
    )
    source = forms.CharField(
        label=gettext_lazy("Code de la source"),
        help_text=gettext_lazy(
            "En minuscules et tirets, comme « dora » ou « france-services ». "
            "Reprenez le même code à chaque mise à jour."
        ),
        max_length=60,
        validators=[
            RegexValidator(SLUG, gettext_lazy("Des minuscules, des chiffres et des tirets."))
        ],
    )
    source_name = forms.CharField(
        label=gettext_lazy("Nom de la source"),
        help_text=gettext_lazy("Pour une nouvelle source : le nom que vos collègues verront."),
        required=False,
        max_length=150,
    )
    is_complete = forms.BooleanField(
        label=gettext_lazy("Ce fichier est la liste complète de cette source"),
        help_text=gettext_lazy(
            "Les fiches qui n'y sont plus seront marquées comme disparues. "
            "Dans le doute, ne cochez pas."
        ),
        required=False,
    )

    def clean_file(self) -> Any:
        """Refuse a file too big before reading it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD:
            raise forms.ValidationError(
                _("Ce fichier dépasse 256 Mo : découpez-le, ou voyez avec l'hébergeur.")
            )
        if not file.size:
            raise forms.ValidationError(_("Ce fichier est vide."))
        return file
