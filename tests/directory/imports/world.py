"""One import and one correction, for the tests of who opens what."""

from django.utils import timezone

from allervers.directory.models import Correction, DirectoryImport, Structure
from tests.directory.imports.files import as_json, structure, take


def refused_import() -> DirectoryImport:
    """Make an import refused because most of its source would be gone."""
    take(as_json(*(structure(id=f"essai--{n}") for n in range(3))))
    return take(as_json(structure(id="essai--0")), is_complete=True)


def corrected_record() -> Correction:
    """Make an invented structure whose name is corrected."""
    take(as_json(structure()))
    held = Structure.objects.get(id="essai--1")
    correction, _new = Correction.objects.get_or_create(
        structure=held,
        field="nom",
        defaults={
            "value": "Nom corrigé",
            "source_value": held.nom,
            "reason": "inventé",
            "corrected_at": timezone.now(),
        },
    )
    return correction
