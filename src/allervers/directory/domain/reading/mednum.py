"""Places of médiation numérique, as their producers export them → one structure and one service.

Column names vary from one producer to the next (`Adresse`, `N° de téléphone`, `public_accueillis`);
they are compared folded. Source: schema "lieux de médiation numérique" (data.gouv.fr).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from allervers.directory.domain.reading import cells
from allervers.directory.domain.reading.folding import folded, slug
from allervers.directory.domain.reading.lists import DIGITAL_WORDS, PUBLIC_WORDS
from allervers.directory.domain.reading.record import Cells, Draft, Fields, Kind, Remark
from allervers.directory.domain.reading.v0 import description, networks

_NAMES: Final = {
    "structure": "nom", "n° de telephone": "telephone", "adresse e-mail": "courriel",
    "courriels": "courriel", "site internet": "site_web", "long": "longitude", "lat": "latitude",
    "public_accueillis": "publics_accueillis", "type": "typologie",
    "publics_specifiquement_adresses": "publics_accueillis",
    "activites proposees": "activites", "materiel mis a disposition": "materiel",
    "frais_a_charge": "conditions_acces", "fiche_acces_libre": "accessibilite",
    "dispositif_programmes_nationaux": "labels_nationaux",
}  # fmt: skip
_SAME: Final = (
    "nom", "date_maj", "commune", "code_postal", "code_insee", "adresse", "complement_adresse",
    "longitude", "latitude", "telephone", "courriel", "source",
)  # fmt: skip
_OSM: Final = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|24/7)\b")
_IN_ADDRESS: Final = re.compile(
    r"^(?P<street>.*?)[\s,]*\b(?P<post>\d{5})\s+(?P<town>\D+)$", re.DOTALL
)
_HELP: Final = (
    ("avec de l'aide", "accompagnement"),
    ("accompagnement individuel", "accompagnement"),
    ("atelier", "atelier"),
)
_REACHED: Final = (
    ("se presenter", "se-presenter"),
    ("telephoner", "telephoner"),
    ("mail", "envoyer-un-courriel"),
)
NEEDED: Final = frozenset(("nom", "adresse"))
MARKS: Final = frozenset(("services", "materiel", "activites", "labels_nationaux", "pivot"))


def renamed(row: Cells) -> dict[str, object]:
    """Return the row under the usual names of the format."""
    low = {folded(str(name)): _joined(value) for name, value in row.items()}
    return {_NAMES.get(name, name): value for name, value in low.items()}


def _joined(value: object) -> object:
    """Return a list of a JSON file as the CSV writes it: « a|b »."""
    return "|".join(cells.listed(value)) if isinstance(value, list) else value


def drafts(number: int, row: Cells) -> Iterator[Draft]:
    """Yield the place, then the help that it gives with the digital world."""
    low = renamed(row)
    remarks: list[Remark] = []
    place = _place(low, remarks)
    id_ = cells.text(low.get("id")) or slug(f"{place.get('nom', '')} {low.get('adresse', '')}")
    is_dated = not cells.is_absent(low.get("date_maj"))
    structure: Fields = {
        **place,
        "id": id_,
        "description": description(low) or cells.long_text(low.get("description")),
        "siret": _siret(low),
        "site_web": _first(low.get("site_web")),
        "horaires_accueil": _hours(low, remarks),
        "accessibilite_lieu": low.get("accessibilite"),
        "reseaux_porteurs": networks(low, "typologie", "labels_nationaux", "labels_autres"),
    }
    yield Draft(Kind.STRUCTURE, number, structure, row, is_dated=is_dated, remarks=tuple(remarks))
    if id_:
        yield Draft(Kind.SERVICE, number, _service(low, place, id_), row, is_dated=is_dated)


def _place(low: Mapping[str, object], remarks: list[Remark]) -> Fields:
    """Return the name and the place; commune and postal code may end the address."""
    place: Fields = {name: low[name] for name in _SAME if name in low}
    address = cells.text(low.get("adresse"))
    said = any(not cells.is_absent(low.get(one)) for one in ("commune", "code_postal"))
    if not said and (found := _IN_ADDRESS.match(address)):
        place |= {
            "adresse": found["street"].strip(" ,-"),
            "code_postal": found["post"],
            "commune": found["town"].strip(" ,-"),
        }
    if "latitude" not in low and (point := cells.text(low.get("pointgeo"))):
        place["latitude"], _, place["longitude"] = point.partition(",")
    return place


def _siret(low: Mapping[str, object]) -> object:
    """Return the `pivot` unless it is the number of an association (RNA), which v1 has no more."""
    pivot = low.get("pivot") or low.get("siret")
    return "" if re.match(r"W\d{9}$", cells.text(pivot)) else pivot


def _hours(low: Mapping[str, object], remarks: list[Remark]) -> str:
    """Return OpenStreetMap hours; words in French are kept out, and said."""
    said = cells.text(low.get("horaires"))
    if said and not _OSM.search(said):
        remarks.append(
            Remark("horaires_accueil", f"Horaires en toutes lettres, écartés : « {said[:120]} ».",
                   "data·inclusion attend le format d'OpenStreetMap, comme « Mo-Fr 09:00-12:00 ».")
        )  # fmt: skip
        return ""
    return said


def _first(value: object) -> str:
    """Return the first of several addresses."""
    return cells.text(value).replace("|", " ").split(" ", 1)[0]


def _service(low: Mapping[str, object], place: Fields, id_: str) -> Fields:
    said = " ".join(
        folded(cells.long_text(low.get(name))) for name in ("services", "activites", "materiel")
    )
    thematiques = sorted({value for words, value in DIGITAL_WORDS if words in said})
    return {
        **place,
        "id": f"{id_}-mediation-numerique",
        "structure_id": id_,
        "nom": "Médiation numérique",
        "description": _told(low, place),
        "type": _type(low),
        "thematiques": thematiques,
        "publics": _publics(low),
        "frais": _fees(low),
        "modes_accueil": _modes(low),
        **_reaching(low),
        "lien_mobilisation": low.get("prise_rdv"),
        "horaires_accueil": _hours(low, []),
    }


def _modes(low: Mapping[str, object]) -> list[str]:
    is_far = "a distance" in folded(cells.long_text(low.get("modalites_accompagnement")))
    return ["a-distance", "en-presentiel"] if is_far else ["en-presentiel"]


def _reaching(low: Mapping[str, object]) -> Fields:
    """Return how to reach the place, when `modalites_acces` says it: open to everyone."""
    said = folded(cells.long_text(low.get("modalites_acces")))
    ways = [value for words, value in _REACHED if words in said]
    return {"modes_mobilisation": ways, "mobilisable_par": ["usagers"]} if ways else {}


def _told(low: Mapping[str, object], place: Fields) -> str:
    """Return what the place says it does; its list of services makes a plain description."""
    said = [cells.text(low.get(name)) for name in ("services", "activites", "materiel")]
    parts = "; ".join(part for part in said if part)
    where = cells.text(place.get("nom"))
    return (
        f"Aide au numérique à « {where} » : {parts}."
        if parts
        else (f"Aide au numérique à « {where} ».")
    )


def _publics(low: Mapping[str, object]) -> list[str]:
    said = " ".join(
        folded(cells.long_text(low.get(name)))
        for name in ("publics_accueillis", "prise_en_charge_specifique")
    )
    return sorted({value for words, value in PUBLIC_WORDS if words in said})


def _fees(low: Mapping[str, object]) -> str:
    """Return free or paid when the place says one of them only."""
    said = folded(cells.long_text(low.get("conditions_acces")))
    is_free = "gratuit" in said
    is_paid = "payant" in said or "adhesion :" in said
    if is_free == is_paid:
        return ""
    return "gratuit" if is_free else "payant"


def _type(low: Mapping[str, object]) -> str:
    said = folded(cells.long_text(low.get("modalites_accompagnement")))
    found = [value for words, value in _HELP if words in said]
    return found[0] if len(found) == 1 else ""
