"""What the public pages say of records, ready for their templates."""

from typing import Any

from django.utils.translation import gettext as _

from allervers.directory.queries.search import FoundService
from allervers.directory.wording import sheet
from allervers.directory.wording.reasons import label, labels_list, reason_texts

Record = Any  # a Service or a Structure: views do not import tables


def found_card(one: FoundService) -> dict[str, object]:
    """Return an answer of a search for its card."""
    service = one.service
    return {
        "service": service,
        "reasons": reason_texts(one.reasons),
        "phone": service.telephone or service.structure.telephone,
        "themes": labels_list(service.thematiques),
    }


def service_rows(service: Record) -> list[sheet.Row]:
    """Return the facts of a service, those known."""
    rows = (
        (_("Sujets"), sheet.labels_text(service.thematiques)),
        (_("Nature"), label(service.type) if service.type else ""),
        (_("Pour qui"), sheet.publics_text(service.publics, service.publics_precisions)),
        (_("D’où"), sheet.zone_text(service.zone_eligibilite)),
        (_("Conditions"), service.conditions_acces),
        (_("Prix"), sheet.price_text(service.frais, service.frais_precisions)),
        (_("Accueil"), sheet.labels_text(service.modes_accueil)),
        (_("Comment être reçu"), sheet.labels_text(service.modes_mobilisation)),
        (_("Qui peut demander"), sheet.labels_text(service.mobilisable_par)),
        (_("Précisions"), service.mobilisation_precisions),
        (_("Durée"), sheet.length_text(
            service.volume_horaire_hebdomadaire, service.nombre_semaines
        )),
    )  # fmt: skip
    return sheet.filled(rows)


def structure_rows(structure: Record) -> list[sheet.Row]:
    """Return the facts of a structure, those known."""
    rows = (
        (_("Réseaux"), sheet.labels_text(structure.reseaux_porteurs)),
        (_("SIRET"), structure.siret),
    )
    return sheet.filled(rows)
