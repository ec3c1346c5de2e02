"""A local right's conditions in French: what must hold, and what would open the right."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.rights.domain.local.facts import FACTS
from allervers.rights.domain.local.rights import All, Among, Between, Condition, Free, Not, OneOf
from allervers.rights.wording.choices import ACTIVITIES, BENEFITS
from allervers.rights.wording.local_questions import LOCAL
from allervers.rights.wording.people import LIVING
from allervers.ui import french

Words = str | Promise
EUROS, YEARS, CHILDREN, PERCENT = "euros", "years", "children", "percent"
# How a number is said, with its bounds: « avoir 65 ans au moins ».
NUMBERS: Final[Mapping[str, tuple[Words, str]]] = {
    "age": (gettext_lazy("avoir %(bounds)s"), YEARS),
    "age_conjoint": (gettext_lazy("avoir un conjoint qui a %(bounds)s"), YEARS),
    "age_enfant": (gettext_lazy("avoir un enfant qui a %(bounds)s"), YEARS),
    "enfants": (gettext_lazy("avoir %(bounds)s à charge"), CHILDREN),
    "taux_incapacite": (gettext_lazy("avoir un taux d'incapacité %(of)s"), PERCENT),
    "quotient_familial": (gettext_lazy("avoir un quotient familial %(of)s"), EUROS),
    "ressources": (gettext_lazy("avoir un revenu net du foyer, par mois, %(of)s"), EUROS),
    "impot": (gettext_lazy("avoir un impôt sur le revenu %(of)s"), EUROS),
    "loyer": (gettext_lazy("avoir un loyer %(of)s"), EUROS),
    "residence_departement": (gettext_lazy("vivre dans le département depuis %(bounds)s"), YEARS),
    "residence_commune": (gettext_lazy("vivre dans la commune depuis %(bounds)s"), YEARS),
}
# Said otherwise when the only figure is 0.
NOTHING: Final[Mapping[str, Words]] = {
    "enfants": gettext_lazy("ne pas avoir d'enfant à charge"),
    "impot": gettext_lazy("ne pas être imposable"),
    "loyer": gettext_lazy("ne pas payer de loyer"),
}
LISTS: Final[Mapping[str, Words]] = {
    "activite": gettext_lazy("être dans ce cas : %(values)s"),
    "logement": gettext_lazy("habiter ainsi : %(values)s"),
    "recoit": gettext_lazy("recevoir : %(values)s"),
    "situation": gettext_lazy("être dans cette situation : %(values)s"),
}
SAID: Final[Mapping[str, Mapping[str, Words]]] = {
    "activite": ACTIVITIES,
    "logement": LIVING["housing"].choices,
    "recoit": {**LOCAL["local_benefits"].choices, **BENEFITS},
    "situation": LOCAL["local_situations"].choices,
}
YES_OR_NO: Final[Mapping[tuple[str, str], Words]] = {
    ("couple", "oui"): gettext_lazy("vivre en couple"),
    ("couple", "non"): gettext_lazy("ne pas vivre en couple"),
    ("enceinte", "oui"): gettext_lazy("une grossesse en cours"),
    ("enceinte", "non"): gettext_lazy("pas de grossesse en cours"),
    ("bourse_scolaire", "oui"): gettext_lazy("une bourse de collège ou de lycée"),
    ("bourse_scolaire", "non"): gettext_lazy("pas de bourse de collège ni de lycée"),
}
# Never said to be what would open a right: a separation, a child, an illness, a bereavement.
NOT_SUGGESTED: Final = frozenset({
    "couple", "enceinte", "enfants", "age_enfant", "age_conjoint", "taux_incapacite", "situation",
})  # fmt: skip
AGEING: Final = ("age", "age_conjoint", "age_enfant", "residence_departement", "residence_commune")


def condition_text(condition: Condition) -> str:
    """Return a condition: « avoir 65 ans au moins ; ou recevoir : AAH »."""
    if isinstance(condition, Free):
        return f"« {condition.text.strip().rstrip('.')} »"
    if isinstance(condition, Between):
        return _between(condition)
    if isinstance(condition, Among):
        return _among(condition)
    if isinstance(condition, Not):
        return _("le contraire de (%(part)s)") % {"part": condition_text(condition.part)}
    return _word(condition).join(condition_text(one) for one in condition.parts)


def _word(condition: All | OneOf) -> str:
    return _(" et ") if isinstance(condition, All) else _(" ; ou ")


def _between(asked: Between) -> str:
    if asked.high == 0 and asked.fact in NOTHING:
        return str(NOTHING[asked.fact])
    bounds = bounds_text(asked)
    of = bounds if asked.low is not None and asked.high is not None else _("de %s") % bounds
    return str(NUMBERS[asked.fact][0]) % {"bounds": bounds, "of": of}


def _among(asked: Among) -> str:
    said = SAID.get(asked.fact)
    if said is None:
        return str(YES_OR_NO[asked.fact, asked.values[0]])
    codes = FACTS[asked.fact].codes
    values = _(" ou ").join(str(said.get(codes[one], one)) for one in asked.values)
    return str(LISTS[asked.fact]) % {"values": values}


def bounds_text(asked: Between) -> str:
    """Return « 65 ans au moins », « moins de 20 ans », « entre 18 et 25 ans »."""
    unit = NUMBERS[asked.fact][1]
    low, high = asked.low, asked.high
    if low is not None and high is not None:
        return _("entre %(low)s et %(high)s") % {
            "low": _number(low), "high": _figure(high, unit)
        }  # fmt: skip
    if low is not None:
        said = {"value": _figure(low, unit)}
        return (_("plus de %(value)s") if asked.is_over else _("%(value)s au moins")) % said
    said = {"value": _figure(high or Decimal(0), unit)}
    return (_("moins de %(value)s") if asked.is_under else _("%(value)s au plus")) % said


def _number(value: Decimal) -> str:
    return french.number_text(float(value), 0 if value == value.to_integral_value() else 2)


def _figure(value: Decimal, unit: str) -> str:
    """Return a number with its unit: « 1 an », « 850 € »."""
    figure, is_one = _number(value), value <= 1
    if unit == YEARS:
        return (_("%(figure)s an") if is_one else _("%(figure)s ans")) % {"figure": figure}
    if unit == CHILDREN:
        return (_("%(figure)s enfant") if is_one else _("%(figure)s enfants")) % {"figure": figure}
    return f"{figure}{french.NO_BREAK}{'€' if unit == EUROS else '%'}"


def change_text(condition: Condition) -> str:
    """Return what would open the right: « à partir de 65 ans »; nothing when nothing can.

    A way that asks for what is in nobody's hands is left out whole (`NOT_SUGGESTED`).
    """
    if _is_indecent(condition):
        return ""
    if isinstance(condition, Between) and condition.fact in AGEING:
        if condition.low is None:
            return ""  # nobody grows younger
        return _age(condition) if condition.fact == "age" else condition_text(condition)
    if isinstance(condition, All):
        parts = [change_text(one) for one in condition.parts]
        return _word(condition).join(parts) if all(parts) else ""
    if isinstance(condition, OneOf):
        return _word(condition).join(filter(None, map(change_text, condition.parts)))
    return condition_text(condition)


def _is_indecent(condition: Condition) -> bool:
    """Whether a condition alone is never suggested; its contrary is not read either."""
    if isinstance(condition, Between | Among):
        return condition.fact in NOT_SUGGESTED
    return isinstance(condition, Not)


def _age(asked: Between) -> str:
    said = {"value": _figure(asked.low or Decimal(0), YEARS)}
    return (_("après %(value)s") if asked.is_over else _("à partir de %(value)s")) % said
