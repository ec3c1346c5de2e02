"""What the API of the rights says it takes and gives: its description (OpenAPI 3.1)."""

from datetime import date
from typing import Any, Final, Literal

from ninja import Schema
from pydantic import Field

from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.questionnaire import MOST_CHILDREN, QUESTIONS
from allervers.rights.wording.problems import expected
from allervers.rights.wording.questions import wording_of

Json = dict[str, Any]
MONTH: Final = "^20[0-9]{2}-(0[1-9]|1[0-2])$"
UNKNOWN: Final[Json] = {
    "type": "object",
    "properties": {"unknown": {"const": True}},
    "required": ["unknown"],
    "additionalProperties": False,
}


class RightsProblem(Schema):
    """Pourquoi il n'y a pas de réponse, et quoi faire."""

    detail: str


class RightReasonOut(Schema):
    """Une raison, ou ce qui a été supposé."""

    code: str
    text: str = Field(description="La raison en français.")


class RightFindingOut(Schema):
    """Un droit."""

    right: str = Field(description="Code du droit : le nom d'OpenFisca-France, ou `css`.")
    label: str = Field(description="Son nom.")
    status: Literal["entitled", "not_entitled", "perhaps", "not_asked"] = Field(
        description=(
            "Ouvert, refusé, possible (une réponse n'est pas connue ou ne se compte pas), ou "
            "possible faute d'avoir posé toutes les questions."
        )
    )
    sentence: str = Field(description="Le constat dit à la personne.")
    period: Literal["month", "year"] = Field(description="Ce que couvrent les euros.")
    amount: str | None = Field(description="Euros, s'il n'y a qu'un montant possible.")
    low: str | None = Field(description="Le moins, sur toutes les façons de compléter.")
    high: str | None = Field(description="Le plus.")
    is_estimate: bool = Field(description="Vrai quand ces bornes viennent d'un échantillon.")
    received: str | None = Field(description="Euros par mois déjà reçus.")
    waiting: str | None = Field(description="Euros perdus par mois de retard.")
    missing: list[str] = Field(description="Questions sans réponse connue.")
    reasons: list[RightReasonOut]
    stale: list[str] = Field(description="Ce que l'on sait être périmé dans ses chiffres.")


class LocalSourceOut(Schema):
    """Le texte ou la page qui le dit."""

    title: str
    when: str = Field(description="Sa date, autant qu'elle est connue.")
    link: str
    reference: str


class LocalRightOut(Schema):
    """Un droit local : d'une commune, d'un département, d'une région."""

    right: str = Field(description="Code du droit, `local:` et le nom de son fichier.")
    label: str
    payer: str = Field(description="Qui le donne.")
    status: Literal["entitled", "not_entitled", "perhaps", "not_asked"]
    is_here: bool | None = Field(
        description="Donné là où vit la personne ; rien quand le lieu n'est pas connu."
    )
    amount: str | None = Field(description="Euros de sa période, s'il n'y a qu'un montant.")
    low: str | None = Field(description="Le moins, sur tout ce qui manque.")
    high: str | None = Field(description="Le plus.")
    amounts: list[str] = Field(description="Ce qu'il donne, en mots, niveau par niveau.")
    missing: list[str] = Field(description="Questions sans réponse connue.")
    reasons: list[RightReasonOut]
    sources: list[LocalSourceOut]
    check_with: str = Field(description="Auprès de qui vérifier ce qui n'est pas établi.")
    is_review_due: bool = Field(description="Vrai quand personne ne l'a relu depuis un an.")


class NextQuestionOut(Schema):
    """La question qui tranche le plus."""

    code: str
    ask: str = Field(description="La question.")
    why: str = Field(description="Pourquoi elle est posée.")
    expects: str = Field(description="Ce qui y répond.")


class ScreeningOut(Schema):
    """Ce que l'on peut dire de chaque droit, et quoi demander ensuite."""

    month: date = Field(description="Premier jour du mois calculé.")
    findings: list[RightFindingOut]
    local: list[LocalRightOut] = Field(description="Les droits locaux d'où vit la personne.")
    next_question: NextQuestionOut | None = Field(
        description="Rien quand plus rien ne changerait. Celles des droits locaux viennent après."
    )
    is_settled: bool = Field(
        description="Vrai quand aucune réponse à venir ne change un constat national."
    )


def answer_schema(question: Question) -> Json:
    """Return what answers a question."""
    low, high = float(question.lowest), float(question.highest)
    euros: Json = {"anyOf": [
        {"type": "number", "minimum": low, "maximum": high},
        {"type": "string", "pattern": "^[0-9]{1,6}([.,][0-9]{1,2})?$"},
    ]}  # fmt: skip
    choices: Json = {"type": "string", "enum": list(question.choices)}
    kinds: dict[Kind, Json] = {
        Kind.CHOICE: choices,
        Kind.WHOLE: {"type": "integer", "minimum": low, "maximum": high},
        Kind.MONEY: euros,
        Kind.AGES: _list({"type": "integer", "minimum": low, "maximum": high}),
        Kind.CHILDREN: _list({"type": "integer", "minimum": 0, "maximum": MOST_CHILDREN - 1}),
        Kind.MANY: {"type": "array", "items": choices, "minItems": 1, "uniqueItems": True},
        Kind.RECEIVED: {
            "type": "object",
            "properties": {
                "amount": euros, "months": {"type": "integer", "minimum": 1, "maximum": 12},
            },
            "required": ["amount", "months"],
            "additionalProperties": False,
        },
        Kind.COMMUNE: {"type": "string", "pattern": "^[0-9][0-9AB][0-9]{3}$"},
    }  # fmt: skip
    said = f"{wording_of(question.code).ask} Attend {expected(question)}."
    return {"description": said, "anyOf": [kinds[question.kind], UNKNOWN]}


def _list(item: Json) -> Json:
    return {"type": "array", "items": item, "maxItems": MOST_CHILDREN}


def screening_body() -> Json:
    """Return what `POST /rights/screenings` takes."""
    answers: Json = {
        "type": "object",
        "description": "Les réponses, par code de question. Absente : non demandée, jamais zéro.",
        "properties": {code: answer_schema(one) for code, one in QUESTIONS.items()},
        "additionalProperties": False,
    }
    month: Json = {
        "type": "string",
        "pattern": MONTH,
        "description": "Le mois calculé (AAAA-MM) : celui-ci, par défaut, ou le suivant.",
    }
    schema: Json = {
        "type": "object",
        "properties": {"answers": answers, "month": month},
        "required": ["answers"],
        "additionalProperties": False,
    }
    return _body(schema, {"answers": {"age": 40, "couple": "no", "children": 0}})


def situation_body() -> Json:
    """Return what `POST /rights/calculate` takes: OpenFisca's situation."""
    people: Json = {"type": "object", "additionalProperties": {"type": "object"}}
    names = ("individus", "familles", "foyers_fiscaux", "menages")
    schema: Json = {
        "type": "object",
        "properties": dict.fromkeys(names, people),
        "required": ["individus"],
        "additionalProperties": False,
    }
    example = {"individus": {"a": {
        "date_naissance": {"ETERNITY": "1986-05-04"}, "aah": {"2026-11": None},
    }}}  # fmt: skip
    return _body(schema, example)


def _body(schema: Json, example: Json) -> Json:
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}
