"""Three invented households whose every answer is known."""

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.question import NONE, Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS, asked_codes


def whole(answers: Answers) -> Answers:
    """Answer by no, none or zero what is worth asking and is not answered; drop what is not."""
    while stray := set(answers) - set(asked_codes(answers)):
        answers = answers.without(stray.pop())
    while open_ones := [code for code in asked_codes(answers) if not answers.is_asked(code)]:
        answers = answers.with_answer(open_ones[0], neutral(QUESTIONS[open_ones[0]]))
    return answers


def neutral(question: Question) -> Json:
    """Return the answer that opens nothing."""
    if question.kind is Kind.CHOICE:
        return next((one for one in ("no", NONE) if one in question.choices), question.choices[-1])
    plain: dict[Kind, Json] = {
        Kind.WHOLE: int(question.lowest), Kind.MONEY: "0", Kind.MANY: [NONE], Kind.CHILDREN: [],
    }  # fmt: skip
    return plain[question.kind]


ALONE = whole(Answers({
    "age": 40, "couple": "no", "children": 0, "pregnant": "no", "nationality": "french",
    "activity": "employee", "disability": "none", "incomes": ["wages"], "wages": "900",
    "steady": "yes", "housing": "tenant", "rent": "500", "flat_share": "no", "commune": "92040",
    "benefits": ["none"],
}))  # fmt: skip
PARENT = whole(Answers({
    **ALONE.raw, "age": 35, "children": 3, "children_ages": [2, 6, 17], "shared_custody": [],
    "other_parent": "does_not_pay", "taxed_income": "18000", "benefits": ["aide_logement"],
    "received_aide_logement": {"amount": "400", "months": 12},
}))  # fmt: skip
ELDER = whole(Answers({
    **ALONE.without("wages").without("pregnant").raw, "age": 64, "activity": "retired",
    "unfit": "no", "incomes": ["retirement"], "retirement": "600",
}))  # fmt: skip
