"""Invented local rights and the answers of people who may have them, drawn from a seed."""

from random import Random
from typing import Any

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.local_questions import LOCAL_QUESTIONS
from tests.rights.households import answered, chance_of, drawn
from tests.rights.local import oracle

NUMBERS = {
    "age": (18, 25, 60, 65), "age_conjoint": (25, 60), "enfants": (0, 1, 3),
    "age_enfant": (3, 11, 18), "taux_incapacite": (), "quotient_familial": (640, 980),
    "ressources": (640, 1320), "impot": (0, 640), "loyer": (0, 480),
    "residence_departement": (3, 9), "residence_commune": (5,),
}  # fmt: skip
LISTS = {
    "activite": tuple(oracle.ACTIVITIES.values()), "logement": tuple(oracle.HOMES.values()),
    "recoit": ("rsa", "aah", "prime_activite", "ass", "css_sans_participation"),
    "situation": tuple(oracle.SITUATIONS),
}  # fmt: skip
CHOICES = ("couple", "enceinte", "bourse_scolaire")
PLACES: tuple[dict[str, Any], ...] = (
    {"france": "oui"}, {"departements": ["92", "16"]}, {"communes": ["92040", "23096"]},
    {"regions": ["11"]},
)  # fmt: skip


def local_answers(seed: int) -> Answers:
    """Answer every question, national and local."""
    chance, answers = chance_of(seed), answered(seed)
    for question in LOCAL_QUESTIONS:
        answers = answers.with_answer(question.code, drawn(question, answers, chance))
    answers = answers.with_answer("local_commune", commune_of(answers))
    # What an institution costs is no rent, and not nothing: the judge could not say.
    is_institution = answers.text("housing") == "institution"
    return answers.with_answer("housing", "hosted") if is_institution else answers


def commune_of(answers: Answers) -> Json:
    """Return the commune, wherever it was asked."""
    return answers.raw.get("commune") or answers.raw["local_commune"]


def holed(answers: Answers, chance: Random) -> Answers:
    """Take some answers back: not asked, or not known."""
    holes: Json = {"unknown": True}
    for code in list(answers.raw):
        if chance.random() < 0.25:
            answers = answers.with_answer(code, holes)
        elif chance.random() < 0.25:
            answers = answers.without(code)
    return answers


def condition(chance: Random, depth: int = 2) -> dict[str, Any]:
    """Draw a condition, of others when there is depth left."""
    if depth and chance.random() < 0.4:
        parts = [condition(chance, depth - 1) for _one in range(chance.randint(1, 3))]
        how = chance.choice(("toutes", "une_de", "sauf"))
        return {how: parts[0] if how == "sauf" else parts}
    if chance.random() < 0.6:
        name = chance.choice(list(NUMBERS))
        if name == "taux_incapacite":  # ranges of the answers begin at 50 and at 80
            return {name: {chance.choice(("au_moins", "moins_de")): chance.choice((50, 80))}}
        return {name: bounds(chance, NUMBERS[name])}
    if chance.random() < 0.7:
        name = chance.choice(list(LISTS))
        return {name: chance.sample(LISTS[name], chance.randint(1, 3))}
    return {chance.choice(CHOICES): chance.choice(("oui", "non"))}


def bounds(chance: Random, values: tuple[int, ...]) -> dict[str, int]:
    """Draw one bound, or two in order."""
    low, high = sorted((chance.choice(values), chance.choice(values)))
    lower, upper = chance.choice(("au_moins", "plus_de")), chance.choice(("au_plus", "moins_de"))
    kept = chance.choice((1, 2, 3))
    return {**({lower: low} if kept & 1 else {}), **({upper: high} if kept & 2 else {})}


def right(seed: int) -> dict[str, Any]:
    """Draw a whole file, its amounts fixed."""
    chance = chance_of(seed)
    file: dict[str, Any] = {
        "identifiant": f"droit-{seed}", "nom": "Droit inventé", "payeur": "Ville inventée",
        "territoire": chance.choice(PLACES),
        "conditions": [condition(chance) for _one in range(chance.randint(0, 3))],
        "sources": [{"titre": "Page inventée", "date": "sans date"}],
    }  # fmt: skip
    if chance.random() < 0.3:
        file["conditions"].append({"age_enfant": {"au_moins": 3, "au_plus": 11}})
    amounts = [{"euros": euros, "par": chance.choice(("foyer", "enfant"))} for euros in (90, 40)]
    if chance.random() < 0.5:
        return {**file, "montant": amounts[0]}
    levels = [
        {"nom": f"Niveau {one}", "conditions": [condition(chance)], "montant": one_amount}
        for one, one_amount in enumerate(amounts)
    ]
    return {**file, "niveaux": levels}
