"""What a local right may ask about: its name in the files, and the questions that answer it.

The names are French: who writes the files reads them aloud.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from allervers.rights.domain.local_questions import BENEFITS_ASKED, SITUATIONS
from allervers.rights.domain.questionnaire import ACTIVITIES, BENEFITS, HOMES


class Sort(StrEnum):
    """How a fact is compared."""

    NUMBER = "number"
    CHOICE = "choice"
    TICKS = "ticks"
    CHILD = "child"  # the age of one child at least


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `options`: its values in the files, and in the answers."""

    name: str
    sort: Sort
    options: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> dict[str, str]:
        """Return the value of the answers by that of the files."""
        return dict(self.options)


YES_NO: Final = (("oui", "yes"), ("non", "no"))
FRENCH_ACTIVITIES: Final = {
    "employee": "salarie", "self_employed": "independant", "jobseeker": "demandeur_emploi",
    "student": "etudiant", "retired": "retraite", "home": "au_foyer",
    "disabled": "ne_peut_pas_travailler",
}  # fmt: skip
FRENCH_HOMES: Final = {
    "tenant": "locataire", "social_tenant": "locataire_hlm", "furnished": "meuble",
    "owner": "proprietaire", "owner_loan": "proprietaire_credit", "hosted": "heberge",
    "homeless": "sans_logement", "institution": "foyer",
}  # fmt: skip
FRENCH_BENEFITS: Final = {
    "ppa": "prime_activite", "paje_base": "paje", "css_free": "css_sans_participation",
}  # fmt: skip
FRENCH_SITUATIONS: Final = {
    "veteran": "ancien_combattant", "veteran_spouse": "veuve_ancien_combattant",
    "deported": "deporte", "family_medal": "medaille_famille",
    "retired_unfit": "retraite_inaptitude",
}  # fmt: skip


def _options(codes: Iterable[str], french: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((french.get(code, code), code) for code in map(str, codes))


RECEIVED: Final = tuple(dict.fromkeys((*map(str, BENEFITS), *BENEFITS_ASKED)))
FACTS: Final = {one.name: one for one in (
    Fact("age", Sort.NUMBER),
    Fact("age_conjoint", Sort.NUMBER),
    Fact("enfants", Sort.NUMBER),
    Fact("age_enfant", Sort.CHILD),
    Fact("taux_incapacite", Sort.NUMBER),
    Fact("quotient_familial", Sort.NUMBER),
    Fact("ressources", Sort.NUMBER),
    Fact("impot", Sort.NUMBER),
    Fact("loyer", Sort.NUMBER),
    Fact("residence_departement", Sort.NUMBER),
    Fact("residence_commune", Sort.NUMBER),
    Fact("couple", Sort.CHOICE, YES_NO),
    Fact("enceinte", Sort.CHOICE, YES_NO),
    Fact("bourse_scolaire", Sort.CHOICE, YES_NO),
    Fact("activite", Sort.CHOICE, _options(ACTIVITIES, FRENCH_ACTIVITIES)),
    Fact("logement", Sort.CHOICE, _options(HOMES, FRENCH_HOMES)),
    Fact("recoit", Sort.TICKS, _options(RECEIVED, FRENCH_BENEFITS)),
    Fact("situation", Sort.TICKS, _options(SITUATIONS, FRENCH_SITUATIONS)),
)}  # fmt: skip
