"""150,000 invented services around real communes, more where more people live. Always the same."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from math import cos, radians

from data_inclusion.schema.v1 import Public, Thematique, TypeService
from django.db import connection

from allervers.territory.gateways.extract import read_communes

SEED = 92
READ_AT = datetime(2026, 11, 1, tzinfo=UTC)
PER_STRUCTURE = 4
COMMON = 6_000  # invented words, the first far more frequent than the last
SYLLABLES = "ba bre cha cou dra fe flo gri ja lan lu mar mi nou pel pra ri ro sal son tre va vi"
PHRASES = (
    "Un accompagnement par des professionnels, avec ou sans rendez-vous",
    "Aide alimentaire, colis et épicerie solidaire pour les ménages",
    "Permanence pour remplir un dossier, comprendre un courrier, faire une démarche en ligne",
    "Écoute gratuite et confidentielle par un psychologue",
    "Cours de français et ateliers de conversation pour adultes",
    "Prévention des expulsions et aide au paiement du loyer",
    "Prêt de véhicule, permis de conduire et réparation à petit prix",
    "Recherche d'emploi, rédaction de CV et préparation aux entretiens",
    "Consultation médicale, soins dentaires et ouverture de droits à l'assurance maladie",
    "Garde d'enfants à horaires décalés et soutien à la parentalité",
    "Initiation à l'informatique, à Internet et aux démarches numériques",
    "Vêtements, meubles et électroménager d'occasion",
)
NAMES = ("Permanence", "Atelier", "Accueil", "Consultation", "Point d'aide", "Aide", "Écoute")
HOURS = ("", "", "Mo-Fr 09:00-12:00,14:00-17:00", "Tu,Th 09:30-12:30", "Mo-Sa 08:30-18:00; PH off")


@dataclass(frozen=True, slots=True)
class Made:
    """One invented service, as both databases store it."""

    id: str
    structure_id: str
    structure: str
    nom: str
    description: str
    thematiques: list[str]
    publics: list[str]
    modes: list[str]
    zone: list[str]
    code_insee: str
    latitude: float
    longitude: float
    type: str
    hours: str


def vocabulary() -> list[str]:
    """Return the invented words: those of the directory's long tail."""
    chance = random.Random(SEED)  # noqa: S311 - the same words each time
    found: dict[str, None] = {}
    while len(found) < COMMON:
        found["".join(chance.choices(SYLLABLES.split(), k=chance.choice((2, 3, 3, 4))))] = None
    return list(found)


def services(count: int) -> Iterator[Made]:
    """Yield the services."""
    chance = random.Random(SEED)  # noqa: S311
    places = [each for each in read_communes() if each.population and each.latitude]
    weights = list(accumulate(each.population or 0 for each in places))
    words = vocabulary()
    ranks = list(accumulate(1 / (n + 5) for n in range(len(words))))
    themes, publics = [one.value for one in Thematique], [one.value for one in Public][1:]
    kinds = [one.value for one in TypeService]
    for number in range(count):
        if number % PER_STRUCTURE == 0:
            place = chance.choices(places, cum_weights=weights)[0]
            held = f"Association {' '.join(chance.choices(words, cum_weights=ranks, k=2))}"
        reach = (place.reach_km or 2) * 0.7 / 111
        latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
        modes = chance.choices((["en-presentiel"], ["en-presentiel", "a-distance"], ["a-distance"]),
                               weights=(80, 12, 8))[0]  # fmt: skip
        area = place.departement or ""
        zone = chance.choices(([], [area], [place.code], ["france"]), weights=(35, 40, 15, 10))[0]
        tail = " ".join(chance.choices(words, cum_weights=ranks, k=28))
        yield Made(
            f"bench--{number:06}", f"bench--s{number // PER_STRUCTURE:06}", held,
            f"{chance.choice(NAMES)} {chance.choices(words, cum_weights=ranks)[0]}",
            f"{chance.choice(PHRASES)}. {tail}. {chance.choice(PHRASES)}.",
            chance.sample(themes, chance.choice((1, 1, 2, 3))),
            chance.sample(publics, chance.choice((0, 0, 1, 2))), modes, zone, place.code,
            latitude + chance.uniform(-reach, reach),
            longitude + chance.uniform(-reach, reach) / cos(radians(latitude)),
            chance.choice(kinds), chance.choice(HOURS),
        )  # fmt: skip


def store(rows: list[Made]) -> None:
    """Write the services into PostgreSQL; its triggers index them."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO directory_source VALUES ('bench', 'Banc', '', '', true)")
        structures = {row.structure_id: row for row in rows}
        with cursor.copy(copied("directory_structure", OF_STRUCTURE)) as copy:
            for key, row in structures.items():
                copy.write_row([key, row.structure, "", *SHARED, row.code_insee, *tail(""),
                                None, None, "", "", "", []])  # fmt: skip
        with cursor.copy(copied("directory_service", OF_SERVICE)) as copy:
            for row in rows:
                copy.write_row([row.id, row.nom, row.description, *SHARED, row.code_insee,
                                *tail(row.hours), row.longitude, row.latitude, row.structure_id,
                                row.type, row.thematiques, "gratuit", "", row.publics, "", "",
                                row.modes, row.zone, "", "", [], [], "", 0.6])  # fmt: skip


def tail(hours: str) -> list[object]:
    """Return the columns from the address to the source."""
    empty = json.dumps({})
    return ["", "", "", "", hours, "checked", empty, "0" * 64, READ_AT, READ_AT, "bench"]


COLUMNS = (
    "id nom description lien_source date_maj commune code_postal code_insee adresse"
    " complement_adresse telephone courriel horaires_accueil point_status as_read digest"
    " first_read_at last_changed_at source_id longitude latitude"
)
SHARED = ("", date(2026, 10, 1), "", "")
OF_STRUCTURE = "siret site_web accessibilite_lieu reseaux_porteurs"
OF_SERVICE = (
    "structure_id type thematiques frais frais_precisions publics publics_precisions"
    " conditions_acces modes_accueil zone_eligibilite contact_nom_prenom lien_mobilisation"
    " modes_mobilisation mobilisable_par mobilisation_precisions score_qualite"
)


def copied(table: str, more: str) -> str:
    """Return the COPY of a table."""
    return f"COPY {table} ({', '.join(f'{COLUMNS} {more}'.split())}) FROM STDIN"
