"""What a resident asks: a place in words, or a position given by the browser."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.tours.queries.public_places import Point
from allervers.ui.forms import SafeForm

POSTAL_CODE: Final = 5  # digits


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be answered: words, a point, or neither; and which page of it."""

    words: str = ""
    point: Point | None = None
    page: int = 1
    without_address: bool = False

    @property
    def is_address(self) -> bool:
        """Whether the words look like a street: a number, or a word too many for a commune."""
        spoken = self.words.split()
        has_number = any(word[0].isdigit() and len(word) < POSTAL_CODE for word in spoken)
        return not self.without_address and len(spoken) > 1 and has_number


class PlaceForm(SafeForm):
    """Reads the search box. Positions are cut to about a hundred metres: no finer is needed."""

    q = forms.CharField(
        label=_("Votre commune, votre code postal ou votre adresse"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("C’est trop long : écrivez le nom de la commune.")},
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    # Set on the way back from an address search that found nothing.
    sans_adresse = forms.BooleanField(required=False)
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
        return Asked(given["q"], point, given["page"] or 1, given["sans_adresse"])
