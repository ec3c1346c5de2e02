"""Reads communes, outlines and town halls from the open files named in data-sources.md.

Each reader returns what it understood and the rows it refused, each with its reason. A file
that is of another kind altogether raises a Refusal.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import shapely
from shapely.geometry import shape

from allervers.territory.domain.codes import departement_code, insee_code, postal_code
from allervers.territory.domain.commune import CommuneFacts, FormerCommune, RefusedRow
from allervers.territory.domain.outline import is_geometry, why_not_outline
from allervers.territory.domain.point import is_lambert_93, is_on_earth
from allervers.territory.gateways.files import read_json, read_table
from allervers.ui.domain.refusal import Refusal

CURRENT: Final = {"commune-actuelle", "arrondissement-municipal"}
FORMER: Final = {"commune-deleguee", "commune-associee"}
CODE_NAMES: Final = ("code", "code_insee", "insee_com", "code_commune", "insee", "codgeo")
LATITUDE_NAMES: Final = ("latitude", "lat", "y")
LONGITUDE_NAMES: Final = ("longitude", "lon", "long", "lng", "x")
LONGEST_NAME: Final = 80


@dataclass(slots=True)
class Reading:
    """What a file says, and the rows that were left out."""

    facts: list[CommuneFacts] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    def refuse(self, where: str, reason: str) -> None:
        """Leave a row out, saying why."""
        self.refused.append(RefusedRow(where[:60], reason))


def read_communes_file(path: Path) -> Reading:
    """Read a list of communes in the format of decoupage-administratif (communes.json)."""
    rows = read_json(path)
    if not isinstance(rows, list) or not any(_has(row, "code", "nom", "type") for row in rows):
        raise _wrong_kind(path, "une liste de communes ayant « code », « nom » et « type »")
    reading = Reading()
    former = _former_communes(rows)
    for number, row in enumerate(rows, 1):
        if not _has(row, "code", "nom", "type"):
            reading.refuse(f"ligne {number}", "Il manque « code », « nom » ou « type ».")
        elif row["type"] in CURRENT:
            _read_commune(reading, row, former)
        elif row["type"] not in FORMER:
            reading.refuse(str(row["code"]), f"Type inconnu : « {row['type']} ».")
    return reading


def read_outlines_file(path: Path) -> Reading:
    """Read a GeoJSON FeatureCollection whose features carry the commune's code."""
    collection = read_json(path)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise _wrong_kind(path, "une collection GeoJSON (« features »)")
    codes = [insee_code(_first(_member(each, "properties"), CODE_NAMES)) for each in features]
    drawn = Counter(codes)
    reading = Reading()
    for number, (code, feature) in enumerate(zip(codes, features, strict=True), 1):
        geometry = _member(feature, "geometry")
        if not code:
            reading.refuse(f"contour {number}", "Le code Insee manque ou n'en est pas un.")
        elif drawn[code] > 1:
            reading.refuse(code, "Plusieurs contours pour cette commune : ce sont des morceaux.")
        elif reason := why_not_outline(geometry) or _why_invalid(geometry):
            reading.refuse(code, reason)
        elif is_geometry(geometry):
            reading.facts.append(CommuneFacts(code=code, outline=geometry))
    return reading


def read_town_halls_file(path: Path) -> Reading:
    """Read a CSV table of town halls: Insee code, latitude, longitude (WGS 84)."""
    rows = read_table(path)
    if rows and not all(
        any(name in rows[0] for name in names)
        for names in (CODE_NAMES, LATITUDE_NAMES, LONGITUDE_NAMES)
    ):
        raise _wrong_kind(path, "des colonnes code, latitude et longitude")
    reading = Reading()
    for number, row in enumerate(rows, 2):
        code = insee_code(_first(row, CODE_NAMES))
        latitude = _degrees(_first(row, LATITUDE_NAMES))
        longitude = _degrees(_first(row, LONGITUDE_NAMES))
        if not code:
            reading.refuse(f"ligne {number}", "Le code Insee manque ou n'en est pas un.")
        elif latitude is None or longitude is None:
            reading.refuse(code, "La latitude ou la longitude n'est pas un nombre.")
        elif reason := _why_not_degrees(latitude, longitude):
            reading.refuse(code, reason)
        else:
            reading.facts.append(CommuneFacts(code, latitude=latitude, longitude=longitude))
    return reading


def _read_commune(
    reading: Reading, row: Mapping[str, object], former: Mapping[str, tuple[FormerCommune, ...]]
) -> None:
    code = insee_code(_text(row["code"]))
    name = _text(row["nom"]).replace("\0", "").strip()
    departement = departement_code(_text(row.get("departement")))
    population = row.get("population")
    posts = row.get("codesPostaux") or []
    if not code or not 0 < len(name) <= LONGEST_NAME:
        reading.refuse(_text(row["code"]), "Le code ou le nom de la commune n'en est pas un.")
    elif not code.startswith(departement):
        reading.refuse(code, f"Ce code n'est pas du département {departement}.")
    elif not isinstance(posts, list) or not all(postal_code(_text(each)) for each in posts):
        reading.refuse(code, "Un code postal n'a pas cinq chiffres.")
    elif population is not None and not _is_count(population):
        reading.refuse(code, "La population n'est pas un nombre entier positif.")
    else:
        reading.facts.append(
            CommuneFacts(
                code=code,
                name=name,
                departement=departement or None,
                population=population if isinstance(population, int) else None,
                postal_codes=tuple(sorted(postal_code(_text(each)) for each in posts)),
                former=former.get(code, ()),
            )
        )


def _former_communes(rows: list[object]) -> dict[str, tuple[FormerCommune, ...]]:
    """Return the former communes of each current code, ordered by their codes."""
    former: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if isinstance(row, dict) and row.get("type") in FORMER:
            former[_text(row.get("chefLieu"))][_text(row.get("code"))] = _text(row.get("nom"))
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("anciensCodes"), list):
            for code in row["anciensCodes"]:
                former[_text(row.get("code"))].setdefault(_text(code), "")
    return {
        current: tuple(
            FormerCommune(code, name[:LONGEST_NAME])
            for code, name in sorted(merged.items())
            if insee_code(code)
        )
        for current, merged in former.items()
    }


def _why_invalid(geometry: object) -> str:
    """Return why GEOS finds the outline invalid; nothing when it is valid."""
    if not is_geometry(geometry) or shapely.is_valid(shape(dict(geometry))):
        return ""
    return "Le contour n'est pas valide : il se recoupe lui-même, ou un trou en sort."


def _why_not_degrees(latitude: float, longitude: float) -> str:
    if is_lambert_93(latitude, longitude):
        return "Ces coordonnées sont en mètres (Lambert-93) : il faut des degrés WGS 84."
    if not is_on_earth(latitude, longitude):
        return "La latitude ou la longitude n'est pas sur la Terre."
    return ""


def _degrees(text: str) -> float | None:
    """Read "48,8247" or "48.8247"; None for anything that is not a finite number."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if number - number == 0 else None


def _first(row: object, names: tuple[str, ...]) -> str:
    """Return the first of these columns that the row has, whatever its capitals."""
    if not isinstance(row, dict):
        return ""
    lower = {str(key).lower(): value for key, value in row.items()}
    return next((_text(lower[name]) for name in names if name in lower), "")


def _member(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _has(row: object, *keys: str) -> bool:
    return isinstance(row, dict) and all(key in row for key in keys)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def _wrong_kind(path: Path, expected: str) -> Refusal:
    return Refusal(
        code="territory.wrong_file",
        what=f"Le fichier {path.name} n'a pas été lu.",
        why=f"On y attendait {expected}.",
        todo="Choisissez un autre fichier : rien n'a été enregistré.",
    )
