"""What the pages of a rights check share: cards of findings, rows of answers, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from allervers.accounts.domain.viewer import Viewer
from allervers.rights.domain.finding import Status
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.queries.screenings import answers_of, screening_for
from allervers.rights.views.local_cards import codes_of
from allervers.rights.wording import reason_sentences, right_label
from allervers.rights.wording.answers import answer_text
from allervers.rights.wording.claims import CLAIMS, Claim
from allervers.rights.wording.questions import question_topic
from allervers.rights.wording.reasons import SUPPOSED, WHY
from allervers.territory.queries.places import commune

TONES: Final = {
    Status.ENTITLED: "success",
    Status.PERHAPS: "warning",
    Status.NOT_ASKED: "information",
    Status.NOT_ENTITLED: "",
}
# Rows come from queries: views do not import models, even to name them.
Screening = Any
Finding = Any


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of the summary."""

    topic: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding as it is drawn."""

    right: str
    label: str
    status: str
    tone: str
    amount: Decimal | None
    is_yearly: bool
    received: Decimal | None
    missing: list[Link]
    why: list[str]
    supposed: list[str]
    claim: Claim | None


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the signed-in member; the access decorator has checked that there is one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def screening_or_404(request: HttpRequest, screening_id: UUID) -> Screening:
    """Return a check that the viewer may see; what belongs to others does not exist."""
    found = screening_for(viewer_of(request), screening_id)
    if found is None:
        raise Http404
    return found


def question_url(screening_id: UUID, code: str) -> str:
    """Return the address of a question."""
    return reverse("rights:question", args=(screening_id, code))


def rows_of(screening: Screening) -> Iterator[Row]:
    """Give each question worth asking, with its answer."""
    answers = answers_of(screening)
    for code in codes_of(screening):
        question = QUESTIONS[code]
        name = ""
        if question.kind is Kind.COMMUNE and (found := commune(answers.text(code) or "")):
            name = found.name
        text = answer_text(question, answers, name)
        yield Row(question_topic(code), text, question_url(screening.id, code))


def card_of(finding: Finding) -> Card:
    """Return a finding as it is drawn."""
    status = Status(finding.status)
    return Card(
        right=finding.right,
        label=right_label(finding.right),
        status=finding.get_status_display(),
        tone=TONES[status],
        amount=finding.amount,
        is_yearly=finding.period == "year",
        received=finding.received,
        missing=[
            Link(question_topic(code), question_url(finding.screening_id, code))
            for code in finding.missing
        ],
        why=reason_sentences(finding, among=WHY),
        supposed=reason_sentences(finding, among=SUPPOSED),
        claim=None if status is Status.NOT_ENTITLED else CLAIMS.get(finding.right),
    )


def cards_by_status(findings: list[Finding]) -> list[tuple[Status, list[Card]]]:
    """Group the cards: what is due first, then perhaps, then not asked, then not."""
    order = (Status.ENTITLED, Status.PERHAPS, Status.NOT_ASKED, Status.NOT_ENTITLED)
    groups = [(s, [card_of(one) for one in findings if one.status == s]) for s in order]
    return [(status, cards) for status, cards in groups if cards]
