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
