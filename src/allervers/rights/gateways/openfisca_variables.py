"""Which variable of OpenFisca-France answers for each right, and where its value stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from allervers.rights.domain.right import RIGHTS, YEARLY, Right


@dataclass(frozen=True, slots=True)
class Source:
    """A variable; `of`: the household's group, or the person who asks ("asker")."""

    variable: str
    of: str = "home"


OF_ASKER: Final = frozenset({Right.AAH})
# The css joins two variables, and is judged beside its ceilings.
CSS: Final = ("cmu_c", "css_participation_forfaitaire", "css_cmu_base_ressources")
CSS_CEILINGS: Final = ("cmu_c_plafond", "acs_plafond")
SOURCES: Final[Mapping[Right, Source]] = {
    right: Source(right.value, "asker" if right in OF_ASKER else "home")
    for right in RIGHTS
    if right is not Right.CSS
}
VARIABLES: Final = tuple(one.variable for one in SOURCES.values())
ASKED: Final = (*VARIABLES, *CSS, *CSS_CEILINGS)
OF_A_YEAR: Final = frozenset(SOURCES[right].variable for right in YEARLY)


def outputs_of(month: str) -> tuple[tuple[str, str], ...]:
    """Return each variable asked, with its period: "2026-09", or "2026"."""
    return tuple((name, month[:4] if name in OF_A_YEAR else month) for name in ASKED)
