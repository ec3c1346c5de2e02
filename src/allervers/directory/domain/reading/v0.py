"""data·inclusion v0 → v1, field by field. Source: shared reading of both schemas' lists.

`profils` → `publics`, `frais`, `modes_orientation_*` → `modes_mobilisation` + `mobilisable_par`,
`presentation_*` → `description`, `recurrence` → `horaires_accueil`, `zone_diffusion_*` →
`zone_eligibilite`, `pre_requis` + `justificatifs` → `conditions_acces`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from data_inclusion.schema import v1

from allervers.directory.domain.reading import cells
from allervers.directory.domain.reading.folding import folded, slug
from allervers.directory.domain.reading.lists import (
    FEES,
    NETWORKS,
    PUBLICS,
    REACHING,
    THEMATIQUES,
    TYPES,
)
from allervers.directory.domain.reading.record import Cells, Draft, Fields, Kind, Remark

_SAME: Final = (
    "id", "source", "structure_id", "nom", "lien_source", "date_maj", "commune", "code_postal",
    "code_insee", "adresse", "complement_adresse", "longitude", "latitude", "telephone",
    "courriel", "contact_nom_prenom", "site_web", "siret", "modes_accueil", "publics_precisions",
    "conditions_acces", "volume_horaire_hebdomadaire", "nombre_semaines", "description",
    "horaires_accueil", "reseaux_porteurs", "zone_eligibilite", "mobilisable_par",
    "mobilisation_precisions", "modes_mobilisation", "lien_mobilisation", "frais_precisions",
)  # fmt: skip
_CONDITIONS: Final = ("pre_requis", "justificatifs")
_LINKS: Final = ("prise_rdv", "formulaire_en_ligne", "page_web")


def draft_of(number: int, kind: Kind, row: Cells) -> Draft:
    """Return a record of v0 under the names of v1."""
    remarks: list[Remark] = []
    fields: Fields = {name: row[name] for name in _SAME if name in row}
    fields["description"] = description(row)
    fields["horaires_accueil"] = row.get("horaires_ouverture") or row.get("recurrence") or ""
    if kind is Kind.STRUCTURE:
        fields["reseaux_porteurs"] = networks(row, "typologie", "labels_nationaux")
        fields["accessibilite_lieu"] = row.get("accessibilite")
    else:
        fields.update(_of_service(row, remarks))
    return Draft(kind, number, fields, row, is_dated="date_maj" in row, remarks=tuple(remarks))


def description(row: Cells) -> str:
    """Join the summary and the detail, without saying the same thing twice."""
    short = cells.long_text(row.get("presentation_resume"))
    long = cells.long_text(row.get("presentation_detail"))
    if not long or long in short:
        return short
    bare = short.removesuffix("…").removesuffix("...").strip()
    return long if long.startswith(bare) else f"{short}\n\n{long}"


def networks(row: Cells, *columns: str) -> list[str]:
    """Return the réseaux porteurs that the typology and the labels name."""
    said = [folded(one) for column in columns for one in cells.listed(row.get(column))]
    known = {one.value for one in v1.ReseauPorteur}
    found = {NETWORKS.get(one, slug(one)) for one in said}
    return sorted(found & known)


def _of_service(row: Cells, remarks: list[Remark]) -> Fields:
    fees, told = _fees(row)
    ways, by_whom = _reaching(row)
    links = [row.get(name) for name in _LINKS]
    conditions = [one for name in _CONDITIONS for one in cells.listed(row.get(name))]
    done: Fields = {
        "thematiques": _translated("thematiques", row, THEMATIQUES, v1.Thematique, remarks),
        "publics": _publics(row, remarks),
        "type": _type(row, remarks),
        "frais": fees,
        "frais_precisions": told,
        "lien_mobilisation": next((one for one in links if not cells.is_absent(one)), None),
        "zone_eligibilite": _zone(row),
    }
    if ways:
        done |= {"modes_mobilisation": ways, "mobilisable_par": by_whom}
    if conditions:
        done["conditions_acces"] = ", ".join(conditions)
    return done


def _translated(
    name: str,
    row: Cells,
    words: Mapping[str, tuple[str, ...]],
    values: type[v1.Thematique] | type[v1.Public],
    remarks: list[Remark],
    *,
    column: str = "",
) -> list[str]:
    """Return the values of v1; one that has no counterpart is said once, and left out."""
    known = {one.value for one in values}
    found: set[str] = set()
    lost: list[str] = []
    for said in cells.listed(row.get(column or name)):
        if said in known:
            found.add(said)
        elif said in words:
            found.update(words[said])
        elif not _is_category(said):
            lost.append(said)
    if lost:
        shown = ", ".join(one[:60] for one in lost[:5])
        what = f"Sans équivalent dans la version 1, écarté : {shown}."
        remarks.append(Remark(name, what, "Les listes de la version 0 ont changé."))
    return sorted(found)


def _is_category(said: str) -> bool:
    """Whether this is a whole category: v0 listed it beside its thematiques."""
    return ("--" not in said and any(one.startswith(f"{said}--") for one in THEMATIQUES)) or (
        said in {one.value for one in v1.Categorie}
    )


def _publics(row: Cells, remarks: list[Remark]) -> list[str]:
    found = _translated("publics", row, PUBLICS, v1.Public, remarks, column="profils")
    return ["tous-publics"] if "tous-publics" in found else found


def _type(row: Cells, remarks: list[Remark]) -> str:
    """Return the one type that v1 allows, when the row names one only."""
    known = {one.value for one in v1.TypeService}
    said = [TYPES.get(one, one) for one in cells.listed(row.get("types") or row.get("type"))]
    found = sorted({one for one in said if one in known})
    if len(found) > 1:
        what = f"Plusieurs types ({', '.join(found)}) : aucun n'est gardé."
        remarks.append(Remark("type", what, "La version 1 n'en admet qu'un."))
    return found[0] if len(found) == 1 else ""


def _fees(row: Cells) -> tuple[str, str]:
    """Return frais and their words; both free and paid means neither."""
    found = [FEES[one] for one in cells.listed(row.get("frais")) if one in FEES]
    values = {value for value, _ in found}
    told = [words for _, words in found if words]
    other = cells.long_text(row.get("frais_autres") or row.get("frais_precisions"))
    return values.pop() if len(values) == 1 else "", " ".join([*told, other]).strip()


def _reaching(row: Cells) -> tuple[list[str], list[str]]:
    """Return how to reach the service, and who may."""
    ways: set[str] = set()
    people: list[str] = []
    for name, who in (("beneficiaire", "usagers"), ("accompagnateur", "professionnels")):
        said = [slug(one) for one in cells.listed(row.get(f"modes_orientation_{name}"))]
        if said:
            people.append(who)
            ways.update(filter(None, (REACHING.get(one, "") for one in said)))
    return sorted(ways), people if ways else []


def _zone(row: Cells) -> list[str]:
    """Return the codes of the zone; a region is left out: v1 lists its départements."""
    kind = cells.text(row.get("zone_diffusion_type"))
    if kind == "pays":
        return ["france"]
    said = cells.text(row.get("zone_diffusion_code"))
    return [said] if said and kind in {"commune", "epci", "departement"} else []


def is_service(row: Cells) -> bool:
    """Whether a row of v0 is a service."""
    return "structure_id" in row


def drafts(number: int, row: Cells) -> Iterator[Draft]:
    """Yield the one record of a row."""
    yield draft_of(number, Kind.SERVICE if is_service(row) else Kind.STRUCTURE, row)
