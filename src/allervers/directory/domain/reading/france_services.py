"""The national list of France services (2021 and later) → one structure and one service each.

Source: ANCT, "Liste des structures France services" (Licence Ouverte 2.0). Weekly columns become
OpenStreetMap opening hours when they hold slots only; words in them are told as a reserve.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from allervers.directory.domain.reading import cells
from allervers.directory.domain.reading.folding import folded
from allervers.directory.domain.reading.record import Cells, Draft, Fields, Kind, Remark

DAYS: Final = (
    ("lundi", "Mo"), ("mardi", "Tu"), ("mercredi", "We"), ("jeudi", "Th"), ("vendredi", "Fr"),
    ("samedi", "Sa"), ("dimanche", "Su"),
)  # fmt: skip
_NAMES: Final = {
    "matricule": "id_fs", "departement": "insee_dep", "lib_france_services": "lib_fs",
    "complement.d.adresse": "complement_adresse", "commentaire.horaires": "commentaire",
    "commentaire_horaires": "commentaire", "contact.mail": "mail", "code_insee": "insee_com",
    "commune": "lib_com", "courriel": "mail",
}  # fmt: skip
THEMATIQUES: Final = [
    "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
    "numerique--acceder-a-des-services-en-ligne",
]
_SLOT: Final = re.compile(
    r"(\d{1,2})\s*[:hH]\s*(\d{2})?\s*(?:-|–|/|à|a)\s*(\d{1,2})\s*[:hH]\s*(\d{2})?"
)
_LEFT: Final = re.compile(r"[\s/,;.et&-]*")
_NOTHING: Final = re.compile(r"^[\s-]*$|non communiqu|^ferm[ée]", re.IGNORECASE)
_HALVES: Final = ("matin", "apres_midi", "apres-midi", "am", "pm")
_HOUR: Final = 60
_MIDNIGHT: Final = 24 * _HOUR
_YES: Final = ("oui", "itin", "true", "vrai", "1")
_ABOUT: Final = (
    "Aide aux démarches administratives du quotidien (France Travail, CAF, Assurance maladie, "
    "retraite, MSA, impôts, papiers, justice, La Poste) et à l'usage des services en ligne."
)


def renamed(row: Cells) -> dict[str, object]:
    """Return the row under the names of the list of 2022."""
    low = {folded(str(name)): value for name, value in row.items()}
    return {_NAMES.get(name, name): value for name, value in low.items()}


def drafts(number: int, row: Cells) -> Iterator[Draft]:
    """Yield the France services, then its service."""
    low = renamed(row)
    remarks: list[Remark] = []
    place = _place(low)
    id_ = cells.text(low.get("id_fs"))
    day = labelled_on(cells.text(low.get("labellisation")))
    if day:
        place["date_maj"] = day
    hours = opening_hours(low, remarks)
    name = cells.text(low.get("lib_fs"))
    if name and not re.search(r"france\s+services?", name, re.IGNORECASE):
        name = f"France services {name}"
    structure = {
        **place,
        "id": id_,
        "nom": name,
        "horaires_accueil": hours,
        "description": cells.long_text(low.get("commentaire")),
        "reseaux_porteurs": ["france-service"],
    }
    dated = bool(day)
    yield Draft(Kind.STRUCTURE, number, structure, row, is_dated=dated, remarks=tuple(remarks))
    if id_:
        yield Draft(
            Kind.SERVICE, number, _service(low, place, id_, name, hours), row, is_dated=dated
        )


def _place(low: Mapping[str, object]) -> Fields:
    return {
        "source": "",
        "adresse": low.get("adresse"),
        "complement_adresse": low.get("complement_adresse"),
        "commune": low.get("lib_com"),
        "code_insee": low.get("insee_com"),
        "code_postal": low.get("code_postal"),
        "latitude": low.get("latitude"),
        "longitude": low.get("longitude"),
        "telephone": low.get("telephone"),
        "courriel": low.get("mail"),
    }


def _service(low: Mapping[str, object], place: Fields, id_: str, name: str, hours: str) -> Fields:
    comment = cells.long_text(low.get("commentaire"))
    about = [_ABOUT]
    if _is_itinerant(low):
        about.append("Accueil itinérant : vérifiez le lieu et le jour avant de vous déplacer.")
    if comment:
        about.append(comment)
    return {
        **place,
        "id": f"{id_}-demarches",
        "structure_id": id_,
        "nom": "Accompagnement aux démarches administratives et numériques",
        "description": "\n\n".join(about),
        "type": "accompagnement",
        "thematiques": THEMATIQUES,
        "publics": ["tous-publics"],
        "frais": "gratuit",
        "modes_accueil": ["en-presentiel"],
        "modes_mobilisation": ["se-presenter", *(["telephoner"] if low.get("telephone") else [])],
        "mobilisable_par": ["usagers", "professionnels"],
        "horaires_accueil": hours,
    }


def _is_itinerant(low: Mapping[str, object]) -> bool:
    said = cells.text(low.get("itinerance")).lower()
    return said.startswith(_YES) or "itinerante" in cells.text(low.get("categorie")).lower()


def labelled_on(words: str) -> str:
    """Return the day of the label, the only date that the list gives: "01/02/2020", "01/2020"."""
    found = re.search(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", words)
    if not found:
        return ""
    try:
        return date(int(found[3]), int(found[2]), int(found[1] or 1)).isoformat()
    except ValueError:
        return ""


def opening_hours(low: Mapping[str, object], remarks: list[Remark]) -> str:
    """Return the week as OpenStreetMap writes it; days with the same hours are joined."""
    groups: dict[str, list[int]] = {}
    for rank, (day, _) in enumerate(DAYS):
        said = _said_of(low, day)
        slots, left = ([], "") if _NOTHING.search(said) else slots_of(said)
        if re.search(r"\d", left):  # figures not understood: the slots around them may be wrong
            slots = []
        if slots:
            groups.setdefault(",".join(slots), []).append(rank)
        if left:
            what = f"{day.capitalize()}, « {said[:100]} » : les mots ne sont pas repris."
            remarks.append(Remark("horaires_accueil", what, "", "Voyez le commentaire du lieu."))
    return "; ".join(f"{_span(ranks)} {slots}" for slots, ranks in groups.items())


def _said_of(low: Mapping[str, object], day: str) -> str:
    """Return what the columns of a day say: one for the day, or one for each half of it."""
    whole = next((low[one] for one in (f"h_{day}", f"horaires_{day}", day) if one in low), "")
    halves = [low.get(f"{start}{day}_{half}") for start in ("", "h_") for half in _HALVES]
    said = [cells.text(one) for one in (whole, *halves)]
    return " / ".join(one for one in said if one and not _NOTHING.search(one))


def slots_of(said: str) -> tuple[list[str], str]:
    """Return the slots of a day in order, joined when they overlap, and the words left over."""
    read: list[tuple[int, int]] = []
    for found in _SLOT.finditer(said):
        first, last = _minutes(found[1], found[2]), _minutes(found[3], found[4])
        if 0 <= first < last <= _MIDNIGHT:
            read.append((first, last))
    left = _LEFT.sub("", re.sub(_SLOT, "", said).lower())
    joined: list[tuple[int, int]] = []
    for first, last in sorted(read):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return [f"{_clock(first)}-{_clock(last)}" for first, last in joined], left


def _minutes(hour: str, minute: str | None) -> int:
    """Return minutes since midnight, or -1 when it is no time."""
    if int(minute or 0) >= _HOUR:
        return -1
    return int(hour) * _HOUR + int(minute or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // _HOUR:02}:{minutes % _HOUR:02}"


def _span(ranks: list[int]) -> str:
    """Write "Mo-Fr", "Mo,We" or "Sa"."""
    names = [DAYS[rank][1] for rank in ranks]
    if len(ranks) > 2 and ranks == list(range(ranks[0], ranks[-1] + 1)):  # noqa: PLR2004
        return f"{names[0]}-{names[-1]}"
    return ",".join(names)
