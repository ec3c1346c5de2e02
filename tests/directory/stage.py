"""An invented directory for the tests: short ways to write a structure, a service, a commune."""

import csv
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from data_inclusion.schema.v1 import Thematique

from allervers.directory.models import Service, Source, Structure
from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts

READ_AT: Final = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
PLACES: Final = {
    "92040": ("Issy-les-Moulineaux", "92", 48.8239, 2.2700),
    "92046": ("Malakoff", "92", 48.8169, 2.2996),
    "92075": ("Vanves", "92", 48.8212, 2.2890),
    "92072": ("Sèvres", "92", 48.8230, 2.2110),
    "92073": ("Suresnes", "92", 48.8696, 2.2293),
    "92012": ("Boulogne-Billancourt", "92", 48.8352, 2.2409),
    "92050": ("Nanterre", "92", 48.8922, 2.2067),
    "16015": ("Angoulême", "16", 45.6500, 0.1600),
    "97411": ("Saint-Denis", "974", -20.8823, 55.4504),
}
THEMATIQUES: Final = {one.value.partition("--")[2]: one.value for one in Thematique}


def communes() -> None:
    """Store the communes of the invented directory."""
    departements = {"92": "Hauts-de-Seine", "16": "Charente", "974": "La Réunion"}
    facts = [
        CommuneFacts(code, name, departement, 10_000, (f"{code[:2]}000",), (), y, x, 4.0)
        for code, (name, departement, y, x) in PLACES.items()
    ]
    store_communes(departements=departements, facts=facts)


def source(code: str = "exemple") -> Source:
    """Return an invented source."""
    return Source.objects.get_or_create(
        code=code, defaults={"name": f"Source {code} (inventée)", "is_invented": True}
    )[0]


def structure(name: str = "Entraide (inventée)", **known: Any) -> Structure:
    """Store a structure; its identifier comes from its name."""
    origin = known.pop("source", None) or source()
    identifier = f"{origin.code}--{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    facts = {
        "source": origin,
        "nom": name,
        "date_maj": date(2026, 11, 1),
        "first_read_at": READ_AT,
        "last_changed_at": READ_AT,
        **known,
    }
    return Structure.objects.get_or_create(id=known.pop("id", identifier), defaults=facts)[0]


def service(code: str, name: str = "Service", **known: Any) -> Service:
    """Store a service "exemple--<code>", at the town hall of `ou` unless a point is given."""
    held = known.pop("structure", None) or structure()
    place = known.pop("ou", "92040")
    if place in PLACES:
        _name, _departement, latitude, longitude = PLACES[place]
        known = {"latitude": latitude, "longitude": longitude, "point_status": "checked"} | known
    facts = {
        "source": held.source,
        "structure": held,
        "nom": name,
        "description": "Une description.",
        "date_maj": date(2026, 11, 1),
        "code_insee": place,
        "commune": PLACES.get(place, ("",))[0],
        "modes_accueil": ["en-presentiel"],
        "first_read_at": READ_AT,
        "last_changed_at": READ_AT,
        **known,
    }
    return Service.objects.create(id=f"{held.source_id}--{code}", **facts)


def relevance_directory(folder: Path) -> None:
    """Store the services of `services.tsv`, around Issy and in Angoulême."""
    with (folder / "services.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            service(
                row["id"],
                row["nom"],
                structure=structure(row["structure"]),
                ou=row["ou"],
                thematiques=[THEMATIQUES[each] for each in row["thematiques"].split(",")],
                publics=row["publics"].split(",") if row["publics"] else [],
                modes_accueil=[
                    mode
                    for letter, mode in (("p", "en-presentiel"), ("d", "a-distance"))
                    if letter in row["modes"]
                ],
                description=row["description"],
            )
