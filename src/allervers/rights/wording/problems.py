"""Why answers from outside are refused, in French, for whoever writes the program that sends them.

Not translated: the API speaks French, as its description does.
"""

from typing import Final

from allervers.rights.domain.checking import Problem, WrongAnswersError
from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS

EXPECTED: Final[dict[Kind, str]] = {
    Kind.CHOICE: "l'un de ces textes : {choices}",
    Kind.WHOLE: "un nombre entier de {lowest} à {highest}",
    Kind.MONEY: "des euros de {lowest} à {highest}, deux décimales au plus",
    Kind.AGES: "la liste des âges, de {lowest} à {highest}, un par enfant de « children »",
    Kind.CHILDREN: "la liste des places (à partir de 0) d'enfants de « children_ages »",
    Kind.MANY: "une liste parmi : {choices} (« none » seul)",
    Kind.RECEIVED: "un objet : « amount » (euros par mois, {highest} au plus), « months » (1 à 12)",
    Kind.COMMUNE: "un code Insee de commune, cinq caractères",
}
UNKNOWN_TOO: Final = 'ou {"unknown": true} si la personne ne sait pas'


def expected(question: Question) -> str:
    """Return what answers a question: « un nombre entier de 16 à 115 »."""
    return EXPECTED[question.kind].format(
        choices=", ".join(question.choices), lowest=question.lowest, highest=question.highest
    )


def problem_sentence(wrong: WrongAnswersError) -> str:
    """Return what is wrong with the answers, and what would be right."""
    if wrong.problem is Problem.NOT_ANSWERS:
        return "« answers » est un objet {code de la question: réponse}."
    code = wrong.code[:40]
    if wrong.problem is Problem.UNKNOWN_QUESTION:
        return f"La question « {code} » n'existe pas. Les questions : {', '.join(QUESTIONS)}."
    if wrong.problem is Problem.NOT_ASKED:
        return (
            f"« {code} » ne se demande pas ici : d'autres réponses l'excluent, ou celle qui "
            "l'ouvre manque. Retirez-la."
        )
    return f"« {code} » attend {expected(QUESTIONS[code])}, {UNKNOWN_TOO}."
