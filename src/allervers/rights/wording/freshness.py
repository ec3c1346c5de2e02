"""Parameters of the rules and how fresh they are, in plain French."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allervers.rights.domain.freshness import Freshness, Notice, Parameter, Stale, Value
from allervers.ui import french

Words = str | Promise
UNITS: Final[Mapping[str, Words]] = {
    "year": gettext_lazy("ans"),
    "month": gettext_lazy("mois"),
    "BMAF": gettext_lazy("× la base mensuelle des allocations familiales"),
    "RSA": gettext_lazy("× le montant de base du RSA"),
    "smic": gettext_lazy("× le Smic"),
    "smic_mensuel_brut": gettext_lazy("× le Smic mensuel brut"),
    "smic_horaire_brut": gettext_lazy("× le Smic horaire brut"),
}
STALE: Final[Mapping[str, Words]] = {
    "raise_missed": gettext_lazy(
        "%(label)s : %(value)s depuis le %(since)s. Ce chiffre change chaque année : celui du "
        "%(due)s n'est pas encore dans nos règles. Près de la limite, seule la caisse peut dire."
    ),
    "correction_over": gettext_lazy(
        "%(label)s : valeur du %(since)s, vérifiée jusqu'au %(due)s seulement. À vérifier auprès "
        "de l'organisme."
    ),
}
GAPS: Final[Mapping[str, Words]] = {
    "cheque_energie_by_meter": gettext_lazy(
        "Depuis 2025, le chèque énergie suit le compteur d'électricité et le foyer fiscal de son "
        "titulaire : nos règles ne font pas ce rapprochement. À vérifier sur chequeenergie.gouv.fr."
    ),
}
CORRECTIONS: Final[Mapping[str, Words]] = {
    "css_ceiling_2025": gettext_lazy("Plafond de la complémentaire santé solidaire en 2025"),
    "css_reference_period": gettext_lazy(
        "Mois regardés pour la complémentaire santé solidaire : du 13e au 2e avant la demande"
    ),
    "cheque_energie_2023": gettext_lazy("Seuils du chèque énergie depuis 2023"),
    "pass_sport_2025": gettext_lazy("Pass'Sport de la saison 2025"),
}
SHORT: Final = 90  # characters of a label in a sentence


def day_text(day: date) -> str:
    """Return « 1er avril 2026 »."""
    return f"{french.day_number(day)} {dateformat.format(day, 'F Y')}"


def value_text(value: Value, unit: str) -> str:
    """Return « 651,69 € », « 60 % », « 25 ans », or how many steps or figures there are."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, list):
        return _list_text(value)
    if unit == "currency":
        return f"{number(value)}{french.NO_BREAK}€"
    if unit == "/1":
        return f"{number(value * 100)}{french.NO_BREAK}%"
    return f"{number(value)} {UNITS.get(unit, '')}".strip()


def _list_text(value: list[object]) -> str:
    """Return how long a list is: the steps of a scale, or names."""
    count = len(value)
    if value and isinstance(value[0], list):
        said = ngettext("barème de %(count)s tranche", "barème de %(count)s tranches", count)
    else:
        said = ngettext("liste de %(count)s élément", "liste de %(count)s éléments", count)
    return said % {"count": count}


def number(value: float) -> str:
    """Return « 651,69 », « 5 700 », « 0,4165 »: no useless zero."""
    if float(value).is_integer():
        return french.number_text(value)
    decimals = 2 if round(value, 2) == round(value, 6) else 4
    return french.number_text(value, decimals)


def parameter_value(parameter: Parameter, day: date) -> str:
    """Return a parameter's value on a day, in words."""
    found = parameter.at(day)
    if found is None:
        return ""
    if parameter.kind == "table":
        return ngettext("%(count)s chiffre, selon le cas", "%(count)s chiffres, selon le cas",
                        int(str(found[1]))) % {"count": found[1]}  # fmt: skip
    return value_text(found[1], parameter.unit)


def parameter_since(parameter: Parameter, day: date) -> str:
    """Return since when the value holds: « 1er avril 2026 »."""
    found = parameter.at(day)
    return day_text(found[0]) if found else ""


def stale_sentence(stale: Stale) -> str:
    """Return why a figure is not up to date."""
    label = stale.parameter.label
    return str(STALE[stale.code]) % {
        "label": label if len(label) <= SHORT else f"{label[:SHORT].rstrip()}…",
        "value": parameter_value(stale.parameter, stale.due),
        "since": day_text(stale.since),
        "due": day_text(stale.due),
    }


def gap_sentence(gap: Notice) -> str:
    """Return what the rules do not do."""
    return str(GAPS[gap.code])


def freshness_sentences(found: Freshness) -> list[str]:
    """Return what is not up to date, the gaps first; nothing when all is."""
    said = [gap_sentence(one) for one in found.gaps]
    return [*said, *dict.fromkeys(stale_sentence(one) for one in found.stale)]
