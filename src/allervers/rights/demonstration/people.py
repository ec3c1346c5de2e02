"""Invented people: what they asked for, and eight households whose rights are really computed.

Nobody of these exists. Amounts are round figures; the rights come from the engine, never from here.
"""

from dataclasses import dataclass
from typing import Final

Json = object
FOOD: Final = "equipement-et-alimentation--alimentation"
PAPERS: Final = (
    "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
)
RIGHTS: Final = "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
RENT: Final = "logement-hebergement--reduire-les-impayes-de-loyer"
HOUSING: Final = "logement-hebergement"
CARE: Final = "sante--acces-aux-soins"
MDPH: Final = "sante--constituer-un-dossier-mdph-invalidite"
ONLINE: Final = "numerique--acceder-a-des-services-en-ligne"
FRENCH: Final = "lecture-ecriture-calcul--maitriser-le-francais"
JOB: Final = "trouver-un-emploi"
CHILDREN: Final = "famille--garde-denfants"
DEBTS: Final = "difficultes-financieres--situation-dendettement-surendettement"
COMPANY: Final = "remobilisation--lien-social"


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of person who turns up; an empty value was not asked."""

    requests: tuple[str, ...]
    audience: str = ""
    age_band: str = ""
    is_first_time: bool | None = None
    language: str = ""
    needs_interpreter: bool | None = None


PROFILES: Final = (
    Profile((PAPERS, RIGHTS), "alone", "60_74", True, "fr", False),
    Profile((FOOD, RENT), "single_parent", "26_39", True, "fr", False),
    Profile((PAPERS,), "family", "26_39", False, "ar", True),
    Profile((CARE,), "alone", "40_59", True),
    Profile((JOB, ONLINE), "alone", "18_25", True, "fr", False),
    Profile((RIGHTS,), "couple", "60_74", False, "fr"),
    Profile((RENT, DEBTS), "family", "40_59", True, "fr"),
    Profile((MDPH,), "alone", "40_59", None, "fr"),
    Profile((FRENCH, CHILDREN), "family", "26_39", True, "en", True),
    Profile((ONLINE,), "alone", "75_plus", True, "fr", False),
    Profile((HOUSING,), "alone", "18_25", True, "fr"),
    Profile((FOOD,), "", ""),
    Profile((COMPANY, CARE), "alone", "75_plus", False, "fr"),
)

ALONE: Final[dict[str, Json]] = {
    "couple": "no",
    "children": 0,
    "nationality": "french",
    "disability": "none",
}
HOUSEHOLDS: Final[tuple[dict[str, Json], ...]] = (
    # Alone at 34, out of work, lodged free: nobody told them of the RSA.
    {**ALONE, "age": 34, "pregnant": "no", "activity": "jobseeker", "are_ended": "no",
     "incomes": ["none"], "housing": "hosted", "taxed_income": "6200", "benefits": ["none"]},
    # Alone at 29, half time, a rent in the private sector.
    {**ALONE, "age": 29, "pregnant": "no", "activity": "employee", "are_ended": "no",
     "incomes": ["wages"], "wages": "780", "steady": "yes", "housing": "tenant", "rent": "520",
     "flat_share": "no", "commune": "92007", "taxed_income": "8900", "benefits": ["none"]},
    # A retired person of 68 with a small pension.
    {**ALONE, "age": 68, "activity": "retired", "help_needed": "no",
     "taxed_income": "7400", "incomes": ["retirement"], "retirement": "690",
     "steady": "yes", "housing": "social_tenant", "rent": "380", "flat_share": "no",
     "commune": "92007", "benefits": ["none"]},
    # Disabled at 80 %, without income.
    {**ALONE, "age": 45, "pregnant": "no", "activity": "disabled", "disability": "from_80",
     "are_ended": "no", "incomes": ["none"], "housing": "hosted", "taxed_income": "0",
     "benefits": ["none"]},
    # A couple with three children, one wage.
    {"age": 38, "couple": "yes", "partner_age": 36, "children": 3, "children_ages": [3, 7, 11],
     "shared_custody": [], "pregnant": "no", "nationality": "french", "activity": "employee",
     "partner_activity": "home", "disability": "none", "disabled_children": [],
     "college_children": [2], "are_ended": "no", "incomes": ["wages"], "wages": "1450",
     "steady": "yes", "partner_incomes": ["none"], "housing": "social_tenant", "rent": "610",
     "flat_share": "no", "commune": "92036", "taxed_income": "16500", "two_incomes": "no",
     "benefits": ["none"]},
    # The person left before the end: what was not asked stays not asked.
    {"age": 52, "couple": "no", "children": 0},
)  # fmt: skip
