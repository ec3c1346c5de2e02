"""Which fields may be corrected here, and what a corrected value must be."""

from datetime import date
from typing import Final

from allervers.directory.domain.reading.checking import MODELS
from allervers.directory.domain.reading.fields import LISTS, SERVICE, STRUCTURE
from allervers.directory.domain.reading.record import Kind, Notebook
from allervers.directory.domain.reading.tidying import tidy

# Identity belongs to the producer: neither identifiers, nor sources, nor dates are corrected.
_THEIRS: Final = frozenset(("id", "source", "structure_id", "date_maj", "contact_nom_prenom"))
FIELDS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.STRUCTURE: tuple(name for name in STRUCTURE if name not in _THEIRS),
    Kind.SERVICE: tuple(name for name in SERVICE if name not in _THEIRS),
}
NEVER_EMPTY: Final[dict[Kind, frozenset[str]]] = {
    Kind.STRUCTURE: frozenset(("nom",)),
    Kind.SERVICE: frozenset(("nom", "description")),
}


def is_list(field: str) -> bool:
    """Whether a field holds several values."""
    return field in LISTS or field == "zone_eligibilite"


def read_correction(kind: Kind, field: str, said: object, today: date) -> tuple[object, Notebook]:
    """Return the value of v1 that was typed, empty when it was emptied, and what is wrong.

    Unlike a file, a person is there to be asked: what would be set aside is refused.
    """
    book = Notebook()
    if said in ("", [], None):
        if field in NEVER_EMPTY[kind]:
            book.refuse(field, "Ce champ ne peut pas être vide.")
        return "", book
    read = tidy({field: said}, (field,), today, book)
    if field not in read:
        if not book.reserves and not book.refusals:
            book.refuse(field, "Cette valeur ne dit rien.")
        return "", book
    MODELS[kind].__pydantic_validator__.validate_assignment(
        MODELS[kind].model_construct(), field, read[field]
    )
    return read[field], book
