"""Audiences in words: who is counted, and how many of each a plan reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.seasons.domain.audiences import EVERYBODY
from allervers.seasons.domain.need import ALL, AUDIENCES
from allervers.seasons.domain.ranges import Range
from allervers.seasons.mapping import to_weights
from allervers.seasons.models import Season
from allervers.ui import french

NAMES: Final = {
    ALL: gettext_lazy("toutes les personnes"),
    "youth": gettext_lazy("jeunes"),
    "families": gettext_lazy("personnes en famille"),
    "seniors": gettext_lazy("personnes âgées"),
}
RESERVED: Final = [(one, NAMES[one]) for one in AUDIENCES if one != ALL]
"""Audiences that a halt may be only for: code, name."""


@dataclass(frozen=True, slots=True)
class Reached:
    """People of an audience that a plan reaches: a figure, or between two bounds."""

    name: str
    people: str


def audience_text(code: str) -> str:
    """Name an audience."""
    return str(NAMES.get(code, code))


def weights_text(season: Season) -> str:
    """Say what is counted: « toutes les personnes × 1, jeunes × 2 »; nothing when all alike."""
    weights = to_weights(season)
    if weights == EVERYBODY:
        return ""
    parts = [f"{audience_text(one)} × {_figure(weights[one])}" for one in weights]
    return _("Comptés : %(parts)s. Qui est de deux publics compte pour les deux.") % {
        "parts": ", ".join(parts)
    }


def _figure(weight: float) -> str:
    return french.number_text(weight, 0 if weight == int(weight) else 2)


def reached_label(plan: Any) -> str:
    """Name the figure of people that a plan is counted with."""
    if plan.audiences:
        return _("Personnes touchées, pondérées par public, estimation")
    return _("Personnes touchées, estimation")


def reached_lines(plan: Any) -> list[Reached]:
    """Say people reached by audience, weights left out; nothing when all count alike."""
    return [
        Reached(audience_text(one).capitalize(), french.number_text(plan.audiences[one]))
        for one in AUDIENCES
        if one in plan.audiences
    ]


def bounds_lines(audiences: Mapping[str, tuple[float, float]]) -> list[Reached]:
    """Say the same between bounds."""
    return [
        Reached(audience_text(one).capitalize(), _between(Range(*audiences[one])))
        for one in AUDIENCES
        if one in audiences
    ]


def _between(one: Range) -> str:
    low, high = french.number_text(one.low), french.number_text(one.high)
    return high if low == high else _("de %(low)s à %(high)s") % {"low": low, "high": high}
