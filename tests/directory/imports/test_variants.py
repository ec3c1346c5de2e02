"""The same formats as other dates and other sites write them; all content is invented."""

import json

import pytest

from allervers.directory.models import Service, Structure
from tests.directory.imports.files import Row, as_csv, as_json, figures, service, structure, take

pytestmark = pytest.mark.usefixtures("communes")

POINT = {"type": "Point", "coordinates": [1.101, 46.601]}
HOUSE: Row = {
    "id_fs": "9001",
    "lib_fs": "France services inventée",
    "adresse": "1 rue Inventée",
    "insee_com": "99001",
    "code_postal": "99100",
    "lib_com": "Valombre",
    "latitude": "46.601",
    "longitude": "1.101",
}
PLACE: Row = {
    "id": "lieu-1",
    "nom": "Espace inventé",
    "commune": "Valombre",
    "code_postal": "99100",
    "code_insee": "99001",
    "adresse": "2 rue Inventée",
    "latitude": 46.601,
    "longitude": 1.101,
    "date_maj": "2026-10-01",
    "services": ["Aide aux démarches administratives", "Parentalité"],
    "prise_en_charge_specifique": ["Surdité"],
    "dispositif_programmes_nationaux": ["Aidants Connect", "France Services"],
    "modalites_acces": ["Se présenter", "Téléphoner"],
    "modalites_accompagnement": ["Accompagnement individuel", "À distance"],
    "fiche_acces_libre": "https://exemple.invalid/acces",
}


@pytest.mark.parametrize(
    "written",
    [
        "['jeunes' 'familles']",
        "['jeunes', 'familles']",
        '["jeunes", "familles"]',
        "{jeunes,familles}",
        "jeunes|familles",
    ],
)
def test_list_in_a_cell_is_read_however_it_is_spelled(written: str) -> None:
    take(as_json(structure()))
    take(as_csv(service(publics=written)))
    assert Service.objects.get().publics == ["familles", "jeunes"]


@pytest.mark.parametrize(
    ("wrapping", "name"),
    [({"type": "Feature"}, "properties"), ({"recordid": "x"}, "fields")],
)
def test_point_of_a_wrapped_row_stands_for_missing_coordinates(wrapping: Row, name: str) -> None:
    bare = {k: v for k, v in structure().items() if k not in {"latitude", "longitude"}}
    take(json.dumps({"features": [{**wrapping, "geometry": POINT, name: bare}]}).encode())
    held = Structure.objects.get()
    assert (held.latitude, held.longitude, held.point_status) == (46.601, 1.101, "checked")


@pytest.mark.parametrize(
    ("hours", "read"),
    [
        (
            {"lundi_matin": "9h-12h", "lundi_apres_midi": "14h00-17h30"},
            "Mo 09:00-12:00,14:00-17:30",
        ),
        ({"H_LUNDI": "9h/12h - 14h/17h"}, "Mo 09:00-12:00,14:00-17:00"),
        ({"h_lundi": "9h00 12h00 - 14h00 17h00"}, ""),  # never 12:00-14:00
        ({"h_lundi": "9:00-12:00", "groupe": "inventé"}, "Mo 09:00-12:00"),
        ({"format_fs": "Site principal"}, ""),
    ],
)
def test_other_dates_of_the_france_services_list(hours: Row, read: str) -> None:
    content = as_csv({**HOUSE, **hours}, encoding="cp1252")
    assert figures(take(content))[:2] == (2, 2)
    assert Structure.objects.get().horaires_accueil == read
    assert figures(take(content))[1:4] == (0, 0, 2)


def test_standard_place_of_mediation_numerique_is_read_whole() -> None:
    take(as_json(PLACE))
    place, helped = Structure.objects.get(), Service.objects.get()
    assert place.reseaux_porteurs == ["aidants-connect", "france-service"]
    assert place.accessibilite_lieu == "https://exemple.invalid/acces"
    assert "numerique--acceder-a-des-services-en-ligne" in helped.thematiques
    assert helped.publics == ["personnes-en-situation-de-handicap"]
    assert helped.modes_accueil == ["a-distance", "en-presentiel"]
    assert (helped.type, helped.mobilisable_par) == ("accompagnement", ["usagers"])
    assert helped.modes_mobilisation == ["se-presenter", "telephoner"]


def test_answers_of_the_api_bring_each_structure_once() -> None:
    answers = [
        {"service": {**service(id=f"essai--s{n}"), "structure": structure()}, "distance": 3}
        for n in (1, 2)
    ]
    taken = take(json.dumps({"items": answers, "total": 2}).encode())
    assert figures(taken)[:6] == (3, 3, 0, 0, 0, 0)
    assert Service.objects.filter(structure_id="essai--1").count() == 2
