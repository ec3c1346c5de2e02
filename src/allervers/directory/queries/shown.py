"""What is shown of a record: as its source said it, corrected here, its point checked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from allervers.directory.domain.reading.fields import LISTS, PLACE
from allervers.directory.domain.reading.record import Fields, Kind, Remark
from allervers.directory.domain.reading.score import quality
from allervers.directory.models.listed import Service, Structure
from allervers.directory.queries.communes import Atlas

_OURS: Final = frozenset(
    ("as_read", "digest", "gone_at", "first_read_at", "last_changed_at", "date_maj")
)
_ADDRESS: Final = ("commune", "code_postal", "code_insee", "adresse")
MODELS: Final[dict[Kind, type[Structure] | type[Service]]] = {
    Kind.STRUCTURE: Structure,
    Kind.SERVICE: Service,
}
# Columns that an import writes for each kind, in the order of the model.
COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    kind: tuple(
        str(field.column)
        for field in model._meta.concrete_fields  # noqa: SLF001 - documented by Django
        if field.column not in _OURS
    )
    for kind, model in MODELS.items()
}
_NUMBERS: Final = frozenset(
    ("latitude", "longitude", "volume_horaire_hebdomadaire", "nombre_semaines")
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns of a row of Structure or Service, by name."""

    columns: dict[str, object]
    reserves: tuple[Remark, ...] = ()

    @property
    def place(self) -> dict[str, object]:
        """Where it is, for the services that inherit it."""
        return {name: self.columns[name] for name in (*PLACE, "point_status")}


def has_address(fields: Mapping[str, object]) -> bool:
    """Whether a record says where it is by itself."""
    return any(fields.get(name) for name in _ADDRESS)


def shown(
    kind: Kind,
    fields: Fields,
    *,
    atlas: Atlas,
    today: date,
    date_maj: date | None = None,
    structure_place: Mapping[str, object] | None = None,
) -> Shown:
    """Return the columns of a record.

    `fields` are those of v1, corrections applied. A service that says no address is at its
    structure's, whose place was already checked.
    """
    columns: dict[str, object] = {
        name: fields.get(name, _empty(name)) for name in COLUMNS[kind] if name != "source_id"
    }
    columns["source_id"] = fields["source"]
    reserves: tuple[Remark, ...] = ()
    if structure_place and not has_address(fields) and "latitude" not in fields:
        columns |= {name: structure_place[name] for name in (*PLACE, "point_status")}
    else:
        known = {**(structure_place or {}), **fields} if not has_address(fields) else fields
        place = atlas.settle(known)
        reserves = place.reserves
        columns |= {
            "code_insee": place.code_insee,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "point_status": str(place.point_status),
        }
    if kind is Kind.SERVICE:
        columns["score_qualite"] = quality(
            {**fields, "adresse": columns["adresse"]}, date_maj or _day(fields, today), today
        )
    return Shown(columns, reserves)


def _empty(name: str) -> object:
    if name in LISTS or name == "zone_eligibilite":
        return []
    return None if name in _NUMBERS else ""


def _day(fields: Fields, today: date) -> date:
    said = fields.get("date_maj")
    return date.fromisoformat(said) if isinstance(said, str) else today


def digest_of(fields: Fields) -> str:
    """Return the SHA-256 of what the source said."""
    said = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
