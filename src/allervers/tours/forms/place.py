"""What a resident asks: a place in words, or a position given by the browser."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.tours.queries.public_places import Point


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be answered: words, a point, or neither; and which page of it."""

    words: str = ""
    point: Point | None = None
    page: int = 1


class PlaceForm(forms.Form):
    """Reads the search box. Positions are cut to about a hundred metres: no finer is needed."""

    q = forms.CharField(
        label=_("Votre commune, votre code postal ou votre adresse"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("C’est trop long : écrivez le nom de la commune seulement.")},
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    page = forms.IntegerField(required=False, min_value=1, max_value=400)

    def clean(self) -> dict[str, object]:
        """Refuse half a position."""
        given = super().clean() or {}
        if not self.errors and (given.get("lat") is None) != (given.get("lon") is None):
            raise forms.ValidationError(_("La position est incomplète. Écrivez votre commune."))
        return given

    def asked(self) -> Asked:
        """Return the question of a valid form."""
        given = self.cleaned_data
        point = None
        if given["lat"] is not None and given["lon"] is not None:
            point = Point(round(given["lat"], 3), round(given["lon"], 3))
        return Asked(given["q"], point, given["page"] or 1)
