"""Send a timetable; say which tour it goes to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.tours.domain.intake import MAX_BYTES
from allervers.tours.forms.fields import DayField
from allervers.tours.models import MobileUnit, Tour
from allervers.ui.forms import SafeForm


class IntakeForm(SafeForm):
    """A pasted text, or a file; never both."""

    text = forms.CharField(
        label=gettext_lazy("Texte des passages"),
        help_text=gettext_lazy(
            "Collez-le tel qu'il est. Par exemple : « 1er lundi du mois : mairie de Vicq, 9h-12h »."
        ),
        required=False,
        max_length=12_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier"),
        help_text=gettext_lazy(
            "CSV, JSON ou GeoJSON, 8 Mo au plus : tableau « commune, lieu, jour, horaires », "
            "bus au format de la médiation numérique, liste nationale France services."
        ),
        required=False,
        allow_empty_file=True,
    )
    departement = forms.RegexField(
        label=gettext_lazy("Département"),
        help_text=gettext_lazy("Par exemple 92. Il aide à reconnaître les communes."),
        regex=r"^\s*(\d{1,3}|2[ABab])\s*$",
        required=False,
        error_messages={"invalid": gettext_lazy("Écrivez un numéro comme 92, 2A ou 974.")},
        widget=forms.TextInput(attrs={"size": 4}),
    )
    default_commune = forms.CharField(
        label=gettext_lazy("Commune, si le texte ne la dit pas"), required=False, max_length=80
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one source; refuse a file too big before reading it."""
        values = super().clean() or {}
        text, file = (values.get("text") or "").strip(), values.get("file")
        if not text and file is None:
            raise ValidationError(_("Collez un texte ou choisissez un fichier."))
        if text and file is not None:
            raise ValidationError(_("Un texte et un fichier à la fois : gardez l'un des deux."))
        if file is not None and file.size > MAX_BYTES:
            self.add_error("file", _("Ce fichier dépasse 8 Mo : gardez vos lignes seulement."))
        return values


class ConfirmForm(SafeForm):
    """The tour that confirmed proposals go to, and whether the towns already agreed."""

    tour = forms.ModelChoiceField(
        Tour.objects.none(),
        label=gettext_lazy("Tournée existante"),
        required=False,
        empty_label=gettext_lazy("Ouvrir une nouvelle tournée"),
    )
    name = forms.CharField(
        label=gettext_lazy("Nom de la nouvelle tournée"), required=False, max_length=120
    )
    unit = forms.ModelChoiceField(
        MobileUnit.objects.none(),
        label=gettext_lazy("Unité mobile de la nouvelle tournée"),
        required=False,
        empty_label=gettext_lazy("Créer une unité"),
    )
    unit_name = forms.CharField(
        label=gettext_lazy("Nom de l'unité à créer"), required=False, max_length=100
    )
    starts_on = DayField(label=gettext_lazy("Premier jour"), required=False)
    ends_on = DayField(label=gettext_lazy("Dernier jour"), required=False)
    agreement_source = forms.CharField(
        label=gettext_lazy("Les communes ont déjà donné leur accord : où est-il conservé ?"),
        help_text=gettext_lazy(
            "Par exemple « convention du 3 mars 2026 ». Laissez vide si l'accord reste à demander."
        ),
        required=False,
        max_length=200,
    )

    def __init__(
        self, *args: Any, tours: QuerySet[Tour], units: QuerySet[MobileUnit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("tour", tours)
        self._choices("unit", units)

    def _choices(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for mypy
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Ask for all that a new tour needs, when no tour is chosen."""
        values = super().clean() or {}
        if values.get("tour"):
            return values
        for name in ("name", "starts_on", "ends_on"):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, _("Une nouvelle tournée en a besoin."))
        if not values.get("unit") and not values.get("unit_name"):
            self.add_error("unit_name", _("Choisissez une unité, ou donnez le nom de la nouvelle."))
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Le dernier jour précède le premier."))
        return values
