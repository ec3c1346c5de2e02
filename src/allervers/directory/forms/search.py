"""What a visitor asks of the directory."""

from datetime import datetime
from typing import Final

from data_inclusion.schema import v1
from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.directory.domain.service_query import ServiceQuery
from allervers.territory.domain.commune import Place
from allervers.ui.forms import SafeForm

MOST_PAGES: Final = 200
ANYTHING: Final = ("", _("Peu importe"))


class SearchForm(SafeForm):
    """Reads the search page; every field may be left empty."""

    q = forms.CharField(
        label=_("Que cherchez-vous ?"),
        help_text=_("Avec vos mots. Par exemple : plus rien à manger, papiers CAF."),
        required=False,
        max_length=200,
    )
    commune = forms.CharField(
        label=_("Votre commune ou votre code postal"), required=False, max_length=120
    )
    theme = forms.ChoiceField(
        label=_("Sujet"),
        required=False,
        choices=[ANYTHING, *((one.value, one.label) for one in v1.Categorie)],
    )
    public = forms.ChoiceField(
        label=_("Pour qui ?"),
        required=False,
        choices=[ANYTHING, *((one.value, one.label) for one in v1.Public)],
    )
    mode = forms.ChoiceField(
        label=_("Comment ?"),
        required=False,
        choices=[
            ANYTHING,
            ("en-presentiel", _("Sur place")),
            ("a-distance", _("À distance, par téléphone ou internet")),
        ],
    )
    ouvert = forms.BooleanField(label=_("Ouvert maintenant"), required=False)
    page = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput
    )

    def asked(self, place: Place | None, now: datetime) -> ServiceQuery:
        """Return the query of a valid form, around this commune if there is one."""
        given = self.cleaned_data

        def one(name: str) -> frozenset[str]:
            return frozenset({given[name]} - {""})

        return ServiceQuery(
            words=given["q"],
            thematiques=one("theme"),
            publics=one("public"),
            modes_accueil=one("mode"),
            code_insee=place.code if place else "",
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            open_at=now if given["ouvert"] else None,
        )

    @property
    def is_asked(self) -> bool:
        """Whether anything at all was asked."""
        return any(self.cleaned_data[name] for name in self.fields if name != "page")
