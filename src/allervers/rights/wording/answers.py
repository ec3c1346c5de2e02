"""An answer as it is read again on the summary."""

from typing import Final

from django.utils.translation import gettext as _

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.question import Kind, Question
from allervers.rights.wording.questions import wording_of
from allervers.ui import french

NOT_ASKED: Final = "not_asked"


def answer_text(question: Question, answers: Answers, commune: str = "") -> str:
    """Return an answer in words: « 40 ans », « Ne sait pas », « Pas demandé »."""
    code = question.code
    if not answers.is_asked(code):
        return _("Pas demandé")
    if answers.is_unknown(code):
        return _("Ne sait pas")
    if question.kind is Kind.COMMUNE:
        return commune or answers.text(code) or ""
    return _value_text(question, answers)


def _value_text(question: Question, answers: Answers) -> str:
    code = question.code
    said = wording_of(code)
    received = answers.received(code)
    if received is not None:
        return _("%(amount)s € par mois, pendant %(months)s mois") % {
            "amount": french.number_text(float(received.amount), 2),
            "months": received.months,
        }
    if question.kind is Kind.MANY:
        return ", ".join(
            str(said.choices[one]) for one in question.choices if one in answers.many(code)
        )
    if question.kind is Kind.CHILDREN:
        return _children_text(code, answers)
    if question.kind is Kind.AGES:
        return ", ".join(_("%(age)s ans") % {"age": one} for one in answers.ages(code))
    if question.kind is Kind.CHOICE:
        return str(said.choices[answers.text(code) or ""])
    euros = answers.euros(code)
    figure = french.number_text(float(euros), 2) if euros is not None else str(answers.number(code))
    return f"{figure}{french.NO_BREAK}{said.unit}".strip()


def _children_text(code: str, answers: Answers) -> str:
    ages = answers.ages("children_ages")
    ticked = [ages[place] for place in answers.ages(code) if place < len(ages)]
    if not ticked:
        return _("Aucun")
    return ", ".join(_("%(age)s ans") % {"age": age} for age in ticked)
