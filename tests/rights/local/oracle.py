"""Local rights judged one household at a time, from the file's own words: the tests' truth.

Shares no code with the product: conditions are the file's nested lists, answers are the JSON that
is kept. Every answer is supposed given.
"""

from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]
ACTIVITIES = {
    "employee": "salarie", "self_employed": "independant", "jobseeker": "demandeur_emploi",
    "student": "etudiant", "retired": "retraite", "home": "au_foyer",
    "disabled": "ne_peut_pas_travailler",
}  # fmt: skip
HOMES = {
    "tenant": "locataire", "social_tenant": "locataire_hlm", "furnished": "meuble",
    "owner": "proprietaire", "owner_loan": "proprietaire_credit", "hosted": "heberge",
    "homeless": "sans_logement", "institution": "foyer",
}  # fmt: skip
BENEFITS = {"prime_activite": "ppa", "paje": "paje_base", "css_sans_participation": "css_free"}
SITUATIONS = {
    "ancien_combattant": "veteran", "veuve_ancien_combattant": "veteran_spouse",
    "deporte": "deported", "medaille_famille": "family_medal",
    "retraite_inaptitude": "retired_unfit",
}  # fmt: skip
COUNTED = ("wages", "unemployment", "retirement", "invalidity", "support", "capital")
ILE_DE_FRANCE = ("75", "77", "78", "91", "92", "93", "94", "95")


def within(value: float, bounds: Raw) -> bool:
    """Whether a number respects its bounds."""
    for name, bound in bounds.items():
        if name == "au_moins" and value < bound:
            return False
        if name == "plus_de" and value <= bound:
            return False
        if name == "au_plus" and value > bound:
            return False
        if name == "moins_de" and value >= bound:
            return False
    return True


def true(condition: Raw, answers: Raw) -> bool:
    """Whether one condition holds."""
    ((name, wanted),) = condition.items()
    if name == "toutes":
        return all(true(one, answers) for one in wanted)
    if name == "une_de":
        return any(true(one, answers) for one in wanted)
    if name == "sauf":
        return not true(wanted, answers)
    if isinstance(wanted, dict):
        return number_holds(name, wanted, answers)
    return choice_of(name, answers, wanted)


def number_holds(name: str, bounds: Raw, answers: Raw) -> bool:
    """Whether a number of the household, or the age of one child, respects its bounds."""
    if name == "age_enfant":
        return any(within(age, bounds) for age in answers.get("children_ages", []))
    if name == "age_conjoint" and answers["couple"] == "no":
        return False
    return within(number(name, answers), bounds)


def number(name: str, answers: Raw) -> float:
    """Return a figure of the household."""
    if name == "taux_incapacite":
        # What the answer says is a range: the tests ask about 50 and 80 only.
        rates = {"none": 0, "under_50": 30, "from_50": 60, "from_50_rsdae": 60, "from_80": 80}
        return rates[str(answers["disability"])]
    if name == "ressources":
        prefixes = ("", "partner_") if answers["couple"] == "yes" else ("",)
        codes = [f"{prefix}{one}" for prefix in prefixes for one in COUNTED]
        return sum(float(answers.get(code, 0)) for code in codes)
    asked = {
        "age": "age", "age_conjoint": "partner_age", "enfants": "children", "loyer": "rent",
        "quotient_familial": "local_quotient", "impot": "local_tax",
        "residence_departement": "local_years", "residence_commune": "local_years_commune",
    }  # fmt: skip
    return float(answers.get(asked[name], 0))


def choice_of(name: str, answers: Raw, wanted: Any) -> bool:
    """Whether what was chosen or ticked is wanted."""
    if name == "activite":
        return ACTIVITIES[answers["activity"]] in wanted
    if name == "logement":
        return HOMES[answers["housing"]] in wanted
    if name == "recoit":
        ticked = answers["benefits"] + answers["local_benefits"]
        return any(BENEFITS.get(one, one) in ticked for one in wanted)
    if name == "situation":
        return any(SITUATIONS[one] in answers["local_situations"] for one in wanted)
    asked = {"couple": "couple", "enceinte": "pregnant", "bourse_scolaire": "local_grant"}
    said = "oui" if answers.get(asked[name], "no") == "yes" else "non"
    return said == str(wanted)


def lives_there(territory: Raw, commune: str) -> bool:
    """Whether a commune is of a territory; the tests know one region."""
    if territory.get("france") or commune in territory.get("communes", []):
        return True
    if commune[:2] in territory.get("departements", []):
        return True
    return "11" in territory.get("regions", []) and commune[:2] in ILE_DE_FRANCE


def euros(file: Raw, answers: Raw) -> float | None:
    """Return what a right gives, a fixed figure each time; None when it is not given."""
    commune = answers.get("commune") or answers["local_commune"]
    conditions = file.get("conditions", [])
    if not lives_there(file["territoire"], commune):
        return None
    if not all(true(one, answers) for one in conditions):
        return None
    levels = file.get("niveaux") or [{"conditions": [], "montant": file.get("montant")}]
    for level in levels:
        if all(true(one, answers) for one in level.get("conditions", [])):
            return amount(level.get("montant"), conditions, answers)
    return None


def amount(given: Raw | None, conditions: list[Raw], answers: Raw) -> float:
    """Return the euros of an amount, times the children when it is for each."""
    if given is None or "euros" not in given:
        return 0
    ages = child_ages(conditions)
    if given.get("par") != "enfant" or not ages:
        return float(given["euros"])
    children = [age for age in answers.get("children_ages", []) if within(age, ages[0])]
    return float(given["euros"]) * max(len(children), 1)


def child_ages(conditions: list[Raw]) -> list[Raw]:
    """Return the bounds on a child's age, in the order they are written."""
    found = []
    for one in conditions:
        found += [one["age_enfant"]] if "age_enfant" in one else []
        found += child_ages(one.get("toutes", []) + one.get("une_de", []))
    return found
