"""Local rights on the pages of a check: what was found, and the questions that they add."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.answers import commune_of, place_code
from allervers.rights.domain.local.findings import local_codes
from allervers.rights.domain.local.rights import PREFIX, LocalRight
from allervers.rights.domain.local_questions import LOCAL_QUESTIONS
from allervers.rights.domain.questionnaire import asked_codes
from allervers.rights.gateways.local.rights import local_rights
from allervers.rights.queries.screenings import answers_of
from allervers.rights.wording import reason_sentences
from allervers.rights.wording.local import LOCAL_WHY, amounts_of, local_label
from allervers.rights.wording.questions import question_topic

TONES: Final = {
    Status.ENTITLED: "success",
    Status.PERHAPS: "warning",
    Status.NOT_ASKED: "information",
    Status.NOT_ENTITLED: "",
}
Screening = Any  # rows come from queries: views do not import models, even to name them
Finding = Any


@dataclass(frozen=True, slots=True)
class LocalCard:
    """One local right found, with its file when there is one still."""

    label: str
    status: str
    tone: str
    is_excluded: bool
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    is_yearly: bool
    why: list[str]
    missing: list[tuple[str, str]]  # topic, code of the question
    amounts: list[str]
    right: LocalRight | None
    is_review_due: bool


@dataclass(frozen=True, slots=True)
class LocalSection:
    """The local rights of a check. `place_code`: the question that tells where, when unknown."""

    cards: list[LocalCard]
    place_code: str

    @property
    def open_cards(self) -> list[LocalCard]:
        """Return those that are due or may be."""
        return [one for one in self.cards if not one.is_excluded]

    @property
    def excluded(self) -> list[LocalCard]:
        """Return those that an answer excludes: said in a line, out of the way."""
        return [one for one in self.cards if one.is_excluded]


def is_local(finding: Finding) -> bool:
    """Whether a finding is of a local right."""
    return str(finding.right).startswith(PREFIX)


def local_section(screening: Screening, findings: Sequence[Finding]) -> LocalSection:
    """Return what the pages say of local rights."""
    answers = answers_of(screening)
    by_code = {one.code: one for one in local_rights(settings.LOCAL_RIGHTS)}
    order = list(TONES)  # what is due first
    local = sorted(filter(is_local, findings), key=lambda one: order.index(Status(one.status)))
    cards = [_card(one, by_code.get(one.right)) for one in local]
    return LocalSection(cards, "" if commune_of(answers) else place_code(answers))


def _card(finding: Finding, right: LocalRight | None) -> LocalCard:
    status = Status(finding.status)
    is_excluded = status is Status.NOT_ENTITLED
    return LocalCard(
        label=right.label if right else local_label(finding.right),
        status=finding.get_status_display(),
        tone=TONES[status],
        is_excluded=is_excluded,
        amount=finding.amount,
        low=finding.low,
        high=finding.high,
        is_yearly=finding.period == "year",
        why=reason_sentences(finding, among=LOCAL_WHY),
        missing=[(question_topic(code), code) for code in finding.missing],
        amounts=amounts_of(right) if right and not is_excluded else [],
        right=right,
        is_review_due=right is not None and right.is_review_due(timezone.localdate()),
    )


def codes_of(screening: Screening) -> tuple[str, ...]:
    """Return the questions worth asking, those of local rights last, in the order of asking."""
    answers = answers_of(screening)
    local = {*_wanted(screening), *(one.code for one in LOCAL_QUESTIONS if one.code in answers.raw)}
    known = tuple(one.code for one in LOCAL_QUESTIONS if one.code in local)
    return (*asked_codes(answers), *known)


def next_local(screening: Screening, after: str = "") -> str | None:
    """Return the next question that a local right needs; None when none does.

    `after`: the question just answered or passed over; those before it are not asked again.
    """
    answers, order = answers_of(screening), [one.code for one in LOCAL_QUESTIONS]
    start = order.index(after) + 1 if after in order else 0
    still = (code for code in _wanted(screening) if not answers.is_asked(code))
    return next((code for code in still if order.index(code) >= start), None)


def _wanted(screening: Screening) -> Iterator[str]:
    rights = local_rights(settings.LOCAL_RIGHTS)
    yield from local_codes(rights, answers_of(screening), screening.month)
