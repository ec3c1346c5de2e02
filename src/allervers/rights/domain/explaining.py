"""Explanations by counterfactuals: the engine computes the household with one answer changed.

Nothing is deduced from texts: each sentence comes from households that were computed. Two to four
batches for one right: every change at once, then the thresholds to the euro.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import groupby
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.cited import cited
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.explanation import Change, Explanation, Month, Topic, Turn
from allervers.rights.domain.freshness import Register, freshness_of
from allervers.rights.domain.joining import joined, parted
from allervers.rights.domain.needs import missing_for, needed, unknown_for
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import ASKER, PARTNER, Array, Population
from allervers.rights.domain.questionnaire import BENEFITS
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import WITHOUT_AMOUNT, YEARLY, Right
from allervers.rights.domain.screening import screen
from allervers.rights.domain.thresholds import Bracket, Tried, brackets, segments, to_the_euro
from allervers.rights.domain.varying import MONEY, Way, is_whole, money_asked, ways, with_money

MONTHS: Final = 13  # this one and the twelve to come
LEAST: Final = 1.0  # euros: smaller differences are not said
CENT: Final = Decimal("0.01")
PARTNERS: Final = "partner_"
YEAR: Final = "_year"


def explain(
    right: Right, answers: Answers, month: date, engine: Engine, register: Register
) -> Explanation:
    """Return why a right is open or not, what would change it, and the texts.

    Raises EngineError, as the engine does.
    """
    found = next(one for one in screen(answers, month, engine).findings if one.right is right)
    said = Explanation(
        right=right,
        month=month,
        rules=engine.rules,
        status=found.status,
        amount=found.amount,
        reasons=found.reasons,
        missing=(*missing_for(right, answers, month), *unknown_for(right, answers, month)),
        freshness=freshness_of(right, month, register),
    )
    texts = cited(right, register)
    if not said.missing:
        trials = Trials(right, answers, month, engine)
        changes = sorted(trials.changes(), key=lambda one: list(Topic).index(one.topic))
        said = replace(
            said,
            changes=tuple(replace(one, cites=texts.get(one.topic, ())) for one in changes),
            months=tuple(trials.months()),
        )
    names = dict.fromkeys(name for names in texts.values() for name in names)
    return replace(said, texts=tuple(register.parameters[name] for name in names))


@dataclass(frozen=True)
class Trials:
    """One right, one household, and the engine that tries it with changes."""

    right: Right
    answers: Answers
    month: date
    engine: Engine

    @cached_property
    def is_whole(self) -> bool:
        """Whether the household can be computed as it is: an exclusion leaves questions unasked."""
        return is_whole(self.right, self.answers, self.month)

    @cached_property
    def ways(self) -> list[Way]:
        """Return the changes that are not amounts."""
        return list(ways(self.right, self.answers, self.month))

    @cached_property
    def money(self) -> tuple[str, ...]:
        """Return the amounts to vary."""
        return money_asked(self.right, self.answers, self.month) if self.is_whole else ()

    @cached_property
    def received(self) -> list[Way]:
        """Return the household without each benefit that is received and counts."""
        codes = needed(self.right, self.answers, self.month) if self.is_whole else ()
        return [
            Way(code, Topic.INCOME, "0", self.answers.with_answer(code, {**raw, "amount": "0"}))
            for code in (f"received_{one}" for one in BENEFITS)
            if code in codes and isinstance(raw := self.answers.raw.get(code), dict)
            if "months" in raw and code != f"received_{self.right}"
        ]

    @cached_property
    def first(self) -> list[Tried]:
        """Return the first batch: as it is, by way, month by month, then by amount."""
        listed = [self.answers, *(one.answers for one in (*self.ways, *self.received))]
        people = population_of([household_of(one) for one in listed], self.month)
        grids = [self.at(place, values) for place, values in enumerate(self.grids)]
        return self.tried([people, aged(people.taken(np.zeros(MONTHS, dtype=np.int64))), *grids])

    @cached_property
    def grids(self) -> list[Array]:
        """Return the amounts first tried for each question."""
        steps = [MONEY[code] for code in self.money]
        return [np.arange(0.0, top + 1, step) for _topic, top, step in steps]

    @cached_property
    def bases(self) -> list[Population]:
        """Return the household ready for each amount to vary."""
        households = [household_of(with_money(self.answers, one, "0")) for one in self.money]
        return [population_of([one], self.month) for one in households]

    @property
    def is_open(self) -> bool:
        """Whether the right is open as things are; one excluded by an answer is not."""
        return self.is_whole and bool(self.first[0][0][0])

    @property
    def amount(self) -> float:
        """Return the amount as things are."""
        return float(self.first[0][1][0]) if self.is_whole else 0.0

    def at(self, place: int, values: Array) -> Population:
        """Return the household with each of these amounts for one question."""
        base = self.bases[place].taken(np.zeros(len(values), dtype=np.int64))
        code = self.money[place]
        if code in base.homes:
            base.homes[code][:] = values
            return base
        role = PARTNER if code.startswith(PARTNERS) else ASKER
        own = code.removeprefix(PARTNERS)
        steady = f"{PARTNERS if role == PARTNER else ''}steady"
        is_both = not own.endswith(YEAR) and self.answers.text(steady) != "no"
        for name in (own, f"{own}{YEAR}") if is_both else (own,):
            base.persons[name][base.role == role] = values
        return base

    def tried(self, populations: Sequence[Population]) -> list[Tried]:
        """Compute several populations as one batch; whether open, and how much, for each."""
        found = self.engine.amounts(joined(populations), self.month)
        each = parted(found, [one.count for one in populations])
        return [(one[self.right].is_due, one[self.right].amount) for one in each]

    def changes(self) -> Iterator[Change]:
        """Give what would open or close the right, then what weighs on its amount."""
        yield from self._turns_of_ways()
        yield from self._thresholds()
        if self.is_open and self.right not in WITHOUT_AMOUNT:
            yield from self._weights()

    def _turns_of_ways(self) -> Iterator[Change]:
        dues, amounts = self.first[0]
        end = 1 + len(self.ways)
        rows = zip(self.ways, dues[1:end], amounts[1:end], strict=True)
        turned = [
            (way, amount)
            for way, is_due, amount in rows
            if (bool(is_due) and not way.is_closed) != self.is_open
        ]
        for _key, same in groupby(turned, key=lambda row: turns_with(row[0])):
            way, amount = next(same)
            yield self._turn(way, float(amount))

    def _turn(self, way: Way, amount: float) -> Change:
        is_number = way.value.isdigit()
        opens = Turn.FROM if is_number else Turn.IF
        turn = Turn.ENDS_IF if self.is_open else opens
        return Change(turn, way.question, way.topic, way.value, self._paid(amount), way.child)

    def _thresholds(self) -> Iterator[Change]:
        for one in self._exact(due, is_open=self.is_open):
            yield self._threshold(one)
        if self.right is Right.CSS and self.is_open:
            yield from self._free()

    def _free(self) -> Iterator[Change]:
        """Give up to which amounts the css is free: nothing to pay, when it is open."""
        is_free = self.amount == 0
        for one in self._exact(free, is_open=is_free):
            code, is_above = self.money[one.place], one.far > one.near
            if is_above == is_free and self.answers.is_known(code):
                turn = Turn.PAID_ABOVE if is_free else Turn.FREE_UP_TO
                value = np.floor(one.near) if is_free else one.far
                yield Change(turn, code, MONEY[code][0], str(int(value)))

    def _exact(self, of: Callable[[Tried], Tried], *, is_open: bool) -> list[Bracket]:
        """Return to the euro where something turns, as an amount of each question varies."""
        found = [
            one
            for place, (values, tried) in enumerate(zip(self.grids, self.first[2:], strict=True))
            for one in brackets(place, self._now(place), values, of(tried), is_open=is_open)
        ]
        return to_the_euro(
            found,
            lambda asked: [
                of(one) for one in self.tried([self.at(place, values) for place, values in asked])
            ],
            is_open=is_open,
        )

    def _threshold(self, one: Bracket) -> Change:
        code = self.money[one.place]
        is_above = one.far > one.near
        if self.is_open:
            turn = Turn.ENDS_ABOVE if is_above else Turn.ENDS_BELOW
            value = np.floor(one.near) if is_above else np.ceil(one.near)
        else:
            turn, value = (Turn.FROM if is_above else Turn.UP_TO), one.far
        return Change(turn, code, MONEY[code][0], str(int(value)), self._paid(one.amount))

    def _weights(self) -> Iterator[Change]:
        incomes = [
            (code, float(tried[1][0]))
            for code, tried in zip(self.money, self.first[2:], strict=True)
            if MONEY[code][0] is Topic.INCOME
        ]
        others = self.first[0][1][1 + len(self.ways) :]
        rows = zip(self.received, others, strict=True)
        received = [(way.question, float(one)) for way, one in rows]
        for code, without in (*incomes, *received):
            lost = without - self.amount
            if abs(lost) >= LEAST:
                turn = Turn.LOWERS if lost > 0 else Turn.RAISES
                yield Change(turn, code, Topic.INCOME, str(cents(abs(lost))), cents(without))

    def _now(self, place: int) -> float:
        return float(self.answers.euros(self.money[place]) or 0)

    def _paid(self, amount: float) -> Decimal | None:
        if self.is_open or self.right in WITHOUT_AMOUNT:
            return None
        return cents(amount)

    def months(self) -> Iterator[Month]:
        """Give the months from which something changes; nothing for what is paid once a year."""
        if not self.is_whole or self.right in YEARLY:
            return
        is_due, amounts = self.first[1]
        series = [(bool(due), cents(one)) for due, one in zip(is_due, amounts, strict=True)]
        for place in segments(series):
            yield Month(later(self.month, place), *series[place])


def due(tried: Tried) -> Tried:
    """Whether the right is open, and its amount: as computed."""
    return tried


def free(tried: Tried) -> Tried:
    """Whether the css is open and nothing is to pay."""
    return tried[0] & (tried[1] == 0), tried[1]


def turns_with(way: Way) -> tuple[str, int | None, str]:
    """Return what turns together: ages and years do once, at the first; each choice by itself."""
    return way.question, way.child, "" if way.value.isdigit() else way.value


def aged(population: Population) -> Population:
    """Return households in which everyone is a month older at each row."""
    births = population.persons["birth"].astype("datetime64[M]") - population.household
    return replace(population, persons={**population.persons, "birth": births.astype("M8[D]")})


def later(month: date, count: int) -> date:
    """Return the first day of the month, so many months later."""
    total = month.year * 12 + month.month - 1 + count
    return date(total // 12, total % 12 + 1, 1)


def cents(amount: float) -> Decimal:
    """Return euros rounded to the cent."""
    return Decimal(str(float(amount))).quantize(CENT, rounding=ROUND_HALF_UP)
