"""Findings alone, for whoever does not ask what comes next."""

from datetime import date

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.finding import Found
from allervers.rights.domain.screening import screen


def judge(answers: Answers, month: date, engine: Engine) -> list[Found]:
    """Return one finding for each right, in the order of `RIGHTS` (domain/screening.py)."""
    return list(screen(answers, month, engine).findings)
