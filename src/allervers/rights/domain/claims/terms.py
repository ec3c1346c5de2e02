"""How long each right takes, how long one may appeal, when it is claimed again; with sources.

What is not established from a text stays flagged (`is_checked` false): the page says « à
vérifier » and with whom. Nothing here is a promise: the letter that the person holds decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

APPEAL_MONTHS: Final = 2


class Body(StrEnum):
    """Who answers, or is to be asked."""

    CAF = "caf"  # or the MSA, for farmers
    CPAM = "cpam"
    PENSION = "pension"
    COUNTY = "county"  # the département
    MDPH = "mdph"
    STATE = "state"
    SCHOOL = "school"
    CROUS = "crous"
    JOBS = "jobs"  # France Travail or the mission locale
    TOWN = "town"
    BANK = "bank"
    ORGANISATION = "organisation"  # whoever took the decision


@dataclass(frozen=True, slots=True)
class Term:
    """A number of months, where it is written, whether that was read for this right."""

    months: int
    source: str = ""
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """When to claim again: between so many months before the end and so many."""

    opens: int
    closes: int
    source: str = ""
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """The dates that go with one right.

    `answer`: without an answer by then, ask (silence is most often a refusal). `declared_every`:
    months between two declarations of resources. `lasts`: months that the right is opened for,
    when it is the same for everybody.
    """

    body: Body
    answer: Term
    appeal: Term
    renewal: Window
    declared_every: int = 0
    lasts: int = 0


# Silence on a request of a financial nature: two months, and it is refused. In matters of social
# security decrees may say otherwise: to be checked, but where assistance is not social security.
_SILENCE: Final = Term(2, "CRPA, art. L231-4, 3°")
_SILENCE_COUNTY: Final = Term(2, "CRPA, art. L231-4, 3°", is_checked=True)
_SILENCE_MDPH: Final = Term(4, "CASF, art. R241-33", is_checked=True)
# Commission de recours amiable of a social security body: two months from the decision.
_CRA: Final = Term(APPEAL_MONTHS, "CSS, art. R142-1", is_checked=True)
_APPEAL: Final = Term(APPEAL_MONTHS, "CRPA, art. L412-1 et suivants")
_RENEWAL: Final = Window(4, 2)
# Silence on an appeal before the body itself: two months, and it is refused; to be checked by body.
ANSWER_TO_APPEAL: Final = Term(2, "CRPA, art. L231-4, 2°")


def _terms(
    body: Body, answer: Term = _SILENCE, appeal: Term = _APPEAL, renewal: Window = _RENEWAL
) -> Terms:
    return Terms(body, answer, appeal, renewal)


_FAMILY: Final = _terms(Body.CAF, appeal=_CRA)
_MDPH: Final = _terms(Body.MDPH, answer=_SILENCE_MDPH)
_OTHER: Final = _terms(Body.ORGANISATION)
TERMS: Final[Mapping[str, Terms]] = {
    "rsa": Terms(
        Body.COUNTY,
        _SILENCE_COUNTY,
        Term(APPEAL_MONTHS, "CASF, art. R262-88", is_checked=True),
        _RENEWAL,
        declared_every=3,
    ),
    "ppa": Terms(Body.CAF, _SILENCE, _APPEAL, _RENEWAL, declared_every=3),
    "aide_logement": _terms(Body.CAF),
    # Opened for a year; claimed again four to two months before the end.
    "css": Terms(
        Body.CPAM,
        _SILENCE,
        _APPEAL,
        Window(4, 2, "CSS, art. L861-5", is_checked=True),
        lasts=12,
    ),
    "aspa": _terms(Body.PENSION, appeal=_CRA),
    "asi": _terms(Body.CPAM, appeal=_CRA),
    "aah": _MDPH,
    "mva": _MDPH,
    "aeeh": _MDPH,
    **dict.fromkeys(("af", "cf", "asf", "paje_base", "ars"), _FAMILY),
    "ass": _terms(Body.JOBS),
    "contrat_engagement_jeune": _terms(Body.JOBS),
    "cheque_energie": _terms(Body.STATE),
    "bourse_college": _terms(Body.SCHOOL),
    "bourse_lycee": _terms(Body.SCHOOL),
    "bourse_criteres_sociaux": _terms(Body.CROUS),
    "apa_domicile": _terms(Body.COUNTY, answer=Term(2, "CASF, art. L232-14", is_checked=True)),
    "logement_social_eligible": _terms(Body.TOWN),
    "livret_epargne_populaire": _terms(Body.BANK),
}


def terms_of(right: str) -> Terms:
    """Return the terms of a right; those of any other body for one that is not in the table."""
    return TERMS.get(right, _OTHER)
