"""The sheet of a halt."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.territory.domain.address import AddressSearch
from allervers.territory.domain.point import PointCheck
from allervers.territory.models import Commune
from allervers.territory.queries.around import point_check
from allervers.tours.forms.fields import MetresField, YesNoUnknownField, offer_choices
from allervers.tours.forms.versioned import VersionedForm
from allervers.tours.models import Halt

TYPED, ADDRESS, TOWN_HALL, NONE = "typed", "address", "town_hall", "none"
POINTS = [
    (TYPED, gettext_lazy("Celle écrite ci-dessous")),
    (ADDRESS, gettext_lazy("Celle de l'adresse, à chercher")),
    (TOWN_HALL, gettext_lazy("Celle de la mairie, en attendant mieux")),
    (NONE, gettext_lazy("Pas de position")),
]


class HaltForm(VersionedForm):
    """Where a unit stops. The commune is chosen before, on its own step."""

    point = forms.ChoiceField(
        label=gettext_lazy("Position sur la carte"),
        choices=POINTS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Elle sert à trouver le passage le plus proche."),
    )
    pitch_length_m = MetresField(label=gettext_lazy("Longueur disponible, en mètres"))
    pitch_width_m = MetresField(label=gettext_lazy("Largeur disponible, en mètres"))
    is_step_free = YesNoUnknownField(
        label=gettext_lazy("Accessible sans marche"),
        help_text=gettext_lazy("Si on ne sait pas, la page publique n'en dit rien."),
    )
    has_power = YesNoUnknownField(label=gettext_lazy("Prise électrique sur place"))

    # Keep carrier and commune among what is checked: a name is unique for both.
    CHECKED_TOO = frozenset({"carrier", "commune"})

    class Meta:
        model = Halt
        fields = (
            "name",
            "address",
            "directions",
            "point",
            "latitude",
            "longitude",
            "is_step_free",
            "has_power",
            "pitch_length_m",
            "pitch_width_m",
            "needs_agreement",
        )
        labels: ClassVar = {
            "name": gettext_lazy("Nom du lieu"),
            "address": gettext_lazy("Adresse"),
            "directions": gettext_lazy("Repère"),
            "latitude": gettext_lazy("Latitude"),
            "longitude": gettext_lazy("Longitude"),
            "needs_agreement": gettext_lazy("L'accord de la commune est nécessaire"),
        }
        help_texts: ClassVar = {
            "name": gettext_lazy(
                "Celui que les habitants emploient, par exemple : place du marché."
            ),
            "address": gettext_lazy("Numéro et rue, sans la commune."),
            "directions": gettext_lazy("Par exemple : à côté de la poste."),
            "latitude": gettext_lazy("Par exemple 48,8237."),
            "longitude": gettext_lazy("Par exemple 2,2701."),
            "needs_agreement": gettext_lazy(
                "Sans accord valable à la date d'un passage, celui-ci ne peut pas être annoncé."
            ),
        }
        localized_fields = ("latitude", "longitude")

    def __init__(
        self,
        *args: Any,
        commune: Commune,
        addresses: AddressSearch | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commune = commune
        self.addresses = addresses
        self.instance.commune = commune
        if self.is_new:
            self.instance.carrier_id = self.viewer.organisation_id
        has_point = self.instance.latitude is not None
        self.initial.setdefault("point", TYPED if has_point else NONE)
        hidden = {TOWN_HALL} if commune.latitude is None else set()
        hidden |= {ADDRESS} if addresses is None else set()
        offer_choices(self, "point", [one for one in POINTS if one[0] not in hidden])

    def clean(self) -> dict[str, Any]:
        """Take the point from where the person said, and check it against the commune."""
        cleaned = super().clean()
        chosen = cleaned.get("point")
        if chosen == ADDRESS:
            self._find_address(cleaned)
        elif chosen == TOWN_HALL:
            cleaned["latitude"] = self.commune.latitude
            cleaned["longitude"] = self.commune.longitude
        elif chosen == NONE:
            cleaned["latitude"] = cleaned["longitude"] = None
        elif chosen == TYPED:
            self._require_both(cleaned)
        self._check_point(cleaned)
        return cleaned

    def _find_address(self, cleaned: dict[str, Any]) -> None:
        """Ask the address service that the host set up; its silence is an error of the field."""
        if self.addresses is None or not cleaned.get("address"):
            self.add_error("address", _("Écrivez l'adresse à chercher."))
            return
        answer = self.addresses.search(cleaned["address"], limit=1, citycode=self.commune.code)
        if not answer.addresses:
            self.add_error("point", answer.detail)
            return
        cleaned["latitude"] = answer.addresses[0].latitude
        cleaned["longitude"] = answer.addresses[0].longitude

    def _require_both(self, cleaned: dict[str, Any]) -> None:
        for name, label in (("latitude", _("la latitude")), ("longitude", _("la longitude"))):
            if cleaned.get(name) is None and name not in self.errors:
                message = _("Écrivez %(label)s, ou ne donnez pas de position.")
                self.add_error(name, message % {"label": label})

    def _check_point(self, cleaned: dict[str, Any]) -> None:
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        self.check_result: PointCheck | None = None
        status = Halt.PointStatus.UNKNOWN
        if latitude is not None and longitude is not None:
            self.check_result = point_check(self.commune.code, latitude, longitude)
            status = Halt.PointStatus(self.check_result.status.value)
        # A point outside its commune is kept, marked: it is never shown to the public.
        self.instance.point_status = status

    def point_message(self, said: str) -> str:
        """Add to a success message the warning about the point, if there is one."""
        if self.check_result is None or self.instance.point_status == Halt.PointStatus.CHECKED:
            return said
        warning = _("Attention, la position n'est pas montrée au public :")
        return f"{said} {warning} {self.check_result.detail}"

    def values(self) -> dict[str, Any]:
        """Return what an action stores; the way the point was chosen is not kept."""
        values = super().values()
        values.pop("point")
        status = self.instance.point_status
        return {**values, "commune": self.commune, "point_status": status}
