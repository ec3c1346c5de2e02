"""Checks a draft against `data_inclusion.schema.v1`: taken, taken with a reserve, or refused."""

import re
from datetime import date
from typing import Final

from data_inclusion.schema import v1
from pydantic import BaseModel, ValidationError

from allervers.directory.domain.reading.fields import NEEDED, SERVICE, SLUG, STRUCTURE
from allervers.directory.domain.reading.record import Draft, Fields, Kind, Notebook, Record
from allervers.directory.domain.reading.tidying import fits, tidy

MODELS: Final[dict[Kind, type[BaseModel]]] = {
    Kind.STRUCTURE: v1.Structure,
    Kind.SERVICE: v1.Service,
}
NAMES: Final = {Kind.STRUCTURE: STRUCTURE, Kind.SERVICE: SERVICE}
LABELS: Final = {
    "source": "la source",
    "id": "l'identifiant",
    "nom": "le nom",
    "description": "la description",
    "date_maj": "la date de mise à jour",
    "structure_id": "l'identifiant de la structure",
    "publics": "les publics",
}
_TRIES: Final = 12  # as many fields may be set aside one after the other
_PREFIXED: Final = re.compile(r"^[a-z0-9-]+--.+")


def check(draft: Draft, *, source: str, today: date) -> Record:
    """Tidy a draft and check it; `source` stands for the record's own when it has none."""
    book = Notebook(reserves=list(draft.remarks))
    fields = tidy(draft.fields, NAMES[draft.kind], today, book)
    _name_source(fields, source, book)
    for name in ("id", "structure_id"):
        if name in fields:
            fields[name] = full_id(str(fields["source"]), str(fields[name]))
            if not fits(name, fields[name], book):  # once more: its source makes it longer
                del fields[name]
    if "date_maj" not in fields and not draft.is_dated:
        book.reserve(
            "date_maj",
            "La date de mise à jour manque.",
            "Ce format ne la donne pas.",
            "Le jour de la première lecture est retenu.",
        )
    checked = _validated(draft, fields, today, book)
    return Record(
        draft.kind, draft.number, str(fields.get("id", "")), checked, draft.row,
        tuple(book.reserves), tuple(book.refusals),
    )  # fmt: skip


def full_id(source: str, id_: str) -> str:
    """Return "<source>--<identifier of the producer>", as data·inclusion writes identifiers."""
    return id_ if _PREFIXED.match(id_) else f"{source}--{id_}"


def _name_source(fields: Fields, source: str, book: Notebook) -> None:
    """Keep the record's own source when it is a code, else the one of the import."""
    said = str(fields.get("source", ""))
    if not re.fullmatch(SLUG, said):
        if said:
            book.reserve(
                "source", f"« {said[:60]} » n'est pas un code : la source est « {source} »."
            )
        fields["source"] = source


def _validated(draft: Draft, fields: Fields, today: date, book: Notebook) -> Fields:
    """Let the schema judge; set aside the optional fields that it refuses, one by one."""
    model = MODELS[draft.kind]
    already = {one.field for one in book.refusals}
    for _ in range(_TRIES):
        given = fields if draft.is_dated else {"date_maj": today.isoformat(), **fields}
        try:
            model.model_validate(given)
        except ValidationError as error:
            refused = {str(one["loc"][0]): one for one in error.errors(include_url=False)}
        else:
            return fields
        needed = [name for name in refused if name in NEEDED and name not in already]
        if needed and not _can_do_without(draft.kind, needed):
            for name in needed:
                _refuse(name, refused[name]["type"], fields, book)
            return fields
        if already & set(refused):
            return fields
        for name in refused:
            fields.pop(name, None)
            book.reserve(
                name, "Valeur refusée par le schéma de data·inclusion v1 : écartée.",
                _why(refused[name]["type"]),
            )  # fmt: skip
    return fields


def _can_do_without(kind: Kind, names: list[str]) -> bool:
    """A structure's description is optional."""
    return kind is Kind.STRUCTURE and names == ["description"]


def _refuse(name: str, why: str, fields: Fields, book: Notebook) -> None:
    label = LABELS.get(name, name)
    if name not in fields:
        book.refuse(
            name, f"Il manque {label}.", "Le schéma de data·inclusion l'exige.",
            "Complétez la ligne.",
        )  # fmt: skip
        return
    book.refuse(
        name, f"Le schéma de data·inclusion refuse {label}.", _why(why),
        "Corrigez la ligne chez son producteur.",
    )  # fmt: skip


def _why(kind: str) -> str:
    return {
        "string_too_short": "Le texte est trop court.",
        "string_too_long": "Le texte est trop long.",
        "value_error": "La valeur n'est pas permise.",
        "url_parsing": "Ce n'est pas une adresse web.",
        "url_scheme": "L'adresse web doit commencer par http.",
        "greater_than_equal": "Le nombre est trop petit.",
        "enum": "La valeur n'est pas dans la liste.",
    }.get(kind, "La valeur n'a pas la forme attendue.")
