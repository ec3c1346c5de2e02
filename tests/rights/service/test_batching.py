"""Threads that ask at the same moment share a computation, and each has its own answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.engine import EngineError
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import Right
from allervers.rights.service.batching import Batcher
from tests.rights.simple_rules import SimpleRules

MONTH, NEXT, BEYOND = date(2026, 11, 1), date(2026, 12, 1), date(2030, 1, 1)


@pytest.fixture
def rules() -> SimpleRules:
    """Return rules that note the size of each computation."""
    return SimpleRules()


@pytest.fixture
def batcher(rules: SimpleRules) -> Iterator[Batcher]:
    """Return a batcher that waits long for those who said that they work."""
    made = Batcher(rules, quiet=5)
    yield made
    made.close()


def paid(wages: int) -> Answers:
    """Return the answers of somebody paid so much a month."""
    return Answers({"incomes": ["wages"], "wages": f"{wages}.00", "steady": "yes"})


def ask(batcher: Batcher, wages: int, month: date = MONTH) -> Decimal:
    """Return the rsa of one household, by columns or one by one."""
    household = household_of(paid(wages))
    if wages % 2:
        return batcher.compute([household], month)[0][Right.RSA].amount
    found = batcher.amounts(population_of([household], month), month)
    return Decimal(str(found[Right.RSA].amount[0]))


def ask_together(batcher: Batcher, asked: list[tuple[int, date]]) -> list[Decimal | EngineError]:
    """Ask in as many threads, all at work before the first asks."""
    together = Barrier(len(asked))

    def one(wages: int, month: date) -> Decimal | EngineError:
        with batcher.working():
            together.wait()
            try:
                return ask(batcher, wages, month)
            except EngineError as error:
                return error

    with ThreadPoolExecutor(len(asked)) as threads:
        return list(threads.map(one, *zip(*asked, strict=True)))


def test_asks_of_the_same_moment_are_one_computation(batcher: Batcher, rules: SimpleRules) -> None:
    asked = [(wages, MONTH) for wages in range(0, 40, 2)]
    assert ask_together(batcher, asked) == [Decimal(600 - wages) for wages, _month in asked]
    assert rules.sizes == [20]
    assert (batcher.batches, batcher.households) == (1, 20)


def test_two_months_and_two_ways_of_asking_are_computed_apart(
    batcher: Batcher, rules: SimpleRules
) -> None:
    asked = [(0, MONTH), (1, MONTH), (2, NEXT), (4, MONTH)]
    found = ask_together(batcher, asked)
    assert found == [Decimal(600 - wages) for wages, _month in asked]
    assert sorted(rules.sizes) == [1, 1, 2]


def test_an_ask_that_fails_fails_alone(batcher: Batcher) -> None:
    found = ask_together(batcher, [(0, MONTH), (60_000, MONTH), (4, MONTH), (2, BEYOND)])
    assert [isinstance(one, EngineError) for one in found] == [False, True, False, True]
    assert found[0] == 600
    assert found[2] == 596


def test_alone_nobody_waits(rules: SimpleRules) -> None:
    batcher = Batcher(rules, quiet=3600)
    with batcher.working():
        assert ask(batcher, 0) == 600
    batcher.close()


def test_who_works_without_asking_is_not_waited_for_long(rules: SimpleRules) -> None:
    batcher = Batcher(rules, quiet=0.01)
    with batcher.working(), batcher.working():
        assert ask(batcher, 0) == 600
    batcher.close()


def test_too_many_households_make_two_computations(rules: SimpleRules) -> None:
    batcher = Batcher(rules, quiet=5, most=3)
    ask_together(batcher, [(wages, MONTH) for wages in (0, 2, 4, 6)])
    assert sorted(rules.sizes) == [1, 3]
    batcher.close()


def test_closed_batcher_refuses(rules: SimpleRules) -> None:
    batcher = Batcher(rules)
    batcher.close()
    with pytest.raises(EngineError):
        ask(batcher, 0)
