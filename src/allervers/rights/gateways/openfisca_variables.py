"""Which variable of OpenFisca-France answers for each right, and where its value stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, Right


@dataclass(frozen=True, slots=True)
class Source:
    """A variable; `of`: the household's group, or the person who asks ("asker").

    `is_flag`: it says whether the right is open, never how much.
    """

    variable: str
    of: str = "home"
    is_flag: bool = False


OF_ASKER: Final = frozenset({
    Right.AAH, Right.MVA, Right.ASI, Right.ASS, Right.BOURSE_SUP, Right.APA, Right.CEJ, Right.LEP,
})  # fmt: skip
# Rights read in a variable of another name: the mva of OpenFisca does not look at the AAH, its
# caah does; the amount of the APA needs a plan of help; the one of the LEP is a rate.
NAMES: Final[Mapping[Right, str]] = {
    Right.MVA: "caah",
    Right.APA: "apa_eligibilite",
    Right.LEP: "livret_epargne_populaire_eligibilite",
}
# The css joins two variables, and is judged beside its ceilings.
CSS: Final = ("cmu_c", "css_participation_forfaitaire", "css_cmu_base_ressources")
CSS_CEILINGS: Final = ("cmu_c_plafond", "acs_plafond")
SOURCES: Final[Mapping[Right, Source]] = {
    right: Source(
        NAMES.get(right, right.value),
        "asker" if right in OF_ASKER else "home",
        right in WITHOUT_AMOUNT,
    )
    for right in RIGHTS
    if right is not Right.CSS
}
VARIABLES: Final = tuple(one.variable for one in SOURCES.values())
ASKED: Final = (*VARIABLES, *CSS, *CSS_CEILINGS)
# The grants are for a year too, in a variable of a month.
OF_A_YEAR: Final = frozenset({"ars", "cheque_energie"})


def outputs_of(month: str) -> tuple[tuple[str, str], ...]:
    """Return each variable asked, with its period: "2026-09", or "2026"."""
    return tuple((name, month[:4] if name in OF_A_YEAR else month) for name in ASKED)
