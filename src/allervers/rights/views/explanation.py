"""Why a right is open or not: asked of the rules while the person waits, and never kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.checking import WrongAnswersError
from allervers.rights.domain.door import DoorClosedError
from allervers.rights.domain.engine import EngineError
from allervers.rights.domain.explanation import Explanation
from allervers.rights.domain.freshness import Parameter
from allervers.rights.domain.right import YEARLY, Right
from allervers.rights.gateways.rights_service import rights_door
from allervers.rights.queries.screenings import answers_of
from allervers.rights.views.screening import RECEPTION
from allervers.rights.views.screening_pages import (
    Link,
    Screening,
    question_url,
    screening_or_404,
)
from allervers.rights.wording import right_label
from allervers.rights.wording.explanations import (
    TOPICS,
    change_sentence,
    month_text,
    reason_lines,
)
from allervers.rights.wording.freshness import (
    freshness_sentences,
    parameter_since,
    parameter_value,
)
from allervers.rights.wording.questions import question_topic
from allervers.rights.wording.reasons import SUPPOSED, WHY
from allervers.ui.access import open_to, writes


@dataclass(frozen=True, slots=True)
class Text:
    """A parameter as it is drawn: its label, value, day, and the text that says so."""

    label: str
    value: str
    since: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """What a right depends on, about one topic: sentences, then the texts behind them."""

    title: str
    sentences: list[str]
    texts: list[Text]


@open_to(*RECEPTION)
@writes  # no transaction is open while the rules are asked
def why(request: HttpRequest, screening_id: UUID, right: str) -> HttpResponse:
    """Explain one right of a check, by its answers of today."""
    if right not in set(Right):
        raise Http404
    screening = screening_or_404(request, screening_id)
    context = {"screening": screening, "right": right, "label": right_label(right)}
    context["is_yearly"] = right in YEARLY
    try:
        said = explained(Right(right), screening)
    except (EngineError, WrongAnswersError):
        return render(request, "rights/why.html", {**context, "is_failure": True})
    if said is not None:
        context |= drawn(said, answers_of(screening), screening.id)
    return render(request, "rights/why.html", context)


def explained(right: Right, screening: Screening) -> Explanation | None:
    """Ask the rules; None when nobody answers on this host, or now."""
    door = rights_door()
    if door is None:
        return None
    try:
        return door.explain(right, answers_of(screening), screening.month)
    except DoorClosedError:
        return None


def drawn(said: Explanation, answers: Answers, screening_id: UUID) -> dict[str, object]:
    """Return what the page draws."""
    cited = {name for one in said.changes for name in one.cites}
    return {
        "said": said,
        "why": reason_lines(said.reasons, WHY),
        "supposed": reason_lines(said.reasons, SUPPOSED),
        "missing": [
            Link(question_topic(code), question_url(screening_id, code)) for code in said.missing
        ],
        "groups": list(groups(said, answers)),
        "months": [month_text(one, said.right) for one in said.months],
        "stale": freshness_sentences(said.freshness) if said.freshness else [],
        "texts": [text_of(one, said.month) for one in said.texts if one.name not in cited],
    }


def groups(said: Explanation, answers: Answers) -> Iterator[Group]:
    """Give the changes by topic, with their texts."""
    known = {one.name: one for one in said.texts}
    for topic, same in groupby(said.changes, key=lambda one: one.topic):
        changes = list(same)
        names = dict.fromkeys(name for one in changes for name in one.cites)
        yield Group(
            str(TOPICS[topic]),
            [change_sentence(one, said.right, answers) for one in changes],
            [text_of(known[name], said.month) for name in names],
        )


def text_of(parameter: Parameter, day: date) -> Text:
    """Return a parameter as it is drawn."""
    return Text(
        label=parameter.label,
        value=parameter_value(parameter, day),
        since=parameter_since(parameter, day),
        title=parameter.title or parameter.href,
        href=parameter.href,
    )
