"""Answers that come from outside, read as a page would have kept them, or refused with a cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from allervers.rights.domain.answers import UNKNOWN, Answers, Json
from allervers.rights.domain.local_questions import LOCAL_CODES
from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS, asked_codes
from allervers.rights.domain.validity import is_valid, read_figure


class Problem(StrEnum):
    """Why answers cannot be read."""

    NOT_ANSWERS = "not_answers"  # not an object {code: value}
    UNKNOWN_QUESTION = "unknown_question"
    IMPOSSIBLE = "impossible"  # a value that does not answer the question
    NOT_ASKED = "not_asked"  # a question that the other answers leave pointless


@dataclass(eq=False)
class WrongAnswersError(Exception):
    """Answers that cannot be read; `code`: the question, when there is one."""

    problem: Problem
    code: str = ""


def checked(raw: object) -> Answers:
    """Return the answers of a JSON object, figures written as they are kept ("650.00").

    Raises WrongAnswersError: a question that does not exist, a value that does not answer it, an
    answer to a question that the other answers close (the partner's age without a partner).
    """
    if not isinstance(raw, Mapping):
        raise WrongAnswersError(Problem.NOT_ANSWERS)
    for code in raw:
        if code not in QUESTIONS:
            raise WrongAnswersError(Problem.UNKNOWN_QUESTION, str(code))
    answers = Answers({})
    for code, question in QUESTIONS.items():
        if code in raw:
            answers = answers.with_answer(code, _kept(question, raw[code], answers))
    # Whether a question of local rights is worth asking depends on where they are given.
    pointless = set(answers) - set(asked_codes(answers)) - LOCAL_CODES
    if pointless:
        raise WrongAnswersError(Problem.NOT_ASKED, min(pointless))
    return answers


def _kept(question: Question, value: Json, answers: Answers) -> Json:
    """Return the value as it is kept."""
    plain = _with_figures(question.kind, value)
    if not is_valid(question, plain, answers):
        raise WrongAnswersError(Problem.IMPOSSIBLE, question.code)
    return plain


def _with_figures(kind: Kind, value: Json) -> Json:
    if kind is Kind.MONEY and value != UNKNOWN:
        return _figure(value)
    if kind is Kind.RECEIVED and isinstance(value, dict) and "amount" in value:
        return {**value, "amount": _figure(value["amount"])}
    return value


def _figure(value: Json) -> Json:
    """Return euros as they are kept; what is no figure as it is, to be refused."""
    text = str(value) if type(value) in (int, float, Decimal) else value
    found = read_figure(text) if isinstance(text, str) else None
    return value if found is None else str(found)
