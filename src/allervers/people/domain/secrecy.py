"""Whether the law binds somebody to secrecy: by profession, or by a mission that was proved.

The professions are data, with their articles: `professions.yml`, read by mapping/professions.py.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allervers.people.domain.profession import Profession, Secrecy


class Field(StrEnum):
    """What a profession takes part in, as the texts on sharing ask."""

    CHILD_PROTECTION = "child_protection"  # CASF L112-3, L226-2-2
    CONCERNS = "concerns"  # receives informations préoccupantes: CASF L226-3
    CARE = "care"  # in the list of CSP R1110-2
    SOCIAL_ACTION = "social_action"  # CASF L116-1, L121-6-2
    PROSECUTION = "prosecution"  # CPP 40


@dataclass(frozen=True, slots=True)
class ProfessionRule:
    """What the law says of one profession. `mark`: V read, S quoted by another, M to confirm."""

    profession: Profession
    secrecy: Secrecy  # MISSION: only with the act that gives the mission
    article: str
    fields: frozenset[Field]
    mark: str
    reviewed: str = ""  # by whom and when; empty: by no jurist yet


def secrecy_of(rule: ProfessionRule, mission: str, valid_until: date | None, on: date) -> Secrecy:
    """Return how somebody of this profession is bound on a day (Code pénal, 226-13).

    `mission` is the act that gives the mission; without it, or after its last day, a mission binds
    nobody. A profession that the law leaves unbound is not bound by writing an act.
    """
    if rule.secrecy is not Secrecy.MISSION:
        return rule.secrecy
    is_valid = valid_until is not None and on <= valid_until
    return Secrecy.MISSION if mission.strip() and is_valid else Secrecy.NONE
