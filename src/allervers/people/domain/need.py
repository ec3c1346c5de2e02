"""Who needs which part of a file: by profession, by purpose, by ground. Written as tables.

Each line is argued in docs/why/people.md and checked against tests/people/access/decisions.yml,
which a jurist reads; PostgreSQL holds the same tables again (migration 0008).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.section import DANGER, Section

Sections = frozenset[Section]
ALL: Final = frozenset(Section)
NOTHING: Final[Sections] = frozenset()
_BASE: Final = frozenset({Section.IDENTITY, Section.CONTACT})
_COUNTER: Final = _BASE | {Section.RIGHTS}
# What no secrecy protects: the most that somebody not bound to secrecy ever reads.
OPEN: Final = _BASE | {Section.SITUATION, Section.HOUSING, Section.RESOURCES, Section.RIGHTS}
# What carers need; money and lodging are no matter of care.
_CARE: Final = _BASE | {
    Section.SITUATION, Section.CHILDREN, Section.RIGHTS, Section.HEALTH, Section.VIOLENCE,
    Section.PROTECTION,
}  # fmt: skip
_UPBRINGING: Final = ALL - {Section.HEALTH}

# What a caseload opens to each profession; above OPEN, only while bound to secrecy.
PROFESSIONS: Final[Mapping[Profession, Sections]] = MappingProxyType({
    Profession.SOCIAL_WORKER: ALL,
    Profession.SPECIALISED_EDUCATOR: ALL,
    Profession.CHILD_PROTECTION: ALL,
    Profession.FAMILY_ADVISER: _UPBRINGING,
    Profession.PREVENTION_EDUCATOR: _UPBRINGING,
    Profession.DOCTOR: _CARE,
    Profession.NURSE: _CARE,
    Profession.MIDWIFE: _CARE,
    Profession.PSYCHOLOGIST: _CARE,
    Profession.INSERTION_ADVISER: OPEN,
    Profession.MISSION_LOCALE_ADVISER: OPEN,
    Profession.BENEFIT_OFFICER: OPEN,
    Profession.MEDIATOR: _COUNTER | {Section.SITUATION},
    Profession.RECEPTIONIST: _COUNTER,
    Profession.DIGITAL_HELPER: _COUNTER,
    # They tell what worries them; they hold no file.
    Profession.TEACHER: NOTHING,
    Profession.POLICE: NOTHING,
    Profession.MAGISTRATE: NOTHING,
    Profession.LANDLORD: NOTHING,
    Profession.ELECTED: NOTHING,
    Profession.VOLUNTEER: NOTHING,
})  # fmt: skip

# What each reason to open a file needs (GDPR 5(1)(c)).
PURPOSES: Final[Mapping[Purpose, Sections]] = MappingProxyType({
    Purpose.FOLLOW_UP: ALL,
    Purpose.WELCOME: _COUNTER | {Section.SITUATION},
    Purpose.RIGHTS: OPEN | {Section.CHILDREN},
    Purpose.CHILD_PROTECTION: ALL,
    Purpose.CARE: _CARE,
    Purpose.COORDINATION: ALL,
    Purpose.EMERGENCY: DANGER,
    Purpose.PERSON_REQUEST: ALL,
    Purpose.CONTROL: NOTHING,  # control reads journals, not files
})  # fmt: skip

# The most that each ground of sharing opens.
GROUNDS: Final[Mapping[Ground, Sections]] = MappingProxyType({
    Ground.CASF_L226_2_2: ALL,
    Ground.CASF_L121_6_2: OPEN | {Section.CHILDREN},
    Ground.CSP_L1110_4_II: ALL - {Section.PROTECTION},
    Ground.CSP_L1110_4_III_TEAM: ALL - {Section.PROTECTION},
    Ground.CSP_L1110_4_III_CONSENT: ALL - {Section.PROTECTION},
    Ground.CASF_L226_2_1: ALL,
    Ground.CONSENT: ALL - {Section.HEALTH},
    Ground.CPP_40: ALL,
})  # fmt: skip
# A notice to the prosecutor leaves as a letter: nobody reads a file here on that ground.
BY_LETTER: Final = frozenset({Ground.CPP_40})
# The texts that lift secrecy between those who are bound to it: to nobody else.
OF_SECRECY: Final = frozenset(Ground) - {Ground.CONSENT, Ground.CPP_40}


def is_bound(secrecy: Secrecy) -> bool:
    """Whether somebody is bound to secrecy, by profession or by mission (Code pénal, 226-13)."""
    return secrecy is not Secrecy.NONE


def held_by(profession: Profession, secrecy: Secrecy) -> Sections:
    """Return what a caseload opens."""
    held = PROFESSIONS[profession]
    return held if is_bound(secrecy) else held & OPEN


def received_by(ground: Ground, profession: Profession, secrecy: Secrecy) -> Sections:
    """Return the most that a share on this ground opens to its recipient, on screen.

    An elected person gets nothing of a file, whatever the ground (CASF L121-6-2).
    """
    if ground in BY_LETTER or profession is Profession.ELECTED:
        return NOTHING
    if is_bound(secrecy):
        return GROUNDS[ground]
    return NOTHING if ground in OF_SECRECY else GROUNDS[ground] & OPEN


def rescued_by(profession: Profession, secrecy: Secrecy) -> Sections:
    """Return what breaking the glass opens: danger, to those who may hold files at all."""
    if not PROFESSIONS[profession]:
        return NOTHING
    return DANGER if is_bound(secrecy) else DANGER & OPEN
