"""What the pages of a rights check share: cards of findings, rows of answers, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from allervers.accounts.domain.viewer import Viewer
from allervers.rights.domain.finding import Status
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import Right
from allervers.rights.domain.thematiques import THEMATIQUES
from allervers.rights.domain.waiting import step_order
from allervers.rights.queries.screenings import answers_of, screening_for
from allervers.rights.views.local_cards import codes_of
from allervers.rights.wording import reason_sentences, right_label
from allervers.rights.wording.answers import answer_text
from allervers.rights.wording.card import RightCard
from allervers.rights.wording.cards import CARDS
from allervers.rights.wording.claims import CLAIMS, Claim
from allervers.rights.wording.questions import question_topic
from allervers.rights.wording.reasons import SUPPOSED, WHY
from allervers.rights.wording.waiting import waiting_sentence
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
    low: Decimal | None
    high: Decimal | None
    is_estimate: bool
    waiting: str
    missing: list[Link]
    why: list[str]
    supposed: list[str]
    claim: Claim | None
    guide: RightCard | None
    near: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Euros of the rights that are certain, and what one more month of delay loses of them.

    `month` and `year` count the lowest end of a range; `received`: what is paid already.
    """

    month: Decimal
    year: Decimal
    received: Decimal
    lost: Decimal
    is_least: bool


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


def card_of(finding: Finding, commune_name: str = "") -> Card:
    """Return a finding as it is drawn; help with it is looked for around the commune."""
    status = Status(finding.status)
    is_refused = status is Status.NOT_ENTITLED
    # One figure is said alone; from none to a dozen children, bounds would read as a promise.
    is_bare = finding.amount is not None or "children" in finding.missing
    return Card(
        right=finding.right,
        label=right_label(finding.right),
        status=finding.get_status_display(),
        tone=TONES[status],
        amount=finding.amount,
        is_yearly=finding.period == "year",
        received=finding.received,
        low=None if is_bare else finding.low,
        high=None if is_bare else finding.high,
        is_estimate=finding.is_estimate,
        waiting=waiting_of(finding),
        missing=[
            Link(question_topic(code), question_url(finding.screening_id, code))
            for code in finding.missing
        ],
        why=reason_sentences(finding, among=WHY),
        supposed=reason_sentences(finding, among=SUPPOSED),
        claim=None if is_refused else CLAIMS.get(finding.right),
        guide=None if is_refused else CARDS.get(finding.right),
        near=near_url(finding.right, commune_name),
    )


def commune_name(screening: Screening) -> str:
    """Return the commune where help is looked for: the encounter's, if it was asked."""
    found = screening.encounter.commune
    return found.name if found else ""


def waiting_of(finding: Finding) -> str:
    """Return what waiting costs, for a right that is certain; nothing for the others."""
    if finding.status != Status.ENTITLED:
        return ""
    return waiting_sentence(finding.right, finding.waiting)


def near_url(right: str, commune_name: str) -> str:
    """Return the search of the directory for help with a right, around a commune if there is one.

    The most precise of its subjects: the last one.
    """
    *_more, thematique = THEMATIQUES[Right(right)]
    asked = {"theme": thematique.partition("--")[0], "commune": commune_name}
    return f"{reverse('directory:search')}?{urlencode({k: v for k, v in asked.items() if v})}"


def place_of(finding: Finding) -> tuple[int, Decimal, Decimal]:
    """Return where a finding stands among those of its status: by urgency, then by euros."""
    amount = finding.high if finding.amount is None else finding.amount
    return step_order(finding.right, finding.waiting, amount)


def cards_by_status(
    findings: list[Finding], commune_name: str = ""
) -> list[tuple[Status, list[Card]]]:
    """Group the cards: what is due first, then perhaps, then not asked, then not.

    Within a group, what waiting loses comes first.
    """
    order = (Status.ENTITLED, Status.PERHAPS, Status.NOT_ASKED, Status.NOT_ENTITLED)
    sorted_ones = sorted(findings, key=place_of)
    groups = [
        (status, [card_of(one, commune_name) for one in sorted_ones if one.status == status])
        for status in order
    ]
    return [(status, cards) for status, cards in groups if cards]


def summary_of(findings: list[Finding]) -> Summary | None:
    """Return the euros of what is certain; None when no certain right has a figure."""
    certain = [one for one in findings if one.status == Status.ENTITLED]
    counted = [one for one in certain if (one.low if one.amount is None else one.amount)]
    if not counted:
        return None

    def total(period: str) -> Decimal:
        return sum(
            (one.low if one.amount is None else one.amount
             for one in counted if one.period == period),
            Decimal(0),
        )  # fmt: skip

    return Summary(
        month=total("month"),
        year=total("year"),
        received=sum((one.received or Decimal(0) for one in certain), Decimal(0)),
        lost=sum((one.waiting or Decimal(0) for one in certain), Decimal(0)),
        is_least=any(one.amount is None for one in counted),
    )
