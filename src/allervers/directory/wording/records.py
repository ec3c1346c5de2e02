"""The French names of the fields of data·inclusion, and their values for a person."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.directory.domain.reading.fields import CHOICES, LISTS

LABELS: Final[dict[str, Promise]] = {
    "nom": gettext_lazy("Nom"),
    "description": gettext_lazy("Description"),
    "type": gettext_lazy("Type"),
    "thematiques": gettext_lazy("Thématiques"),
    "publics": gettext_lazy("Publics"),
    "publics_precisions": gettext_lazy("Précisions sur les publics"),
    "conditions_acces": gettext_lazy("Conditions d'accès"),
    "frais": gettext_lazy("Frais"),
    "frais_precisions": gettext_lazy("Précisions sur les frais"),
    "adresse": gettext_lazy("Adresse"),
    "complement_adresse": gettext_lazy("Complément d'adresse"),
    "code_postal": gettext_lazy("Code postal"),
    "commune": gettext_lazy("Commune"),
    "code_insee": gettext_lazy("Code Insee de la commune"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "telephone": gettext_lazy("Téléphone"),
    "courriel": gettext_lazy("Courriel"),
    "site_web": gettext_lazy("Site web"),
    "lien_source": gettext_lazy("Page chez le producteur"),
    "horaires_accueil": gettext_lazy("Horaires (format OpenStreetMap)"),
    "modes_accueil": gettext_lazy("Modes d'accueil"),
    "modes_mobilisation": gettext_lazy("Comment joindre ce service"),
    "mobilisable_par": gettext_lazy("Qui peut le joindre"),
    "mobilisation_precisions": gettext_lazy("Précisions pour le joindre"),
    "lien_mobilisation": gettext_lazy("Lien pour le joindre"),
    "zone_eligibilite": gettext_lazy("Zone d'éligibilité (codes)"),
    "volume_horaire_hebdomadaire": gettext_lazy("Heures par semaine"),
    "nombre_semaines": gettext_lazy("Nombre de semaines"),
    "siret": gettext_lazy("SIRET"),
    "accessibilite_lieu": gettext_lazy("Accessibilité du lieu (lien Acceslibre)"),
    "reseaux_porteurs": gettext_lazy("Réseaux porteurs"),
    "date_maj": gettext_lazy("Date de mise à jour"),
    "contact_nom_prenom": gettext_lazy("Nom du contact"),
    "structure_id": gettext_lazy("Structure"),
    "source": gettext_lazy("Source"),
    "gone_at": gettext_lazy("Disparue"),
}


def label(field: str) -> str:
    """Return the French name of a field."""
    return str(LABELS.get(field, field))


def value_text(field: str, value: object) -> str:
    """Return a value as a person reads it: labels of lists, "absent" for nothing."""
    if value in (None, "", []):
        return _("absent")
    if isinstance(value, list):
        return ", ".join(_named(field, str(one)) for one in value)
    return _named(field, str(value))


def _named(field: str, value: str) -> str:
    values = LISTS.get(field) or CHOICES.get(field)
    found = next((one for one in values if one.value == value), None) if values else None
    return str(found.label) if found is not None else value
