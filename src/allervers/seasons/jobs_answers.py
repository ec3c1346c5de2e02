"""Questions about a plan: answered by the worker, which loads the planner's compiled code."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from allervers.seasons.actions.answering import (
    ANSWER_JOB,
    Purpose,
    Question,
    begin_question,
    end_question,
)
from allervers.seasons.actions.computing import QUEUE
from allervers.seasons.domain.asking import setback_of
from allervers.seasons.domain.matters import Matter
from allervers.seasons.gateways.planner.loading import planner_refuses, ready_to_compile
from allervers.seasons.wording.matters import plain


@app.task(name=ANSWER_JOB, queue=QUEUE)
def answer_job(computation_id: str) -> str:
    """Answer one question; the page that asked shows the answer."""
    return answer(UUID(computation_id))


def answer(computation_id: UUID) -> str:
    """Answer one question; say how it ended."""
    question = begin_question(computation_id=computation_id, now=timezone.now())
    if question is None:
        return "over"
    found: dict[str, Any] | None = None
    reasons = [_("Le calcul s'est arrêté de lui-même. Recommencez, ou prévenez l'hébergeur.")]
    try:
        with planner_refuses() as said:
            found = answered(question)
        reasons = [plain(Matter(code, forbids=True)) for code in said]
    finally:
        end_question(
            computation_id=computation_id, answer=found, reasons=reasons, now=timezone.now()
        )
    return "failed" if found is None else "done"


def answered(question: Question) -> dict[str, Any]:
    """Ask the planner."""
    ready_to_compile()
    from allervers.seasons.gateways.planner import answers, season_why  # noqa: PLC0415 - compiled

    stored, visits, asked = question.problem, question.visits, question.asked
    if question.purpose == Purpose.REPLAN:
        return answers.proposals(stored, visits, setback_of(asked), price=float(asked["price"]))
    if question.purpose == Purpose.FORCE:
        return answers.why_not(stored, visits, asked["halt"])
    return season_why.what_more(stored, visits, shut=question.shut)
