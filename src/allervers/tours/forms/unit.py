"""The sheet of a mobile unit."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Organisation
from allervers.tours.forms.fields import (
    LinesField,
    MetresField,
    PeopleField,
    YesNoUnknownField,
    offer_rows,
)
from allervers.tours.forms.versioned import VersionedForm
from allervers.tours.models import MobileUnit


class UnitForm(VersionedForm):
    """What a unit is, who carries and pays for it, what it needs where it stops."""

    equipment = LinesField(
        label=_("Équipement à bord"),
        help_text=_("Une ligne par équipement, par exemple : bureau fermé, imprimante, auvent."),
    )
    website = forms.URLField(
        label=_("Site internet"), required=False, assume_scheme="https", max_length=200
    )
    pitch_length_m = MetresField(label=_("Longueur d'emplacement nécessaire, en mètres"))
    pitch_width_m = MetresField(label=_("Largeur d'emplacement nécessaire, en mètres"))
    is_step_free = YesNoUnknownField(
        label=_("Accessible sans marche"),
        help_text=_("Si on ne sait pas, la page publique n'en dit rien."),
    )
    shared_with = PeopleField(
        Organisation.objects.none(),
        label=_("Partagée avec"),
        help_text=_("Ces organisations pourront planifier leurs tournées avec cette unité."),
    )
    funders = PeopleField(Organisation.objects.none(), label=_("Cofinancée par"))

    # Keep the carrier among what is checked: a name is unique for its carrier.
    CHECKED_TOO = frozenset({"carrier"})

    class Meta:
        model = MobileUnit
        fields = (
            "name",
            "kind",
            "description",
            "phone",
            "website",
            "is_step_free",
            "equipment",
            "seats",
            "range_km",
            "pitch_length_m",
            "pitch_width_m",
            "needs_power",
            "depot_address",
            "depot_latitude",
            "depot_longitude",
            "shared_with",
            "funders",
        )
        labels: ClassVar = {
            "name": _("Nom"),
            "kind": _("Type de véhicule"),
            "description": _("Présentation pour le public"),
            "phone": _("Téléphone à bord"),
            "seats": _("Places assises"),
            "range_km": _("Autonomie, en kilomètres"),
            "needs_power": _("A besoin d'une prise électrique"),
            "depot_address": _("Adresse du dépôt"),
            "depot_latitude": _("Latitude du dépôt"),
            "depot_longitude": _("Longitude du dépôt"),
        }
        help_texts: ClassVar = {
            "name": _("Celui que les habitants connaissent, par exemple : la Caravane."),
            "description": _("Deux ou trois phrases simples : pour qui, pour quoi."),
            "phone": _("Affiché sur le site."),
            "range_km": _("Distance possible en une journée."),
            "depot_address": _("Jamais affichée au public."),
            "depot_latitude": _("Facultatif, par exemple 48,8924."),
            "depot_longitude": _("Facultatif, par exemple 2,2066."),
        }
        widgets: ClassVar = {"description": forms.Textarea(attrs={"rows": 3})}
        localized_fields = (
            "depot_latitude",
            "depot_longitude",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.filter(is_active=True).exclude(id=self.viewer.organisation_id)
        offer_rows(self, "shared_with", others.filter(kind="carrier").order_by("name"))
        offer_rows(self, "funders", others.exclude(kind="commune").order_by("name"))
        self.instance.carrier_id = self.viewer.organisation_id
