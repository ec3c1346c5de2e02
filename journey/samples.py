"""The real files of the journey, or, in a plain clone that has none, ones of our own making."""

import csv
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("ALLERVERS_SHARED", ROOT.parent / "shared")) / "data"
FACTS = ROOT / "src" / "allervers" / "tours" / "demonstration" / "charente_bus.csv"
DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr"}


def bus() -> tuple[str, bytes, str]:
    """Return the bus timetable: its name, its content, and a word on where it comes from."""
    real = REAL / "tours" / "bus-france-services-charente.json"
    if real.exists():
        return real.name, real.read_bytes(), "le fichier réel"
    rows = [_mednum(row) for row in csv.DictReader(FACTS.open(encoding="utf-8"))]
    made = json.dumps(rows, ensure_ascii=False).encode()
    return "bus.json", made, "FICHIER RÉEL ABSENT : refait d'après les faits de la démonstration"


def _mednum(row: dict[str, str]) -> dict[str, object]:
    """Write one fact as the médiation numérique format does."""
    slots = f"{row['starts']}-{row['ends']}"
    if row["pause_starts"]:
        slots = f"{row['starts']}-{row['pause_starts']},{row['pause_ends']}-{row['ends']}"
    return {
        "nom": f"Bus France Services - [{row['halt']}]",
        "commune": "",
        "code_postal": "",
        "code_insee": int(row["commune_code"]),
        "adresse": row["address"],
        "latitude": float(row["latitude"] or 43.45),
        "longitude": float(row["longitude"] or 5.41),
        "horaires": f"{DAYS[row['weekday']]} {slots}; PH off",
        "ouverture": "Semaine impaire" if row["iso_weeks"] == "odd" else "Semaine paire",
    }


def national_list() -> tuple[str, bytes, str]:
    """Return the France services list: the real one, or two invented rows in its format."""
    real = REAL / "france-services" / "france-services-2022-12-01.csv"
    if real.exists():
        return real.name, real.read_bytes(), "le fichier réel"
    made = (
        "id_fs,insee_dep,lib_fs,adresse,insee_com,code_postal,lib_com,latitude,longitude,"
        "h_lundi,h_mardi,h_mercredi,h_jeudi,h_vendredi,h_samedi,commentaire,itinerance\n"
        "1,08,Bus inventé,1 place Inventée,08490,08400,Vouziers,49.3965,4.6999,"
        '08:30 - 12:00,08:30 - 12:00,,,,,"Lundi : Monthois. Mardi : Machault",Oui\n'
        "2,08,Maison inventée,2 place Inventée,08490,08400,Vouziers,49.3965,4.6999,"
        "08:30 - 12:00,,,,,,,Non\n"
    )
    return "liste.csv", made.encode(), "FICHIER RÉEL ABSENT : deux lignes inventées"


def own_directory() -> tuple[str, bytes, str]:
    """Return an invented structure and its services around Bagneux, as data·inclusion v1 does."""
    made = json.dumps(_directory(), ensure_ascii=False).encode()
    return "annuaire.json", made, "fiches inventées"


def directory_files() -> list[tuple[str, bytes, str]]:
    """Return the real files in the order to take them: structures, then services; or nothing."""
    folder = REAL / "directory"
    names = ("data-inclusion-v0-structures-idf.json", "data-inclusion-v0-services-idf.json")
    if not (folder / names[0]).exists():
        return []
    return [(name, (folder / name).read_bytes(), "le fichier réel") for name in names]


def _directory() -> dict[str, list[dict[str, object]]]:
    """Write one invented structure and its services."""
    place = {
        "commune": "Bagneux",
        "code_postal": "92220",
        "code_insee": "92007",
        "adresse": "3 rue Inventée",
        "longitude": 2.3137,
        "latitude": 48.7967,
        "date_maj": "2026-10-01",
        "telephone": "+33199000077",
    }
    structure = {"source": "parcours", "id": "parcours--1", "nom": "Maison inventée", **place}
    food, papers = "alimentation", "accompagnement-aux-demarches-administratives"
    services = [
        {
            "source": "parcours",
            "id": f"parcours--1-{number}",
            "structure_id": "parcours--1",
            "nom": name,
            "description": description,
            "thematiques": [thematique],
            "publics": ["tous-publics"],
            "modes_accueil": ["en-presentiel"],
            "zone_eligibilite": ["92"],
            "horaires_accueil": "Mo-Fr 09:00-12:00",
            **place,
        }
        for number, name, description, thematique in (
            (1, "Colis alimentaire (inventé)", "Un colis pour qui n'a plus rien à manger. Inventé.",
             f"equipement-et-alimentation--{food}"),
            (2, "Aide aux papiers (inventée)", "Remplir un dossier CAF à deux. Service inventé.",
             f"difficultes-administratives-ou-juridiques--{papers}"),
            (3, "Atelier tablette (inventé)", "Faire une démarche en ligne. Service inventé.",
             "numerique--acceder-a-des-services-en-ligne"),
        )
    ]  # fmt: skip
    return {"structures": [structure], "services": services}


def france_services_points() -> tuple[str, bytes, str] | None:
    """Return the older France services list, in GeoJSON, where there is one."""
    real = REAL / "france-services" / "france-services-2021-04-23.geojson"
    return (real.name, real.read_bytes(), "le fichier réel") if real.exists() else None
