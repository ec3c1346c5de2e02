"""Read a bus described in the format of the médiation numérique (schema "Lieux de médiation").

Source: https://lamednum.coop/schema-de-donnees-des-lieux-de-mediation-numerique-2/ (Licence
Ouverte). One row per halt: `horaires` in OpenStreetMap's syntax, and a column of this producer,
`ouverture`, that says "Semaine paire" or "Semaine impaire". Codes, phones and SIRET come as
numbers or with spaces; names of communes come as people write them.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from allervers.tours.domain.free_text import Evidence, Field, Question, read
from allervers.tours.domain.intake import (
    ReadRow,
    ReadSeries,
    RefusedRow,
    SaidPlace,
    TakenFile,
    from_reading,
    plain_cell,
    without_place_questions,
)
from allervers.tours.domain.opening_hours import OpeningRule, read_opening_hours
from allervers.tours.domain.recurrence import iso_weeks
from allervers.tours.domain.recurrence_rules import parse_rrule
from allervers.tours.gateways.intake_file import Row, load_json, read_table, refusal, to_float
from allervers.ui.domain.refusal import Refusal

NEEDED: Final = frozenset(("nom", "horaires"))
WRAPPERS: Final = ("data", "records", "results", "rows")
TOWN: Final = frozenset(("commune", "code_insee"))  # one of them is enough
_BRACKETED: Final = re.compile(r"^(.*?)[\s-]*\[([^\]]+)\]\s*$")
_PARITY: Final = re.compile(r"^(?:les |en )?(?:semaines?|sem\.?) (im)?paires?$")


def read_mednum_bus(text: str) -> TakenFile:
    """Read a JSON list or a CSV; refuse a file that has not the columns of the format."""
    rows = _json_rows(text) if text.lstrip()[:1] in {"[", "{"} else read_table(text)
    named = {name.lower() for row in rows for name in row}
    if not named >= NEEDED or named.isdisjoint(TOWN):
        raise refusal(
            "mednum",
            "Ce fichier n'a pas les colonnes « nom », « commune » et « horaires ».",
            "Ce sont celles du format de la médiation numérique.",
            "Vérifiez le fichier, ou préparez un tableau « commune, lieu, jour, horaires ».",
        )
    read, refused = [], []
    for number, row in enumerate(rows, start=1):
        low = {name.lower(): value for name, value in row.items()}
        try:
            read.append(_read(number, low))
        except Refusal as why:
            refused.append(RefusedRow(number, str(why), row))
    return TakenFile(tuple(read), tuple(refused), 0, _unit_name(rows), len(rows))


def holds_rows(text: str) -> bool:
    """Whether a JSON object is only the wrapping of a list of rows, as open-data sites export."""
    return isinstance(_unwrapped(load_json(text)), list)


def _unwrapped(loaded: object) -> object:
    if not isinstance(loaded, dict):
        return loaded
    return next((loaded[name] for name in WRAPPERS if name in loaded), loaded)


def _json_rows(text: str) -> list[Row]:
    loaded = _unwrapped(load_json(text))
    if not isinstance(loaded, list) or not all(isinstance(row, dict) for row in loaded):
        raise refusal(
            "shape",
            "Ce JSON n'est pas une liste de lignes.",
            "On attend [{…}, {…}].",
            "Exportez le fichier de nouveau.",
        )
    return [{str(name): plain_cell(value) for name, value in row.items()} for row in loaded]


def _read(number: int, row: Row) -> ReadRow:
    if not (row.get("commune") or row.get("code_insee")):
        raise refusal("town", "La commune manque.", "", "Écrivez-la dans la colonne « commune ».")
    row = {"commune": "", **row}  # its code is enough
    place = _place(row)
    opening = row.get("ouverture", "")
    if not row.get("horaires"):
        return _told(number, row, place, opening)
    text = " · ".join(
        part for part in (row["commune"], place.name, row["horaires"], opening) if part
    )
    series = tuple(
        _series(place, rule, opening, _evidence(text, row, place, opening))
        for rule in read_opening_hours(row["horaires"])
    )
    return ReadRow(number, f"{row['commune']}, {place.name}", text, series)


def _told(number: int, row: Row, place: SaidPlace, opening: str) -> ReadRow:
    """Read the words of `ouverture` where `horaires` is empty."""
    reading = read(opening, hours_columns=None, default_commune=None, place_is_known=True)
    series = tuple(
        without_place_questions(from_reading(one, place), place) for one in reading.proposals
    )
    if not series:
        raise refusal("hours", "Les horaires manquent.", "", "Remplissez la colonne « horaires ».")
    title = f"{row['commune']}, {place.name}"
    return ReadRow(number, title, opening, series, reading.notes, reading.unread)


def _evidence(text: str, row: Row, place: SaidPlace, opening: str) -> tuple[Evidence, ...]:
    """Return the cell behind each field."""
    said = [
        (Field.COMMUNE, row["commune"]),
        (Field.PLACE, place.name),
        (Field.DAY, row["horaires"]),
        (Field.HOURS, row["horaires"]),
        (Field.FREQUENCY, opening or row["horaires"]),
    ]
    found = []
    for field, words in said:
        start = text.rfind(words) if field is Field.FREQUENCY else text.find(words)
        if words and start >= 0:
            found.append(Evidence(field, start, start + len(words), words))
    return tuple(found)


def _series(
    place: SaidPlace, rule: OpeningRule, opening: str, evidence: tuple[Evidence, ...]
) -> ReadSeries:
    rrule: str | None = rule.rrule
    questions: tuple[Question, ...] = ()
    parts = parse_rrule(rule.rrule)
    weekdays = tuple(sorted({*parts.weekdays, *(day for _, day in parts.positioned)}))
    match = _PARITY.match(_folded(opening))
    if match and parts.freq == "WEEKLY":
        rrule = iso_weeks(weekdays, odd=match[1] is not None)
    elif opening:
        rrule, questions = None, (Question(Field.RULE, "opening_words", (opening[:200],)),)
    return ReadSeries(
        place,
        weekdays,
        rrule,
        rule.hours,
        skips_public_holidays=rule.skips_public_holidays,
        school_time=rule.school_time,
        evidence=evidence,
        questions=questions,
    )


def _folded(words: str) -> str:
    spread = unicodedata.normalize("NFKD", words.lower())
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


def _place(row: Row) -> SaidPlace:
    match = _BRACKETED.match(row.get("nom", ""))
    address = _one_line(row.get("adresse", ""))
    name = match[2].strip() if match else _one_line(row.get("complement_adresse", "")) or address
    return SaidPlace(
        name=(name or row.get("nom", ""))[:120],
        commune=row["commune"],
        code=row.get("code_insee", ""),
        postal_code=row.get("code_postal", ""),
        address=address[:200],
        directions=_one_line(row.get("complement_adresse", ""))[:200],
        latitude=to_float(row.get("latitude", "")),
        longitude=to_float(row.get("longitude", "")),
    )


def _one_line(words: str) -> str:
    return ", ".join(line.strip() for line in words.splitlines() if line.strip())


def _unit_name(rows: Iterable[Row]) -> str:
    """Return what comes before the brackets, when all rows agree: the name of the bus."""
    names = set()
    for row in rows:
        whole = next((value for name, value in row.items() if name.lower() == "nom"), "")
        match = _BRACKETED.match(whole)
        names.add(match[1].strip(" -") if match else whole)
    return names.pop()[:100] if len(names) == 1 else ""
