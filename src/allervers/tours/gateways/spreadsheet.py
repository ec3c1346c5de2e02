"""Read a table that a coordinator keeps: commune, place, when, hours; headers as people write.

The words of "when" and "hours" are read as prose; the place comes from its own columns.
"""

from dataclasses import replace
from typing import Final

from allervers.tours.domain.free_text import Field, Question, Reading, read
from allervers.tours.domain.intake import (
    ReadRow,
    RefusedRow,
    SaidPlace,
    TakenFile,
    from_reading,
    without_place_questions,
)
from allervers.tours.gateways.intake_file import Row, read_table, refusal, to_float
from allervers.tours.gateways.spreadsheet_columns import known_columns, prose, says_enough
from allervers.ui.domain.nir import find_nir

_DATED: Final = "dates"


def read_spreadsheet(text: str) -> TakenFile:
    """Read a CSV; refuse one that says neither where nor when."""
    rows = read_table(text)
    _refuse_nir(rows)
    names = known_columns(rows[0] if rows else {})
    if not says_enough(names):
        raise refusal(
            "headers",
            "Les colonnes « commune » et « jour » ne sont pas trouvées.",
            "La première ligne doit donner les titres des colonnes.",
            "Titres attendus : commune, lieu, jour, horaires.",
        )
    read_rows: list[ReadRow] = []
    refused: list[RefusedRow] = []
    above = ""
    for number, row in enumerate(rows, start=1):
        done = _read(number, row, names, above)
        above = row.get(names["commune"], "") or above
        if isinstance(done, RefusedRow):
            refused.append(done)
        else:
            read_rows.append(done)
    return TakenFile(tuple(read_rows), tuple(refused), row_count=len(rows))


def _refuse_nir(rows: list[Row]) -> None:
    """Refuse a table in which somebody is named by a number of social security."""
    for number, row in enumerate(rows, start=1):
        if any(map(find_nir, row.values())):
            raise refusal(
                "nir",
                f"La ligne {number} contient un numéro de sécurité sociale.",
                "La loi ne permet de le garder qu’à certains organismes (décret n° 2019-341).",
                "Retirez-le du tableau, puis envoyez-le de nouveau.",
            )


def _read(number: int, row: Row, names: dict[str, str], above: str) -> ReadRow | RefusedRow:
    """Read one row; `above` is the commune of the rows before, that merged cells leave out."""
    said = {name: row.get(header, "") for name, header in names.items()}
    place = _place(said)
    text = prose(said, names)
    is_below = not (place.commune or place.code)
    if is_below and not (above and text and (place.name or place.address)):
        return RefusedRow(number, "La commune manque : complétez la ligne.", row)
    reading = read(text, hours_columns=None, default_commune=None, place_is_known=True)
    if not reading.proposals:
        return RefusedRow(number, _why(text, reading), row)
    if is_below:
        place = replace(place, commune=above)
    series = tuple(
        without_place_questions(from_reading(one, place), place) for one in reading.proposals
    )
    if is_below:
        asked = Question(Field.PLACE, "address", (place.name,))
        told = f"La commune manque sur cette ligne : celle du dessus, {above}, est reprise."
        series = tuple(
            replace(one, questions=(asked, *one.questions), warnings=(told,)) for one in series
        )
    title = ", ".join(part for part in (place.commune, place.name) if part)
    return ReadRow(number, title, text, series, reading.notes, reading.unread)


def _why(text: str, reading: Reading) -> str:
    """Say why a row gives nothing."""
    if not text.strip():
        return "Le jour manque : complétez la ligne."
    if any(note.code == _DATED for note in reading.notes):
        return (
            f"« {text[:80]} » est une date, pas une répétition : "
            "ajoutez ce passage à la tournée, ou écrivez par exemple « 1er lundi »."
        )
    return f"Le jour n'est pas compris : « {text[:80]} ». Écrivez par exemple « 1er lundi »."


def _place(said: dict[str, str]) -> SaidPlace:
    name = " ".join((said.get("place") or said.get("address") or "").split())
    return SaidPlace(
        name=name[:120],
        commune=" ".join(said.get("commune", "").split()),
        code=said.get("code", ""),
        postal_code=said.get("postal_code", ""),
        address=" ".join(said.get("address", "").split())[:200],
        latitude=to_float(said.get("latitude", "")),
        longitude=to_float(said.get("longitude", "")),
    )
