"""The fields of data·inclusion v1, by the way each one is read.

The names come from the models of `data_inclusion.schema.v1`; the lengths from our tables.
"""

from typing import Final

from data_inclusion.schema import v1

SLUG: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

STRUCTURE: Final = tuple(v1.Structure.model_fields)
SERVICE: Final = tuple(v1.Service.model_fields)

ONE_LINE: Final = frozenset(
    ("nom", "commune", "adresse", "complement_adresse", "horaires_accueil", "contact_nom_prenom")
)
LONG: Final = frozenset(
    (
        "description",
        "frais_precisions",
        "publics_precisions",
        "conditions_acces",
        "mobilisation_precisions",
    )
)
LINKS: Final = frozenset(("lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"))
CODES: Final = frozenset(("code_postal", "code_insee"))
LISTS: Final = {
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "reseaux_porteurs": v1.ReseauPorteur,
}
CHOICES: Final = {"type": v1.TypeService, "frais": v1.Frais}
NUMBERS: Final = frozenset(("latitude", "longitude", "volume_horaire_hebdomadaire"))
# Without them there is no record: the row is refused. Any other field is set aside instead.
NEEDED: Final = frozenset(
    ("source", "id", "nom", "description", "date_maj", "structure_id", "publics")
)
PLACE: Final = (
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "longitude",
    "latitude",
)
LONGEST: Final = {
    "source": 60,
    "id": 255,
    "structure_id": 255,
    "commune": 100,
    "adresse": 300,
    "complement_adresse": 300,
    "telephone": 30,
    "courriel": 254,
    "horaires_accueil": 1000,
    "contact_nom_prenom": 200,
    **dict.fromkeys(LINKS, 1000),
}
