"""Of the directory."""

from tests.access.world import Makers
from tests.directory.imports.world import corrected_record, refused_import

MAKERS: Makers = {
    "directory_staff:import_id": lambda _world: refused_import().pk,
    "directory_staff:record_id": lambda _world: corrected_record().structure_id,
    "directory_staff:field": lambda _world: "nom",
    "directory_staff:correction_id": lambda _world: corrected_record().pk,
    "id": lambda _world: "inconnu--1",
    "service_id": lambda _world: "inconnu--1",
    "structure_id": lambda _world: "inconnu--1",
}
