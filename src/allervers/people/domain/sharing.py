"""When a part of a file may be given to somebody else: the grounds and their conditions.

The conditions of a ground are cumulative. Some are known of the two professionals and of the
person; some are read in the proposal; some nobody but the sender knows, who attests them. The same
grounds, in French and with their sources, are in sharing.yml: a test keeps the two alike.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from allervers.people.domain.asking import Agreement
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.need import (
    BY_LETTER,
    GROUNDS,
    NOTHING,
    PURPOSES,
    Sections,
    is_bound,
    received_by,
)
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.secrecy import Field


class Condition(StrEnum):
    """One thing that a ground asks; its sentence for the screen is in sharing.yml."""

    # Of the two professionals and of the person.
    SENDER_BOUND = "sender_bound"
    RECIPIENT_BOUND = "recipient_bound"
    SENDER_CHILD_PROTECTION = "sender_child_protection"
    RECIPIENT_CHILD_PROTECTION = "recipient_child_protection"
    SENDER_CARE = "sender_care"
    RECIPIENT_CARE = "recipient_care"
    SENDER_SOCIAL_ACTION = "sender_social_action"
    RECIPIENT_SOCIAL_ACTION = "recipient_social_action"
    RECIPIENT_CONCERNS = "recipient_concerns"
    RECIPIENT_PROSECUTOR = "recipient_prosecutor"
    RECIPIENT_NOT_ELECTED = "recipient_not_elected"
    MINOR = "minor"
    # Of the proposal.
    PURPOSE = "purpose"
    SECTIONS = "sections"
    NAMED = "named"
    DATES = "dates"
    INFORMED = "informed"
    CONSENT = "consent"
    # Attested by the sender, who alone knows.
    NECESSARY = "necessary"
    SAME_PERSON = "same_person"
    WORSENING = "worsening"
    SAME_TEAM = "same_team"
    CONSENT_NAMES = "consent_names"
    CHILD_IN_DANGER = "child_in_danger"
    PUBLIC_OFFICIAL = "public_official"
    OFFENCE = "offence"


class NotInformed(StrEnum):
    """Why nobody was told, where the ground lets it be."""

    CHILD = "child"  # contrary to the child's interest
    DANGER = "danger"  # it would put somebody in danger


@dataclass(frozen=True, slots=True)
class Party:
    """A professional at one end of a share."""

    profession: Profession
    secrecy: Secrecy
    fields: frozenset[Field]


@dataclass(frozen=True, slots=True)
class Subject:
    """The person spoken of. `is_minor`: None when the age is not known."""

    is_minor: bool | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the sender wants to do. `attested`: the conditions that they say are met."""

    ground: Ground
    purpose: Purpose
    sections: Sections
    starts_on: date
    ends_on: date
    is_recipient_named: bool
    informed_on: date | None = None
    informed_whom: str = ""
    not_informed: NotInformed | None = None
    consent: Agreement | None = None
    attested: frozenset[Condition] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """A ground that is open to these two for this person: sections, what remains to be met."""

    ground: Ground
    sections: Sections
    purposes: frozenset[Purpose]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One condition that is not met, and the article that asks it."""

    code: Condition
    article: str


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A ground: for which purposes, on which conditions, and why nobody may have been told."""

    purposes: frozenset[Purpose]
    conditions: Mapping[Condition, str]  # each with its article
    excuses: frozenset[NotInformed] = frozenset()


_C = Condition
_GDPR: Final = {
    _C.PURPOSE: "RGPD 5(1)(b)", _C.NAMED: "RGPD 5(1)(f)", _C.DATES: "RGPD 5(1)(e)",
}  # fmt: skip


def _conditions(article: str, *asked: Condition, **other: str) -> Mapping[Condition, str]:
    """Return the conditions of a ground; `other`: those that another article asks."""
    own = dict.fromkeys((*asked, _C.SECTIONS, _C.NECESSARY), article)
    return MappingProxyType(own | {_C(name): text for name, text in other.items()} | _GDPR)


_CARE_PURPOSES: Final = frozenset({Purpose.CARE, Purpose.FOLLOW_UP})
_CARERS: Final = (_C.SENDER_BOUND, _C.RECIPIENT_BOUND)
_LISTED: Final = {"sender_care": "CSP R1110-2", "recipient_care": "CSP R1110-2"}
RULES: Final[Mapping[Ground, GroundRule]] = MappingProxyType({
    Ground.CASF_L226_2_2: GroundRule(
        frozenset({Purpose.CHILD_PROTECTION}),
        _conditions(
            "CASF L226-2-2", _C.SENDER_BOUND, _C.RECIPIENT_BOUND, _C.SENDER_CHILD_PROTECTION,
            _C.RECIPIENT_CHILD_PROTECTION, _C.MINOR, _C.INFORMED,
        ),
        frozenset({NotInformed.CHILD}),
    ),
    Ground.CASF_L121_6_2: GroundRule(
        frozenset({Purpose.COORDINATION, Purpose.FOLLOW_UP, Purpose.RIGHTS}),
        _conditions(
            "CASF L121-6-2", _C.SENDER_SOCIAL_ACTION, _C.RECIPIENT_SOCIAL_ACTION,
            _C.RECIPIENT_BOUND, _C.RECIPIENT_NOT_ELECTED, _C.SAME_PERSON, _C.WORSENING,
            informed="RGPD 14",
        ),
    ),
    Ground.CSP_L1110_4_II: GroundRule(
        _CARE_PURPOSES,
        _conditions("CSP L1110-4 II", *_CARERS, _C.SAME_PERSON, _C.INFORMED, **_LISTED),
    ),
    Ground.CSP_L1110_4_III_TEAM: GroundRule(
        _CARE_PURPOSES,
        _conditions(
            "CSP L1110-4 III", *_CARERS, _C.SAME_TEAM, _C.SAME_PERSON, _C.INFORMED, **_LISTED
        ),
    ),
    Ground.CSP_L1110_4_III_CONSENT: GroundRule(
        _CARE_PURPOSES,
        _conditions(
            "CSP L1110-4 III", *_CARERS, _C.SAME_PERSON, _C.CONSENT, _C.CONSENT_NAMES, _C.INFORMED,
            **_LISTED,
        ),
    ),
    Ground.CASF_L226_2_1: GroundRule(
        frozenset({Purpose.CHILD_PROTECTION}),
        _conditions(
            "CASF L226-2-1", _C.RECIPIENT_BOUND, _C.MINOR, _C.CHILD_IN_DANGER, _C.INFORMED,
            recipient_concerns="CASF L226-3",
        ),
        frozenset({NotInformed.CHILD}),
    ),
    Ground.CONSENT: GroundRule(
        frozenset({
            Purpose.FOLLOW_UP, Purpose.WELCOME, Purpose.RIGHTS, Purpose.CARE, Purpose.COORDINATION,
        }),
        _conditions(
            "RGPD 7", _C.CONSENT, _C.CONSENT_NAMES, _C.INFORMED,
            recipient_not_elected="CASF L121-6-2", necessary="RGPD 5(1)(c)",
        ),
    ),
    Ground.CPP_40: GroundRule(
        frozenset({Purpose.CHILD_PROTECTION, Purpose.EMERGENCY}),
        _conditions(
            "CPP 40", _C.PUBLIC_OFFICIAL, _C.OFFENCE, _C.RECIPIENT_PROSECUTOR, informed="RGPD 14"
        ),
        frozenset(NotInformed),
    ),
})  # fmt: skip

Parties = tuple[Party, Party, Subject]
OF_PARTIES: Final[Mapping[Condition, Callable[[Parties], bool]]] = MappingProxyType({
    _C.SENDER_BOUND: lambda of: is_bound(of[0].secrecy),
    _C.RECIPIENT_BOUND: lambda of: is_bound(of[1].secrecy),
    _C.SENDER_CHILD_PROTECTION: lambda of: Field.CHILD_PROTECTION in of[0].fields,
    _C.RECIPIENT_CHILD_PROTECTION: lambda of: Field.CHILD_PROTECTION in of[1].fields,
    _C.SENDER_CARE: lambda of: Field.CARE in of[0].fields,
    _C.RECIPIENT_CARE: lambda of: Field.CARE in of[1].fields,
    _C.SENDER_SOCIAL_ACTION: lambda of: Field.SOCIAL_ACTION in of[0].fields,
    _C.RECIPIENT_SOCIAL_ACTION: lambda of: Field.SOCIAL_ACTION in of[1].fields,
    _C.RECIPIENT_CONCERNS: lambda of: Field.CONCERNS in of[1].fields,
    _C.RECIPIENT_PROSECUTOR: lambda of: Field.PROSECUTION in of[1].fields,
    _C.RECIPIENT_NOT_ELECTED: lambda of: of[1].profession is not Profession.ELECTED,
    _C.MINOR: lambda of: of[2].is_minor is True,  # an age that is not known is asked first
})  # fmt: skip
Asked = tuple[Proposal, GroundRule, Sections, date]
OF_PROPOSAL: Final[Mapping[Condition, Callable[[Asked], bool]]] = MappingProxyType({
    _C.PURPOSE: lambda of: of[0].purpose in of[1].purposes,
    _C.SECTIONS: lambda of: NOTHING < of[0].sections <= of[2] & PURPOSES[of[0].purpose],
    _C.NAMED: lambda of: of[0].is_recipient_named,
    _C.DATES: lambda of: of[0].starts_on <= of[0].ends_on >= of[3],
    _C.INFORMED: lambda of: _is_informed(of[0], of[1], of[3]),
    _C.CONSENT: lambda of: _is_agreed(of[0], of[3]),
})  # fmt: skip
ATTESTED: Final = frozenset(Condition) - frozenset(OF_PARTIES) - frozenset(OF_PROPOSAL)


def possible(sender: Party, recipient: Party, subject: Subject) -> tuple[Offer, ...]:
    """Return the grounds open between two professionals: what the dialogue proposes.

    What the sender reads of the file narrows the sections further.
    """
    return tuple(_offers((sender, recipient, subject)))


def check_share(
    proposal: Proposal, sender: Party, recipient: Party, subject: Subject, on: date
) -> tuple[Obstacle, ...]:
    """Return every condition that is not met, with its article; none: the share is lawful."""
    rule = RULES[proposal.ground]
    of = (sender, recipient, subject)
    asked = (proposal, rule, most(proposal.ground, recipient), on)
    return tuple(
        Obstacle(condition, article)
        for condition, article in rule.conditions.items()
        if not _is_met(condition, of, asked)
    )


def most(ground: Ground, recipient: Party) -> Sections:
    """Return the most that may be sent to somebody on a ground."""
    if ground in BY_LETTER:
        return GROUNDS[ground]
    return received_by(ground, recipient.profession, recipient.secrecy)


def _offers(of: Parties) -> Iterator[Offer]:
    for ground, rule in RULES.items():
        unmet = [one for one in rule.conditions if one in OF_PARTIES and not OF_PARTIES[one](of)]
        served = NOTHING.union(*(PURPOSES[purpose] for purpose in rule.purposes))
        sections = most(ground, of[1]) & served
        if not unmet and sections:
            remaining = tuple(one for one in rule.conditions if one not in OF_PARTIES)
            yield Offer(ground, sections, rule.purposes, remaining)


def _is_met(condition: Condition, of: Parties, asked: Asked) -> bool:
    if condition in OF_PARTIES:
        return OF_PARTIES[condition](of)
    if condition in OF_PROPOSAL:
        return OF_PROPOSAL[condition](asked)
    return condition in asked[0].attested


def _is_informed(proposal: Proposal, rule: GroundRule, on: date) -> bool:
    """Whether somebody was told beforehand, or the ground excuses that nobody was."""
    if proposal.informed_on is not None:
        return proposal.informed_on <= on and bool(proposal.informed_whom.strip())
    return proposal.not_informed in rule.excuses


def _is_agreed(proposal: Proposal, on: date) -> bool:
    """Whether the consent holds today, and for as long as the share would last."""
    consent = proposal.consent
    if consent is None or consent.withdrawn_at is not None:
        return False
    return on <= consent.expires_on >= proposal.ends_on
