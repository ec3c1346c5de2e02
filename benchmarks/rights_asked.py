"""Households drawn for `rights_questions.py`, and asked in three orders."""

import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import numpy as np  # noqa: E402 - the path comes first

from allervers.rights.domain.answers import Answers, Json  # noqa: E402
from allervers.rights.domain.bounding.completions import Sizes, complete  # noqa: E402
from allervers.rights.domain.bounding.next_question import FOLLOW_UPS, usual_next  # noqa: E402
from allervers.rights.domain.bounding.prices import URGENCY, price  # noqa: E402
from allervers.rights.domain.engine import Engine  # noqa: E402
from allervers.rights.domain.finding import Found, Status  # noqa: E402
from allervers.rights.domain.question import Kind, Question  # noqa: E402
from allervers.rights.domain.questionnaire import QUESTIONS, asked_codes, changed  # noqa: E402
from allervers.rights.domain.right import RIGHTS  # noqa: E402
from allervers.rights.domain.screening import Screened, screen  # noqa: E402

MONTH: Final = date(2026, 11, 1)
SEED: Final = 2026
SURE: Final = frozenset({Status.ENTITLED, Status.NOT_ENTITLED})
SHARED: Final = 5  # answers: so many first ones are often those of others too
OF_ALL: Final = sum(URGENCY.get(right, 1.0) for right in RIGHTS)
Choose = Callable[[Answers, Screened], str | None]


def _fixed(answers: Answers, _seen: Screened) -> str | None:
    return next((code for code in asked_codes(answers) if not answers.is_asked(code)), None)


ORDERS: Final[Mapping[str, Choose]] = {
    "fixed": _fixed,
    "usual": lambda answers, _seen: usual_next(answers),
    "ours": lambda _answers, seen: seen.next_code,
}


@dataclass
class Asked:
    """One household asked in one order: what was certain after each question.

    `settled`: rights; `urgent`: the same, weighted by urgency, in share of all; `known`: rights
    given or refused, or settled; `price`: what the questions had cost.
    """

    settled: list[int] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    price: list[float] = field(default_factory=lambda: [0.0])

    @property
    def questions(self) -> int:
        """Return how many questions were asked."""
        return len(self.settled) - 1

    def add(self, seen: Screened) -> None:
        """Count what is certain now."""
        done = [one.right for one in seen.findings if is_settled(one)]
        self.settled.append(len(done))
        self.urgent.append(round(sum(URGENCY.get(one, 1.0) for one in done) / OF_ALL, 6))
        self.known.append(sum(is_settled(one) or one.status in SURE for one in seen.findings))

    def pay(self, code: str) -> None:
        """Count what a question costs."""
        cost = price(QUESTIONS[code], is_follow_up=code in FOLLOW_UPS)
        self.price.append(round(self.price[-1] + cost, 3))


@dataclass
class Household:
    """What was measured of one household; milliseconds are of processor, for one screening."""

    orders: dict[str, Asked]
    mistakes: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    screenings: int = 0
    milliseconds: float = 0.0


def until(counts: Sequence[float], level: float) -> int:
    """Return after how many questions so much was certain, for good."""
    low = [place for place, count in enumerate(counts) if count < level - 1e-6]
    return low[-1] + 1 if low else 0


def households(count: int) -> list[Answers]:
    """Return full answers, drawn by the prior."""
    chance = np.random.default_rng(SEED)
    ways = complete(Answers({}), RIGHTS, chance, Sizes(prior=count, even=1)).ways
    rows = range(ways.count - count, ways.count)
    return [Answers(dict(_moved(ways.answers(row).raw, chance))) for row in rows]


def _moved(answers: Any, chance: np.random.Generator) -> Iterator[tuple[str, Json]]:
    """Move each figure a little."""
    for code, value in answers.items():
        question = QUESTIONS[code]
        if question.kind is Kind.MONEY:
            yield code, _near(value, question, chance)
        elif question.kind is Kind.RECEIVED:
            months = int(chance.integers(1, 13)) if chance.random() < 0.3 else 12  # noqa: PLR2004
            yield code, {"amount": _near(value["amount"], question, chance), "months": months}
        else:
            yield code, value


def _near(figure: str, question: Question, chance: np.random.Generator) -> str:
    moved = float(figure) * chance.uniform(0.95, 1.05)
    return f"{min(moved, float(question.highest)):.2f}"


def is_settled(found: Found) -> bool:
    """Whether no answer to come can change a finding, but by a few euros."""
    return found.status is not Status.NOT_ASKED and not found.missing


class Trial:
    """Asks households; the same answers are screened once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._shared: dict[str, Screened] = {}
        self._own: dict[str, Screened] = {}

    def ask(self, truth: Answers, orders: Collection[str] = tuple(ORDERS)) -> Household:
        """Ask one household in these orders."""
        self._own = {}
        found = Household({})
        full = {one.right: one for one in self._screened(truth, found).findings}
        for name in orders:
            choose = ORDERS[name]
            asked = found.orders[name] = Asked()
            answers: Answers | None = Answers({})
            while answers is not None:
                seen = self._screened(answers, found)
                asked.add(seen)
                for one in seen.findings:
                    _check(one, full[one.right], found)
                code = choose(answers, seen)
                if code is not None:
                    asked.pay(code)
                answers = changed(answers, code, truth.raw[code]) if code is not None else None
        return found

    def _screened(self, answers: Answers, found: Household) -> Screened:
        kept = self._shared if len(answers.raw) <= SHARED else self._own
        key = repr(sorted(answers.raw.items()))
        if key not in kept:
            start = time.process_time()
            kept[key] = screen(answers, MONTH, self.engine)
            found.milliseconds += 1000 * (time.process_time() - start)
            found.screenings += 1
        return kept[key]


def _check(said: Found, true: Found, found: Household) -> None:
    """Compare what was said with what the full answers give."""
    if said.status in SURE and said.status is not true.status:
        found.mistakes.append(f"{said.right} {said.status} → {true.status}")
    amount = 0 if true.status is Status.NOT_ENTITLED else true.amount
    is_bounded = said.low is not None and said.high is not None and amount is not None
    if is_bounded and not said.low <= amount <= said.high:  # type: ignore[operator]
        found.outside.append(str(said.right))
