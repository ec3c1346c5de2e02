"""Formulas that the released rules compute over another period than the law.

No formula is written again: the released one runs with another of its own helpers.
"""

from datetime import date
from types import FunctionType
from typing import Any, Final

from openfisca_core.periods import Period, period
from openfisca_france.model.prestations.minima_sociaux.cs import ressources

from openfisca_allervers.corrected import Applied, Source

HELPER: Final = "compute_previous_year"
BASES: Final = ("css_cmu_base_ressources_individu", "css_cmu_base_ressources")
SINCE: Final = date(2022, 1, 1)
CHECKED: Final = date(2025, 4, 1)
DECREE: Final = Source(
    "Code de la sécurité sociale, R861-8, modifié par le décret n° 2021-1642 du 13 décembre 2021, "
    "art. 1, 2°",
    "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000044488241",
)


def thirteenth_to_second(month: Any) -> Any:
    """Return the year from the thirteenth to the second month before that of the claim.

    A claim of April 2025 looks at March 2024 to February 2025 (CSS, R861-8 since 2022).
    """
    return Period(("year", month.start.offset(-13, "month"), 1))


def css_reference_period(system: Any, module: Any = ressources) -> Applied | None:
    """Have the CSS look at the months that R861-8 says; None when the rules already do.

    `module`: where the rules keep their helper.
    """
    helper = getattr(module, HELPER)
    april = period("2025-04")
    if helper(april) == thirteenth_to_second(april):
        return None
    for name in BASES:
        system.update_variable(shifted(system.get_variable(name)))
    return Applied("css_reference_period", SINCE, CHECKED, DECREE, BASES, is_formula=True)


def shifted(variable: Any) -> type:
    """Return the same variable, whose formula since 2022 looks at the shifted year."""
    stock = variable.get_formula(f"{SINCE:%Y-%m}")
    known = {**stock.__globals__, HELPER: thirteenth_to_second}
    formula = FunctionType(stock.__code__, known, f"formula_{SINCE:%Y_%m}")
    base = type(variable)
    return type(variable.name, (base,), {f"formula_{SINCE:%Y_%m}": formula})
