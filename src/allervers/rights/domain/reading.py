"""From answers to a household. What a right does not need is filled in with something neutral.

A household made here is worth computing only for rights whose questions are all answered
(domain/needs.py): the rest of its outcomes is thrown away (domain/screening.py).
"""

from decimal import Decimal
from typing import Final

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.household import (
    Adult,
    Child,
    Home,
    Household,
    Income,
    Monthly,
    Received,
    Studies,
)
from allervers.rights.domain.questionnaire import BENEFITS, COUNTED, DISTANCES, GIRS, TAX_BRACKETS
from allervers.rights.domain.right import Right

NEUTRAL_AGE: Final = 40
SETTLED: Final = 99  # years of permit of whoever needs none
EVALUATED: Final = GIRS[1:5]  # those that open the APA
RATES: Final = {
    "under_50": Decimal("0.3"),
    "from_50": Decimal("0.6"),
    "from_50_rsdae": Decimal("0.6"),
    "from_80": Decimal("0.8"),
}


def household_of(answers: Answers) -> Household:
    """Return the household that the answers describe."""
    is_couple = answers.text("couple") == "yes"
    return Household(
        asker=_asker(answers),
        partner=_partner(answers) if is_couple else None,
        children=_children(answers),
        home=Home(
            kind=answers.text("housing") or "homeless",
            rent=answers.euros("rent") or Decimal(0),
            is_flat_share=answers.text("flat_share") == "yes",
            commune=answers.text("commune") or "",
        ),
        received=_received(answers),
        is_recently_alone=answers.text("separated_recently") == "yes",
        taxed_income=answers.euros("taxed_income"),
        has_two_incomes=answers.text("two_incomes") == "yes",
        has_ended_are=answers.text("worked_five_years") == "yes",
        gir=gir if (gir := answers.text("gir") or "") in EVALUATED else "",
        tax_bracket=TAX_BRACKETS.index(answers.text("income_tax") or "none"),
        studies=_studies(answers),
    )


def _studies(answers: Answers) -> Studies | None:
    if answers.text("higher_study") != "yes":
        return None
    return Studies(
        parents_income=answers.euros("parents_income") or Decimal(0),
        children=answers.number("parents_children") or 0,
        students=answers.number("parents_students") or 0,
        distance=answers.text("study_distance") or DISTANCES[0],
    )


def _asker(answers: Answers) -> Adult:
    disability = answers.text("disability") or ""
    return Adult(
        age=_age(answers, "age"),
        activity=answers.text("activity") or "home",
        incomes=_incomes(answers, ""),
        permit_years=_permit(answers),
        is_european=answers.text("nationality") == "european",
        is_pregnant=answers.text("pregnant") == "yes",
        incapacity=RATES.get(disability, Decimal(0)),
        has_rsdae=disability == "from_50_rsdae",
        is_unfit=answers.text("unfit") == "yes",
    )


def _partner(answers: Answers) -> Adult:
    return Adult(
        age=_age(answers, "partner_age"),
        activity=answers.text("partner_activity") or "home",
        incomes=_incomes(answers, "partner_"),
        permit_years=_permit(answers),
        is_european=answers.text("nationality") == "european",
    )


def _age(answers: Answers, code: str) -> int:
    found = answers.number(code)
    return NEUTRAL_AGE if found is None else found


def _permit(answers: Answers) -> int:
    """Return the years that count: the card of ten years exempts from those of the RSA only.

    A refugee's are not counted, for any right (CASF L262-4, CSS L816-1).
    """
    years = answers.number("permit_years")
    nationality = answers.text("nationality")
    if years is None or nationality not in ("resident", "other"):
        return SETTLED
    return max(years, 5) if nationality == "resident" else years


def _children(answers: Answers) -> tuple[Child, ...]:
    shared = answers.ages("shared_custody")
    ages = answers.ages("children_ages")
    disabled = answers.ages("disabled_children") if answers.text("disabled_rate") == "yes" else ()
    schools = {
        **dict.fromkeys(answers.ages("lycee_children"), "lycee"),
        **dict.fromkeys(answers.ages("college_children"), "college"),  # ticked twice: the first
    }
    return tuple(
        Child(age, place in shared, place in disabled, schools.get(place, ""))
        for place, age in enumerate(ages)
    )


def _incomes(answers: Answers, prefix: str) -> dict[Income, Monthly]:
    found = {}
    ticked = answers.many(f"{prefix}incomes")
    for kind in COUNTED:
        now = answers.euros(f"{prefix}{kind}")
        if kind not in ticked or now is None:
            continue
        year = answers.euros(f"{prefix}{kind}_year")
        is_steady = answers.text(f"{prefix}steady") != "no"
        found[kind] = Monthly(now, now if is_steady or year is None else year)
    return found


def _received(answers: Answers) -> dict[Right, Received]:
    ticked = answers.many("benefits")
    found = {right: answers.received(f"received_{right}") for right in BENEFITS if right in ticked}
    return {right: one for right, one in found.items() if one is not None}
