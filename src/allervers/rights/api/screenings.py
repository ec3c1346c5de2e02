"""`POST /rights/screenings`: answers to our questions in, findings and the next question out."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from allervers.rights.api.answering import (
    BodyError,
    answered,
    body_of,
    in_a_place,
    json_of,
    no,
    open_door,
    preflight,
    said,
)
from allervers.rights.api.local import local_rows, next_local
from allervers.rights.api.schemas import RightsProblem, ScreeningOut, screening_body
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.checking import WrongAnswersError, checked
from allervers.rights.domain.finding import Found
from allervers.rights.domain.freshness import freshness_of
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import Right
from allervers.rights.domain.screening import Screened
from allervers.rights.gateways.openfisca_register import rules_register
from allervers.rights.mapping.unkept import period_of, unkept
from allervers.rights.wording import finding_sentence, reason_sentences, right_label
from allervers.rights.wording.freshness import freshness_sentences
from allervers.rights.wording.problems import expected, problem_sentence
from allervers.rights.wording.questions import wording_of
from allervers.ui.access import ANYONE, computes, open_to

router = Router()
PATH: Final = "/rights/screenings"
KNOWN: Final = frozenset({"answers", "month"})
AMOUNTS: Final = ("amount", "low", "high", "received", "waiting")  # euros, written as text


@router.post(
    PATH,
    response={
        200: ScreeningOut,
        400: RightsProblem,
        413: RightsProblem,
        422: RightsProblem,
        503: RightsProblem,
    },
    summary="Les droits d'un foyer, d'après ses réponses",
    operation_id="chercher_droits",
    openapi_extra=screening_body(),
)
@open_to(ANYONE)
@computes
@answered
def screenings(request: HttpRequest) -> HttpResponse:
    """Dit de chaque droit s'il est ouvert, refusé ou possible (entre quels montants), et pourquoi.

    Dit aussi quelle question tranche le plus. Rien n'est gardé ni journalisé. Une question absente
    n'a pas été posée : elle ne vaut jamais zéro. Les droits locaux sont ceux de la commune dite.
    """
    answers, month = read(json_of(body_of(request)))
    with in_a_place():
        found = open_door().screen(answers, month)
    row = screening_row(found, month)
    next_code = found.next_code or next_local(answers, month)
    local = {"local": local_rows(answers, month), "next_question": next_row(next_code)}
    return said(orjson.dumps({**row, **local}, default=str))


@router.api_operation(["OPTIONS"], PATH, include_in_schema=False)
@open_to(ANYONE)
@computes
def screenings_preflight(request: HttpRequest) -> HttpResponse:
    """Let a page of another origin ask."""
    return preflight()


def read(asked: Any) -> tuple[Answers, date]:
    """Return the answers and the month asked; raises BodyError."""
    if not isinstance(asked, dict):
        raise BodyError(no(422, 'Donnez un objet : {"answers": {…}, "month": "2026-11"}.'))
    strange = next((str(one) for one in asked if one not in KNOWN), None)
    if strange is not None:
        raise BodyError(no(422, f"« {strange[:40]} » n'est pas attendu : answers, month."))
    try:
        return checked(asked.get("answers")), month_of(asked.get("month"))
    except WrongAnswersError as wrong:
        raise BodyError(no(422, problem_sentence(wrong))) from wrong


def month_of(text: object) -> date:
    """Return the month asked: this one or the next, for which the rules are ready."""
    now = timezone.localdate().replace(day=1)
    after = date(now.year + now.month // 12, now.month % 12 + 1, 1)
    months = {f"{one:%Y-%m}": one for one in (now, after)}
    found = now if text is None else months.get(text) if isinstance(text, str) else None
    if found is None:
        sentence = f"Le mois est {' ou '.join(months)} : nous calculons celui-ci et le suivant."
        raise BodyError(no(422, sentence))
    return found


def screening_row(found: Screened, month: date) -> dict[str, Any]:
    """Return what the API says of a screening."""
    return {
        "month": month,
        "findings": [finding_row(one, month) for one in found.findings],
        "is_settled": found.is_settled,
    }


def finding_row(found: Found, month: date) -> dict[str, Any]:
    """Return one right, said in French too."""
    told = unkept(found, month)
    return {
        "right": told.right,
        "label": right_label(told.right),
        "status": told.status,
        "sentence": finding_sentence(told),
        "period": period_of(found),
        **{name: getattr(found, name) for name in AMOUNTS},
        "is_estimate": found.is_estimate,
        "missing": found.missing,
        "reasons": [
            {"code": row["code"], "text": text}
            for row in told.reasons
            for text in reason_sentences(replace(told, reasons=[row]))
        ],
        "stale": stale(found.right, month),
    }


@lru_cache(maxsize=200)
def stale(right: Right, month: date) -> tuple[str, ...]:
    """Return what is known to be out of date in a right's figures."""
    return tuple(freshness_sentences(freshness_of(right, month, rules_register())))


def next_row(code: str | None) -> dict[str, str] | None:
    """Return the next question."""
    if code is None:
        return None
    words = wording_of(code)
    return {
        "code": code,
        "ask": str(words.ask),
        "why": str(words.why),
        "expects": expected(QUESTIONS[code]),
    }
