"""Which format a file is in, from the names of its columns, never from the name of the file."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

from allervers.directory.domain.reading import france_services, mednum, social_2019, v0, v1
from allervers.directory.domain.reading.folding import folded
from allervers.directory.domain.reading.record import Cells, Draft

Reader = Callable[[int, Cells], Iterator[Draft]]


class Shape(StrEnum):
    """The formats that are read; the codes of `DirectoryImport.Format`."""

    V1 = "v1"
    V0_JSON = "v0_json"
    MEDNUM = "mednum"
    FRANCE_SERVICES = "france_services"
    SOCIAL_2019 = "social_2019"


READERS: Final[dict[Shape, Reader]] = {
    Shape.V1: v1.drafts,
    Shape.V0_JSON: v0.drafts,
    Shape.MEDNUM: mednum.drafts,
    Shape.FRANCE_SERVICES: france_services.drafts,
    Shape.SOCIAL_2019: social_2019.drafts,
}
_FRANCE_SERVICES: Final = frozenset(("itinerance", "h_lundi"))
_FS_PLACES: Final = frozenset(("id_fs", "lib_fs", "adresse"))  # dates of the list without hours
_V0: Final = frozenset(
    (
        "profils", "presentation_resume", "presentation_detail", "types", "frais_autres",
        "modes_orientation_beneficiaire", "modes_orientation_accompagnateur", "prise_rdv",
        "typologie", "labels_nationaux", "antenne", "zone_diffusion_type", "horaires_ouverture",
    )
)  # fmt: skip
_V1: Final = frozenset(("id", "nom"))
_V1_SAYS: Final = frozenset(("date_maj", "structure_id", "source", "thematiques", "service"))


def shape_of(names: set[str]) -> Shape | None:
    """Return the format that these names of columns (of the first rows) are those of."""
    low = {folded(name) for name in names}
    if low >= _FRANCE_SERVICES or set(france_services.renamed(dict.fromkeys(names))) >= _FS_PLACES:
        return Shape.FRANCE_SERVICES
    if low >= social_2019.COLUMNS:
        return Shape.SOCIAL_2019
    usual = set(mednum.renamed(dict.fromkeys(names)))
    if usual >= mednum.NEEDED and not usual.isdisjoint(mednum.MARKS) and "structure_id" not in low:
        return Shape.MEDNUM if not _is_v0_structure(usual) else Shape.V0_JSON
    if low >= _V1 and not low.isdisjoint(_V0):
        return Shape.V0_JSON
    if (low >= _V1 and not low.isdisjoint(_V1_SAYS)) or "service" in low:
        return Shape.V1
    return None


def _is_v0_structure(usual: set[str]) -> bool:
    """Whether these are structures of data·inclusion v0, which do not list a place's services."""
    return "services" not in usual and "materiel" not in usual and "siret" in usual
