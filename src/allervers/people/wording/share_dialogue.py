"""The law of a share put into plain words, for these two people and this file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from allervers.people.domain.ground import Ground
from allervers.people.domain.section import Section
from allervers.people.domain.sharing import (
    OF_PARTIES,
    RULES,
    Obstacle,
    Offer,
    Party,
    Subject,
)
from allervers.people.mapping.grounds import ground_texts
from allervers.people.models.words import PROFESSION_NAMES
from allervers.people.queries.share_recipients import Candidate
from allervers.people.wording.sharing import curled, secrecy_text, sections_text


@dataclass(frozen=True, slots=True)
class GroundCard:
    """A ground that may be chosen."""

    code: str
    title: str
    plain: str
    limits: str
    sections: str
    closed: str


@dataclass(frozen=True, slots=True)
class ClosedGround:
    """A ground that may not, and why."""

    title: str
    code: str
    why: str


def open_grounds(offers: Iterable[Offer], read: frozenset[Section]) -> list[GroundCard]:
    """Say what each possible ground allows, and what it leaves closed of what the sender reads."""
    texts = ground_texts()
    return [
        GroundCard(
            code=one.ground.value,
            title=curled(texts[one.ground].title),
            plain=curled(texts[one.ground].plain),
            limits=curled(texts[one.ground].limits),
            sections=sections_text(one.sections),
            closed=sections_text(read - one.sections),
        )
        for one in offers
    ]


def closed_grounds(
    offers: Sequence[Offer], sender: Party, recipient: Party, subject: Subject
) -> list[ClosedGround]:
    """Say of each other ground, in one sentence, what it lacks here."""
    possible = {one.ground for one in offers}
    texts = ground_texts()
    return [
        ClosedGround(
            curled(texts[ground].title), ground.value, _why(ground, (sender, recipient, subject))
        )
        for ground in Ground
        if ground not in possible
    ]


def _why(ground: Ground, of: tuple[Party, Party, Subject]) -> str:
    said = ground_texts()[ground].conditions
    for condition in RULES[ground].conditions:
        if condition in OF_PARTIES and not OF_PARTIES[condition](of):
            return _("Il faudrait que ceci soit vrai\u00a0: « %(says)s » (%(article)s)") % {
                "says": curled(said[condition].says),
                "article": said[condition].article,
            }
    return _("Ce fondement n’ouvre à ce métier aucune des rubriques que vous lisez.")


def obstacle_text(ground: Ground, obstacle: Obstacle) -> str:
    """Say a condition that is not met, with its article."""
    says = curled(ground_texts()[ground].conditions[obstacle.code].says)
    return _("Il manque\u00a0: « %(says)s » (%(article)s)") % {
        "says": says,
        "article": obstacle.article,
    }


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody with whom a file may be shared."""

    candidate: Candidate
    secrecy: str


def candidate_rows(found: Iterable[Candidate]) -> list[CandidateRow]:
    """Say how each is bound to secrecy."""
    return [CandidateRow(one, secrecy_text(one.secrecy)) for one in found]


def recipient_line(name: str, organisation: str, profession: str) -> str:
    """« Denis, conseiller de mission locale (Mission locale inventée) »."""
    return f"{name}, {dict(PROFESSION_NAMES)[profession]} ({organisation})"
