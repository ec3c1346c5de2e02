"""Turns records into what the open data say: data·inclusion's fields, null for what is empty.

The names of contacts are never said: they are kept for the teams.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from allervers.directory.models import Service, Source, Structure
from allervers.directory.models.listed import Listed, PointStatus

Record = dict[str, Any]
COMMON: Final = (
    "lien_source",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "telephone",
    "courriel",
    "horaires_accueil",
)
OF_STRUCTURE: Final = ("siret", "site_web", "accessibilite_lieu", "reseaux_porteurs")
OF_SERVICE: Final = (
    "type",
    "thematiques",
    "frais",
    "frais_precisions",
    "publics",
    "publics_precisions",
    "conditions_acces",
    "modes_accueil",
    "zone_eligibilite",
    "lien_mobilisation",
    "modes_mobilisation",
    "mobilisable_par",
    "mobilisation_precisions",
)


def structure_record(structure: Structure) -> Record:
    """Return a structure as data·inclusion's BaseStructure."""
    return {**listed(structure), **said(structure, OF_STRUCTURE)}


def listed_structure(structure: Structure) -> Record:
    """Return a structure of a list; duplicates are not sought here."""
    return {**structure_record(structure), "score_qualite": 0.0, "doublons": []}


def detailed_structure(structure: Structure, services: Sequence[Service]) -> Record:
    """Return a structure with its services; its score is the mean of theirs."""
    scores = [service.score_qualite for service in services]
    return {
        **listed_structure(structure),
        "score_qualite": round(sum(scores) / len(scores), 4) if scores else 0.0,
        "services": [service_record(service) for service in services],
    }


def source_record(source: Source) -> Record:
    """Return a producer as data·inclusion's Source."""
    licence = f"Licence : {source.licence}." if source.licence else None
    return {"slug": source.code, "nom": source.name, "description": licence}


def service_record(service: Service) -> Record:
    """Return a service as data·inclusion's Service."""
    return {
        **listed(service),
        **said(service, OF_SERVICE),
        "structure_id": service.structure_id,
        "contact_nom_prenom": None,
        "volume_horaire_hebdomadaire": service.volume_horaire_hebdomadaire,
        "nombre_semaines": service.nombre_semaines,
        "score_qualite": round(service.score_qualite, 4),
    }


def detailed_service(service: Service) -> Record:
    """Return a service with its structure, which must be loaded."""
    return {**service_record(service), "structure": structure_record(service.structure)}


def listed(record: Listed) -> Record:
    """Return what structures and services have in common; only a checked point is said."""
    is_checked = record.point_status == PointStatus.CHECKED
    day: date = record.date_maj
    return {
        "source": record.source_id,  # type: ignore[attr-defined]
        "id": record.id,
        "nom": record.nom,
        "description": record.description or None,
        "date_maj": day.isoformat(),
        "longitude": record.longitude if is_checked else None,
        "latitude": record.latitude if is_checked else None,
        "adresse_certifiee": is_checked,
        **said(record, COMMON),
    }


def said(record: Listed, fields: tuple[str, ...]) -> Record:
    """Return fields, null for the empty ones."""
    return {name: getattr(record, name) or None for name in fields}
