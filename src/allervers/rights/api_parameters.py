"""The figures behind the rights, in open data: values, texts, and what is not up to date."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from allervers.rights.domain.freshness import (
    Parameter,
    Register,
    freshness_of,
    is_own,
    is_to_check,
    read_by,
    stale_of,
)
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.gateways.openfisca_register import rules_register
from allervers.rights.wording import right_label
from allervers.rights.wording.freshness import freshness_sentences
from allervers.ui.access import ANYONE, open_to, reads

router = Router(tags=["Droits"])
CACHED: Final = "public, max-age=3600"


class ParametersQuestion(Schema):
    """Quel droit, quel jour. Sans rien : tous les droits montrés, aujourd'hui."""

    right: Right | None = Field(None, description="Un droit, par son nom : « rsa », « css ».")
    day: date | None = Field(None, description="Le jour auquel les valeurs sont lues.")


class ParameterOut(Schema):
    """Un chiffre, un barème ou un tableau des règles."""

    name: str = Field(description="Nom dans OpenFisca-France.")
    label: str = Field(description="Intitulé.")
    unit: str = Field(description="Unité : « currency » pour des euros, « /1 » pour un taux.")
    kind: str = Field(description="« figure » (chiffre), « scale » (barème) ou « table ».")
    since: date | None = Field(description="Jour depuis lequel la valeur est en vigueur.")
    value: Any = Field(description="Valeur ; tranches d'un barème ; nombre de chiffres.")
    checked: date | None = Field(description="Dernier jour où la valeur a été vue en vigueur.")
    title: str = Field(description="Texte qui donne la valeur.")
    href: str = Field(description="Adresse du texte.")
    correction: str = Field(description="Correction d'Aller-vers appliquée ; vide sans.")
    is_stale: bool = Field(description="Vrai quand une autre valeur est sans doute en vigueur.")
    is_to_check: bool = Field(description="Vrai quand personne ne l'a revue depuis 18 mois.")


class RightOut(Schema):
    """Un droit, ce qu'il lit, et ce qui n'y est pas à jour."""

    right: str = Field(description="Nom du droit.")
    label: str = Field(description="Intitulé du droit.")
    is_stale: bool = Field(description="Vrai quand un chiffre n'est plus à jour.")
    warnings: list[str] = Field(description="Ce qui n'est pas à jour, en une phrase chacun.")
    parameters: list[str] = Field(description="Noms des chiffres lus.")
    through: list[str] = Field(description="Autres droits dont le calcul se sert.")


class ParametersOut(Schema):
    """Le registre des chiffres lus par les droits montrés."""

    rules: str = Field(description="Version des règles.")
    day: date = Field(description="Jour auquel les valeurs sont lues.")
    rights: list[RightOut] = Field(description="Les droits.")
    parameters: list[ParameterOut] = Field(description="Les chiffres lus par ces droits.")


@router.get(
    "/rights/parameters",
    response=ParametersOut,
    summary="Chiffres et textes des droits",
    url_name="rights_parameters",
)
@open_to(ANYONE)
@reads
def rights_parameters(
    request: HttpRequest, response: HttpResponse, asked: Query[ParametersQuestion]
) -> dict[str, Any]:
    """Chaque chiffre lu par les droits : valeur, date, texte, et s'il est à jour."""
    register, day = rules_register(), asked.day or timezone.localdate()
    shown = [one for one in RIGHTS if one in register.reads and asked.right in (None, one)]
    read = {one.name: one for right in shown for one in read_by(right, register)}
    response["Cache-Control"] = CACHED
    return {
        "rules": register.rules,
        "day": day,
        "rights": [right_out(right, register, day) for right in shown],
        "parameters": [parameter_out(one, day) for _name, one in sorted(read.items())],
    }


def right_out(right: str, register: Register, day: date) -> dict[str, Any]:
    """Return one right."""
    found = freshness_of(right, day, register)
    return {
        "right": str(right),
        "label": right_label(right),
        "is_stale": found.is_stale,
        "warnings": freshness_sentences(found),
        "parameters": list(register.reads[right]),
        "through": list(register.through.get(right, ())),
    }


def parameter_out(parameter: Parameter, day: date) -> dict[str, Any]:
    """Return one parameter as it is on a day."""
    since, value = parameter.at(day) or (None, None)
    return {
        "name": parameter.name,
        "label": parameter.label,
        "unit": parameter.unit,
        "kind": parameter.kind,
        "since": since,
        "value": value,
        "checked": parameter.checked,
        "title": parameter.title,
        "href": parameter.href,
        "correction": parameter.correction,
        "is_stale": is_own(parameter) and stale_of(parameter, day) is not None,
        "is_to_check": is_to_check(parameter, day),
    }
