"""Invented answers, drawn so that every branch of the questionnaire is walked."""

from collections.abc import Callable
from random import Random

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.question import NONE, Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS, asked_codes

MONEY = {"taxed_income": (0, 9000, 21000, 38000, 70000), "rent": (250, 480, 730, 1400)}
COMMUNES = ("92040", "75056", "16015", "23096", "59350")


def answered(seed: int, *, unknown: float = 0.0) -> Answers:
    """Answer every question worth asking; a share of them by « ne sait pas »."""
    chance = chance_of(seed)
    answers = Answers({})
    while open_ones := [code for code in asked_codes(answers) if not answers.is_asked(code)]:
        code = open_ones[0]
        value: Json = {"unknown": True}
        if chance.random() >= unknown:
            value = drawn(QUESTIONS[code], answers, chance)
        answers = answers.with_answer(code, value)
    return answers


def chance_of(seed: int) -> Random:
    """Return a chance that draws the same for the same seed."""
    return Random(seed)  # noqa: S311 - drawn, not secret


def drawn(question: Question, answers: Answers, chance: Random) -> Json:
    """Draw an answer that is possible."""
    return DRAWERS[question.kind](question, answers, chance)


def _ages(_question: Question, answers: Answers, chance: Random) -> Json:
    return [chance.randint(0, 22) for _one in range(answers.number("children") or 0)]


def _children(_question: Question, answers: Answers, chance: Random) -> Json:
    count = len(answers.ages("children_ages"))
    return [place for place in range(count) if chance.random() < 0.2]


def _whole(question: Question, chance: Random) -> int:
    if question.code == "children":
        return chance.choice((0, 0, 1, 2, 3, 5))
    if question.code in ("parents_children", "parents_students"):
        return chance.choice((1, 2, 4))
    if question.code.endswith("age"):
        return chance.choice((19, 24, 25, 31, 40, 52, 61, 63, 64, 67, 81))
    return chance.choice((0, 3, 5, 9, 12))


def _money(question: Question, chance: Random) -> str:
    amounts = MONEY.get(question.code, (0, 180, 640, 980, 1320, 2100))
    return f"{chance.choice(amounts)}.00"


def _many(question: Question, chance: Random) -> list[str]:
    ticked = [one for one in question.choices if one != NONE and chance.random() < 0.2]
    return ticked or [NONE]


Drawer = Callable[[Question, Answers, Random], Json]
DRAWERS: dict[Kind, Drawer] = {
    Kind.CHOICE: lambda question, _answers, chance: chance.choice(question.choices),
    Kind.WHOLE: lambda question, _answers, chance: _whole(question, chance),
    Kind.MONEY: lambda question, _answers, chance: _money(question, chance),
    Kind.AGES: _ages,
    Kind.CHILDREN: _children,
    Kind.MANY: lambda question, _answers, chance: _many(question, chance),
    Kind.RECEIVED: lambda _question, _answers, chance: {
        "amount": f"{chance.randint(20, 900)}.00",
        "months": chance.randint(1, 12),
    },
    Kind.COMMUNE: lambda _question, _answers, chance: chance.choice(COMMUNES),
}
