"""The social directory of 2019 (PMI, CLIC, missions locales…): one structure and one service each.

Source: DILA, annuaire de l'administration (Licence Ouverte). All that is known of a place is in
one cell: "Adresse : 16 rue X,92500,Rueil | Tél : 01… | Fax : ". Old on purpose: it says its age.
"""

import re
from collections.abc import Iterator
from typing import Final

from allervers.directory.domain.reading import cells
from allervers.directory.domain.reading.record import Cells, Draft, Fields, Kind, Remark

DATE: Final = "2019-01-01"
_ADDRESS: Final = re.compile(r"Adresse : (?P<street>.*?),\s*(?P<post>\d{4,5}),\s*(?P<town>[^|]*)")
_PHONE: Final = re.compile(r"Tél : (?P<phone>[^|]*)")
_CODE: Final = re.compile(r"-(?P<code>\d{5})-\d+$")
_TAIL: Final = re.compile(r"\s+\d{5}-\d+$")
_RIGHTS: Final = "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
_PAPERS: Final = (
    "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
)
# What each kind of place does: the words of its service, thematiques, publics, network.
KINDS: Final[dict[str, tuple[str, tuple[str, ...], tuple[str, ...], str]]] = {
    "pmi": (
        "Protection maternelle et infantile : suivi de la grossesse et des jeunes enfants",
        ("sante--acces-aux-soins", "famille--soutien-a-la-parentalite-et-a-leducation"),
        ("familles",),
        "",
    ),
    "cij": (
        "Information des jeunes sur leurs projets et leurs droits",
        (_RIGHTS,),
        ("jeunes",),
        "reseau-information-jeunesse",
    ),
    "clic": (
        "Information et coordination pour les personnes âgées",
        ("famille--prise-en-charge-personne-dependante", _RIGHTS),
        ("seniors",),
        "",
    ),
    "maia": (
        "Coordination du parcours des personnes âgées",
        ("famille--prise-en-charge-personne-dependante",),
        ("seniors",),
        "",
    ),
    "accompagnement_personnes_agees": (
        "Répit et soutien des proches aidants",
        ("famille--soutien-aidants",),
        ("seniors", "familles"),
        "",
    ),
    "mission_locale": (
        "Accompagnement des jeunes vers l'emploi et la formation",
        ("trouver-un-emploi--repondre-a-des-offres-demploi", "se-former--trouver-sa-formation"),
        ("jeunes",),
        "mission-locale",
    ),
    "cio": (
        "Information et conseil en orientation",
        (
            "choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite",
            "se-former--trouver-sa-formation",
        ),
        ("jeunes",),
        "",
    ),
    "pif": ("Point d'information pour les familles", (_RIGHTS,), ("familles",), ""),
    "mjd": (
        "Maison de justice et du droit : information juridique gratuite",
        (
            _RIGHTS,
            "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
        ),
        ("tous-publics",),
        "points-justice",
    ),
    "cidf": (
        "Information juridique des femmes et des familles",
        (_RIGHTS, "famille--surmonter-conflits-separation-violence"),
        ("femmes", "familles"),
        "cidff",
    ),
    "adil": (
        "Information sur le logement",
        ("logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement",),
        ("tous-publics",),
        "",
    ),
    "maison_handicapees": (
        "Information et droits des personnes handicapées",
        ("sante--constituer-un-dossier-mdph-invalidite",),
        ("personnes-en-situation-de-handicap",),
        "mdph",
    ),
    "msap": ("Aide aux démarches administratives", (_PAPERS,), ("tous-publics",), "msap"),
    "tresorerie": (
        "Paiement et renseignements auprès du Trésor public",
        (_PAPERS,),
        ("tous-publics",),
        "",
    ),
    "sie": (
        "Impôts des entreprises",
        ("creer-une-entreprise--developper-son-entreprise",),
        ("actifs",),
        "",
    ),
    "prefecture": (
        "Titres, séjour et démarches auprès de l'État",
        (_PAPERS,),
        ("tous-publics",),
        "",
    ),
    "sous_pref": (
        "Titres, séjour et démarches auprès de l'État",
        (_PAPERS,),
        ("tous-publics",),
        "",
    ),
}
COLUMNS: Final = frozenset(("name", "notes", "tag_string"))


def drafts(number: int, row: Cells) -> Iterator[Draft]:
    """Yield the place; then what it does, when its kind says it."""
    notes = cells.text(row.get("notes"))
    tag = cells.text(row.get("tag_string"))
    id_ = cells.text(row.get("#id") or row.get("id"))
    remarks: list[Remark] = []
    place = _place(notes, id_)
    if not place.get("adresse"):
        remarks.append(Remark("adresse", "L'adresse n'est pas comprise : écartée."))
    about, thematiques, publics, network = KINDS.get(tag, ("", (), (), ""))
    structure: Fields = {
        **place,
        "id": id_,
        "nom": _TAIL.sub("", cells.text(row.get("name"))),
        "site_web": row.get("home_page"),
        "courriel": _mail(row),
        "reseaux_porteurs": [network] if network else [],
    }
    yield Draft(Kind.STRUCTURE, number, structure, row, remarks=tuple(remarks))
    if about and id_:
        service: Fields = {
            **place,
            "id": f"{id_}-service",
            "structure_id": id_,
            "nom": about.split(" : ")[0],
            "description": f"{about}. Renseignement de 2019 : vérifiez avant de vous déplacer.",
            "thematiques": list(thematiques),
            "publics": list(publics),
            "modes_accueil": ["en-presentiel"],
        }
        yield Draft(Kind.SERVICE, number, service, row)


def _place(notes: str, id_: str) -> Fields:
    place: Fields = {"date_maj": DATE}
    if found := _ADDRESS.search(notes):
        place |= {
            "adresse": found["street"],
            "code_postal": found["post"],
            "commune": found["town"].strip(),
        }
    if found := _PHONE.search(notes):
        place["telephone"] = found["phone"].strip()
    if found := _CODE.search(id_):
        place["code_insee"] = found["code"]
    return place


def _mail(row: Cells) -> str:
    """Return the e-mail when it is whole: the published file took the names away."""
    said = cells.text(row.get("request_email"))
    return "" if said.startswith("@") else said
