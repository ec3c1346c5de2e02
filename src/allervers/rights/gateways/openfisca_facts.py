"""Who the persons are and where they live, in OpenFisca-France's words: true of every month."""

from functools import partial
from typing import Final

import numpy as np

from allervers.rights.domain.population import Array
from allervers.rights.domain.population_columns import GIR_CHOICES, SCHOOLS
from allervers.rights.domain.questionnaire import ACTIVITIES, HOMES
from allervers.rights.gateways.openfisca_reading import SETTLED, Read, Reading

OF_ACTIVITY: Final = {
    "employee": "actif",
    "self_employed": "actif",
    "jobseeker": "chomeur",
    "student": "etudiant",
    "retired": "retraite",
    "home": "inactif",
    "disabled": "inactif",
}
OF_HOME: Final = {
    "tenant": "locataire_vide",
    "social_tenant": "locataire_hlm",
    "furnished": "locataire_meuble",
    "owner_loan": "primo_accedant",
    "owner": "proprietaire",
    "hosted": "loge_gratuitement",
    "institution": "locataire_foyer",
    "homeless": "sans_domicile",
}
OF_SCHOOL: Final = ("inconnue", "college", "lycee", "enseignement_superieur")
OF_GIR: Final = ("non_defini", *GIR_CHOICES[1:])
OF_ESTABLISHMENT: Final = ("inconnu", "public")
KILOMETRES: Final = (0, 30, 250)
BCS: Final = "bourse_criteres_sociaux_"
# Insee's code of a small commune stands for "nowhere known": zone III, the lowest.
NOWHERE: Final = "23096"


def _person(column: str, rows: Reading) -> Array:
    return rows.persons[column]


def _home(column: str, rows: Reading) -> Array:
    return rows.homes[column]


def _activity(rows: Reading) -> Array:
    """Return OpenFisca's activity; a child is at school."""
    return np.where(rows.is_adult, rows.persons["activity"], ACTIVITIES.index("student"))


def _is_student(rows: Reading) -> Array:
    found: Array = rows.is_adult & (rows.persons["activity"] == ACTIVITIES.index("student"))
    return found


def _nationality(rows: Reading) -> Array:
    """Return "FR" for whoever has a Frenchman's rights, "DE" for a European, "ZZ" for others."""
    settled = rows.persons["permit_years"] >= SETTLED
    european = rows.is_adult & rows.persons["is_european"]
    codes = np.where(rows.is_adult & ~settled, 2, np.where(european, 1, 0))
    found: Array = np.array(["FR", "DE", "ZZ"], dtype=object)[codes]
    return found


def _commune(rows: Reading) -> Array:
    codes = rows.homes["commune"]
    found: Array = np.where(codes == "", NOWHERE, codes).astype(object)
    return found


def _no_family_income(rows: Reading) -> Array:
    return np.zeros(rows.population.count)


def _taxed(rows: Reading) -> Array:
    return rows.of_asker("taxed_income")


def _no_income(rows: Reading) -> Array:
    return np.zeros(len(rows.population.role))


def _never(rows: Reading) -> Array:
    return np.zeros(len(rows.population.role), dtype=bool)


def _of_asker(column: str, neutral: int, rows: Reading) -> Array:
    """Return a household's column put on its asker, something neutral on the others."""
    return np.where(rows.is_asker, rows.homes[column][rows.population.household], neutral)


def _distance(rows: Reading) -> Array:
    """Return kilometres: the first of each band of the scale."""
    return np.array(KILOMETRES)[_of_asker("study_distance", 0, rows)]


def _school(rows: Reading) -> Array:
    """Return the school of a child, then whether the asker studies: places in `OF_SCHOOL`."""
    studies = _of_asker("is_in_higher_study", 0, rows).astype(bool)
    return np.where(studies, len(SCHOOLS), rows.persons["school"])


def _worked(rows: Reading) -> Array:
    return _of_asker("has_ended_are", 0, rows).astype(bool)


def _establishment(rows: Reading) -> Array:
    return _of_asker("is_in_higher_study", 0, rows).astype(np.int16)


Fact = tuple[str, Read, tuple[str, ...]]
FACTS: Final[tuple[Fact, ...]] = (
    ("activite", _activity, tuple(OF_ACTIVITY[one] for one in ACTIVITIES)),
    ("etudiant", _is_student, ()),
    ("nationalite", _nationality, ()),
    ("duree_possession_titre_sejour", partial(_person, "permit_years"), ()),
    ("enceinte", partial(_person, "is_pregnant"), ()),
    ("inapte_travail", partial(_person, "is_unfit"), ()),
    ("taux_incapacite", partial(_person, "incapacity"), ()),
    ("aah_restriction_substantielle_durable_acces_emploi", partial(_person, "has_rsdae"), ()),
    ("garde_alternee", partial(_person, "is_shared"), ()),
    (
        "statut_occupation_logement",
        partial(_home, "housing"),
        tuple(OF_HOME[one] for one in HOMES),
    ),
    ("loyer", partial(_home, "rent"), ()),
    ("coloc", partial(_home, "is_flat_share"), ()),
    ("depcom", _commune, ()),
    ("rsa_isolement_recent", partial(_home, "is_recently_alone"), ()),
    # Resources of the family benefits two years ago: taxed income, put on the asker.
    ("prestations_familiales_base_ressources_individu", _taxed, ()),
    ("prestations_familiales_base_ressources_communes", _no_family_income, ()),
    ("cf_base_ressources_individu", _taxed, ()),
    ("biactivite", partial(_home, "has_two_incomes"), ()),
)
# What only the month asked looks at.
FACTS_NOW: Final[tuple[Fact, ...]] = (
    ("handicap", partial(_person, "is_disabled"), ()),
    ("scolarite", _school, OF_SCHOOL),
    ("statuts_etablissement_scolaire", _establishment, OF_ESTABLISHMENT),
    ("gir", partial(_of_asker, "gir", 0), OF_GIR),
    (f"{BCS}base_ressources_parentale", partial(_of_asker, "parents_income", 0), ()),
    (f"{BCS}distance_domicile_familial", _distance, ()),
    (f"{BCS}nombre_enfants_a_charge", partial(_home, "parents_children"), ()),
    (
        f"{BCS}nombre_enfants_a_charge_dans_enseignement_superieur",
        partial(_home, "parents_students"),
        (),
    ),
    # A student with children or married may not count on the parents: said as a doubt.
    (f"{BCS}etudiant_autonome", _never, ()),
    # With a grant the housing benefit of a student may be higher: said as an assumption.
    ("boursier", _never, ()),
    # Five years of work in ten before the unemployment benefit ended.
    ("ass_precondition_remplie", _worked, ()),
)
# What is said of a year: the year before last, last year and this one alike.
FACTS_OF_YEARS: Final[tuple[Fact, ...]] = (
    ("rfr", partial(_home, "taxed_income"), ()),
    # An income of self-employment is known to exist, never counted.
    ("revenus_non_salarie_nets", _no_income, ()),
    ("ir_tranche", partial(_home, "tax_bracket"), ()),
)
