"""Read a table that a coordinator keeps: commune, place, when, hours; headers as people write.

The words of "when" and "hours" are read as prose; the place comes from its own columns.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

from allervers.tours.domain.free_text import read
from allervers.tours.domain.intake import (
    ReadRow,
    RefusedRow,
    SaidPlace,
    TakenFile,
    from_reading,
    without_place_questions,
)
from allervers.tours.gateways.intake_file import Row, read_table, refusal, to_float

HEADERS: Final = {
    "commune": ("commune", "ville", "communes", "nom commune", "lib com", "nom de la commune"),
    "code": ("code insee", "insee", "code commune", "insee com"),
    "postal_code": ("code postal", "cp"),
    "place": ("lieu", "halte", "arret", "emplacement", "place", "lieu de passage", "nom du lieu",
              "point d arret", "site", "nom"),
    "address": ("adresse", "rue", "adresse du lieu"),
    "when": ("jour", "jours", "quand", "date", "frequence", "periodicite", "rythme", "passage",
             "passages", "jour de passage", "jours de passage", "permanence"),
    "hours": ("horaires", "horaire", "heures", "heure", "creneau", "creneaux"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
}  # fmt: skip


def read_spreadsheet(text: str) -> TakenFile:
    """Read a CSV; refuse one that says neither where nor when."""
    rows = read_table(text)
    names = _known(rows[0] if rows else {})
    if not {"commune", "when"} <= set(names) and not {"commune", "hours"} <= set(names):
        raise refusal(
            "headers",
            "Les colonnes « commune » et « jour » ne sont pas trouvées.",
            "La première ligne doit donner les titres des colonnes.",
            "Titres attendus : commune, lieu, jour, horaires.",
        )
    read_rows: list[ReadRow] = []
    refused: list[RefusedRow] = []
    for number, row in enumerate(rows, start=1):
        done = _read(number, row, names)
        if isinstance(done, RefusedRow):
            refused.append(done)
        else:
            read_rows.append(done)
    return TakenFile(tuple(read_rows), tuple(refused), row_count=len(rows))


def _known(row: Iterable[str]) -> dict[str, str]:
    """Return, for each thing we look for, the header that says it."""
    keys = {_key(header): header for header in row}
    found = {}
    for name, spellings in HEADERS.items():
        header = next((keys[spelling] for spelling in spellings if spelling in keys), None)
        if header is not None:
            found[name] = header
    return found


def _key(header: str) -> str:
    spread = unicodedata.normalize("NFKD", header.lower())
    letters = "".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    return " ".join(letters.split())


def _read(number: int, row: Row, names: dict[str, str]) -> ReadRow | RefusedRow:
    said = {name: row.get(header, "") for name, header in names.items()}
    place = SaidPlace(
        name=(said.get("place") or said.get("address") or "")[:120],
        commune=said.get("commune", ""),
        code=said.get("code", ""),
        postal_code=said.get("postal_code", ""),
        address=said.get("address", "")[:200],
        latitude=to_float(said.get("latitude", "")),
        longitude=to_float(said.get("longitude", "")),
    )
    if not (place.commune or place.code):
        return RefusedRow(number, "La commune manque : complétez la ligne.", row)
    text = " ".join(part for part in (said.get("when", ""), said.get("hours", "")) if part)
    reading = read(text, hours_columns=None, default_commune=None, place_is_known=True)
    series = tuple(
        without_place_questions(from_reading(one, place), place) for one in reading.proposals
    )
    if not series:
        reason = f"Le jour n'est pas compris : « {text[:80]} ». Écrivez par exemple « 1er lundi »."
        return RefusedRow(number, reason, row)
    title = ", ".join(part for part in (place.commune, place.name) if part)
    return ReadRow(number, title, text, series, reading.notes, reading.unread)
