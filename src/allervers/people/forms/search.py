"""What is looked for among one's own files, and why an archive is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.ui.forms import SafeForm


class SearchForm(SafeForm):
    """A name or a pseudonym; sent by POST, so that no name stays in an address."""

    q = forms.CharField(
        label=_("Nom, prénom ou pseudonyme"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
        error_messages={"required": _("Écrivez un nom ou un pseudonyme.")},
    )


class WhyForm(SafeForm):
    """Why a file that is archived, or of limited use, is opened."""

    reason = forms.CharField(
        label=_("Pourquoi ouvrez-vous ce dossier ?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez votre raison : elle est gardée avec la lecture.")},
    )
