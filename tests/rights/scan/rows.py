"""Answers of the questionnaire written as a row of a file of households."""

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.local_questions import LOCAL_QUESTIONS
from allervers.rights.domain.question import NONE, Kind, Question
from allervers.rights.domain.questionnaire import COUNTED, PREFIXES, QUESTIONS, changed
from allervers.rights.domain.scan.columns import ASKED, has_amount, tick_name

Row = dict[str, object]


def row_of(answers: Answers, name: str = "1") -> Row:
    """Return the row that says the same; what was not answered is left out."""
    row: Row = {"id": name}
    for question in (*ASKED, *LOCAL_QUESTIONS):
        code = question.code
        if answers.is_known(code):
            row |= READ[question.kind](question, answers)
    for prefix in PREFIXES:
        _zeros(row, answers, prefix)
    return row


def as_told(answers: Answers) -> Answers:
    """Return the answers without the incomes of nothing at all: a row cannot tell them apart."""
    for prefix in PREFIXES:
        code = f"{prefix}incomes"
        kept = [one for one in sorted(answers.many(code)) if not _is_nothing(answers, prefix, one)]
        if answers.is_known(code):
            answers = changed(answers, code, list(kept) or [NONE])
    return answers


def _is_nothing(answers: Answers, prefix: str, kind: str) -> bool:
    now, year = answers.euros(f"{prefix}{kind}"), answers.euros(f"{prefix}{kind}_year")
    return kind in COUNTED and now == 0 and not year


def _zeros(row: Row, answers: Answers, prefix: str) -> None:
    """Say that incomes and benefits that were not ticked are none."""
    for one in COUNTED:
        if answers.is_known(f"{prefix}incomes") and one not in answers.many(f"{prefix}incomes"):
            row[f"{prefix}{one}"] = row[f"{prefix}{one}_year"] = 0.0
    if answers.is_known("benefits"):
        ticked = answers.many("benefits")
        for choice in QUESTIONS["benefits"].choices:
            if choice not in (*ticked, NONE) and has_amount("benefits", choice):
                row[f"received_{choice}"] = 0.0


def _plain(question: Question, answers: Answers) -> Row:
    return {question.code: answers.raw[question.code]}


def _ages(question: Question, answers: Answers) -> Row:
    return {question.code: "|".join(map(str, answers.ages(question.code)))}


def _children(question: Question, answers: Answers) -> Row:
    places = answers.ages(question.code)
    count = answers.number("children") or 0
    return {question.code: "|".join("oui" if one in places else "non" for one in range(count))}


def _many(question: Question, answers: Answers) -> Row:
    ticked = answers.many(question.code)
    return {
        tick_name(question.code, one): "oui" if one in ticked else "non"
        for one in question.choices
        if one != NONE and not has_amount(question.code, one)
    }


def _received(question: Question, answers: Answers) -> Row:
    found = answers.received(question.code)
    assert found is not None
    return {
        question.code: str(found.amount),
        f"{question.code}_months": str(found.months),
    }


READ = {
    Kind.CHOICE: _plain,
    Kind.WHOLE: _plain,
    Kind.MONEY: _plain,
    Kind.COMMUNE: _plain,
    Kind.AGES: _ages,
    Kind.CHILDREN: _children,
    Kind.MANY: _many,
    Kind.RECEIVED: _received,
}
