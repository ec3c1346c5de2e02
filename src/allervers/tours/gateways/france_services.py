"""Read the circuits of the national list of France services: the lists of 2021 and 2022.

Source: ANCT, "Liste des structures France services" (Licence Ouverte 2.0), a CSV since 2022
(`itinerance`, `commentaire`), a GeoJSON before (`ITINERANCE`, `Commentaire.horaires`). Weekly
columns (`h_lundi`…) hold slots, dashes, "00:00 - 00:00", overlaps and words; the comment is prose.
"""

import re
from collections.abc import Iterator
from typing import Final

from allervers.tours.domain.free_text import Field, Question, Reading, read
from allervers.tours.domain.free_text.hours import read_slots, slot_text, to_hours
from allervers.tours.domain.intake import (
    ReadRow,
    ReadSeries,
    RefusedRow,
    SaidPlace,
    TakenFile,
    from_reading,
    plain_cell,
)
from allervers.tours.domain.recurrence import weekly
from allervers.tours.gateways.intake_file import (
    Row,
    check_count,
    load_json,
    read_table,
    refusal,
    to_float,
)

DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# Names of 2021 beside those of 2022.
_NAMES: Final = {
    "matricule": "id_fs", "departement": "insee_dep", "lib_france_services": "lib_fs",
    "complement.d.adresse": "complement_adresse", "commentaire.horaires": "commentaire",
}  # fmt: skip
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_NOTHING: Final = re.compile(r"^[\s-]*$|non communiqu|^ferm[ée]", re.IGNORECASE)
# "00:00 - 00:00" says nothing; any other figure may be hours.
_SAYS: Final = re.compile(r"[^\W\d_]{2,}|[1-9]")
_YES: Final = ("oui", "itin", "true", "vrai")


def read_france_services(text: str, *, departement: str = "") -> TakenFile:
    """Read the itinerant structures of a list, of one département if it is given."""
    rows = _features(text) if text.lstrip()[:1] == "{" else read_table(text)
    rows = [_renamed(row) for row in rows]
    if not rows or "h_lundi" not in rows[0] or "itinerance" not in rows[0]:
        raise refusal(
            "france_services",
            "Ce fichier n'a pas les colonnes « itinerance » et « h_lundi ».",
            "Ce sont celles de la liste nationale France services.",
            "Téléchargez la liste sur data.gouv.fr, ou préparez un tableau.",
        )
    wanted = departement.strip().upper().zfill(2) if departement.strip() else ""
    read_rows: list[ReadRow] = []
    refused: list[RefusedRow] = []
    passed = 0
    for number, row in enumerate(rows, start=1):
        if not _is_itinerant(row) or (wanted and _departement(row) != wanted):
            passed += 1
        elif not (row.get("lib_com") or row.get("insee_com")):
            refused.append(RefusedRow(number, "La commune manque : complétez la ligne.", row))
        else:
            read_rows.append(_read(number, row))
    return TakenFile(tuple(read_rows), tuple(refused), passed, "", len(rows))


def _features(text: str) -> list[Row]:
    loaded = load_json(text)
    features = loaded.get("features") if isinstance(loaded, dict) else None
    if not isinstance(features, list):
        raise refusal(
            "shape",
            "Ce GeoJSON n'a pas de liste « features ».",
            "On attend une FeatureCollection (RFC 7946).",
            "Téléchargez de nouveau la liste.",
        )
    rows: list[Row] = []
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict):
            rows.append({str(name): plain_cell(value) for name, value in properties.items()})
        check_count(len(rows))
    return rows


def _renamed(row: Row) -> Row:
    low = {name.lower(): value for name, value in row.items()}
    return {_NAMES.get(name, name): value for name, value in low.items()}


def _is_itinerant(row: Row) -> bool:
    kind = row.get("categorie", "").lower()
    said = row.get("itinerance", "").strip().lower()
    return said.startswith(_YES) or said == "1" or "itinerante" in kind


def _departement(row: Row) -> str:
    said = row.get("insee_dep", "").strip().upper().zfill(2)
    code = row.get("insee_com", "").strip().zfill(5)
    return said if said != "00" else code[:3] if code.startswith("97") else code[:2]


def _read(number: int, row: Row) -> ReadRow:
    comment = row.get("commentaire", "")
    columns = "|".join(f"{day}={row.get(f'h_{day}', '')}" for day in DAYS)
    place = _place(row)
    reading = read(comment, hours_columns=columns, default_commune=place.commune or None)
    series = tuple(_told(reading, place)) or tuple(_weekly(row, place))
    title = f"{row.get('lib_fs', '')} ({place.commune})"
    weekly_text = "\n".join(
        f"{day} : {row[f'h_{day}']}" for day in DAYS if row.get(f"h_{day}", "").strip(" -")
    )
    text = comment if any(one.evidence for one in series) or not weekly_text else ""
    return ReadRow(
        number, title, text or f"{comment}\n{weekly_text}".strip(), series,
        reading.notes, reading.unread,
    )  # fmt: skip


def _told(reading: Reading, default: SaidPlace) -> Iterator[ReadSeries]:
    """Yield what the comment says, if it names places at all."""
    placed = [p for p in reading.proposals if p.place or any(q.options for q in p.questions
              if q.field is Field.PLACE)]  # fmt: skip
    for proposal in placed:
        yield from_reading(proposal, default)


def _weekly(row: Row, place: SaidPlace) -> Iterator[ReadSeries]:
    """Yield what the weekly columns say: one series for the weekdays of the same hours."""
    groups: dict[str, list[int]] = {}
    for day, name in enumerate(DAYS):
        value = " ".join(row.get(f"h_{name}", "").split())
        if not _NOTHING.search(value):
            groups.setdefault(value, []).append(day)
    for value, weekdays in groups.items():
        slots = read_slots(value)
        hours = None if _WORDS.search(value) else to_hours(slots)
        asked = [Question(Field.PLACE, "address", (place.name,))]
        if hours is None:
            asked.append(Question(Field.HOURS, "hours", tuple(slot_text(s) for s in slots)))
        warnings = (f"Colonne des horaires : « {value[:120]} ».",) if hours is None else ()
        if slots or _SAYS.search(value):
            yield ReadSeries(
                place, tuple(weekdays), weekly(weekdays), hours,
                hours_from_columns=True, questions=tuple(asked), warnings=warnings,
            )  # fmt: skip


def _place(row: Row) -> SaidPlace:
    address = " ".join(row.get("adresse", "").split())
    return SaidPlace(
        name=(address or row.get("lib_fs", ""))[:120],
        commune=row.get("lib_com", ""),
        code=row.get("insee_com", ""),
        postal_code=row.get("code_postal", ""),
        departement=_departement(row),
        address=address[:200],
        directions=" ".join(row.get("complement_adresse", "").split())[:200],
        latitude=to_float(row.get("latitude", "")),
        longitude=to_float(row.get("longitude", "")),
    )
