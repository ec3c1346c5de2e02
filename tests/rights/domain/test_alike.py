"""No condition tells apart two answers of one class: they are read once for both."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np
import pytest

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.alike import ASKING, COUNTING, JUDGING, Class, class_of
from allervers.rights.domain.bounding.completions import Sizes, complete
from allervers.rights.domain.bounding.ways import Column, Ways
from allervers.rights.domain.doubts import doubts, uncounted
from allervers.rights.domain.engine import Outcome
from allervers.rights.domain.needs import codes_for, excluded
from allervers.rights.domain.questionnaire import ORDER, asked_codes
from allervers.rights.domain.right import RIGHTS, Right
from tests.rights.households import Random, answered, chance_of

WAYS = 40
OUTCOMES = tuple(Outcome(is_due, Decimal(100)) for is_due in (True, False))


def ways_of(seed: int) -> Ways:
    """Return ways to complete answers of which some are known: rare values meet all the rest."""
    known = {code: one for code, one in answered(seed).raw.items() if seed % 3 == 0}
    kept = Answers({code: one for code, one in known.items() if code in ("age", "children")})
    sizes = Sizes(prior=WAYS, even=10 * WAYS, exhaustive=1)
    return complete(kept, RIGHTS, np.random.default_rng(seed), sizes).ways


def replaced(
    ways: Ways, row: int, classes: Mapping[str, Class], chance: Random
) -> tuple[Answers, Answers]:
    """Return a way, and the same with other answers of the same classes."""
    own: dict[str, Json] = dict(ways.answers(row).raw)
    other = dict(own)
    for code, value in own.items():
        same = class_of(code, value, classes)
        alike = [one for one in ways.columns[code].values if class_of(code, one, classes) == same]
        other[code] = chance.choice(alike)
    return Answers(own), Answers(other)


def pairs(seed: int, classes: Mapping[str, Class]) -> Iterator[tuple[Answers, Answers]]:
    """Give ways and the same, replaced."""
    ways, chance = ways_of(seed), chance_of(seed)
    for row in range(0, ways.count, 4):
        yield replaced(ways, row, classes, chance)


@pytest.mark.parametrize("seed", range(4))
def test_questions_do_not_tell_answers_of_a_class_apart(seed: int) -> None:
    for own, other in pairs(seed, ASKING):
        assert [rule(own) for _question, rule in ORDER] == [rule(other) for _one, rule in ORDER]
        assert asked_codes(own) == asked_codes(other)


@pytest.mark.parametrize("seed", range(4))
def test_judgements_do_not_tell_answers_of_a_class_apart(seed: int) -> None:
    for own, other in pairs(seed, JUDGING):
        for right in RIGHTS:
            assert excluded(right, own) == excluded(right, other)
            assert codes_for(right, own) == codes_for(right, other)
            for outcome in OUTCOMES:
                assert bool(doubts(right, own, outcome)) == bool(doubts(right, other, outcome))


def test_what_nobody_can_count_does_not_tell_answers_of_a_class_apart() -> None:
    for own, other in pairs(0, COUNTING):
        found = [uncounted(Right.RSA, one, OUTCOMES[0]) is None for one in (own, other)]
        assert found[0] is found[1]


def test_answers_are_read_once_for_all_those_of_a_class() -> None:
    column = Column((17, 18, 19, 26), np.array([0, 1, 2, 3, 1]))
    read = Ways(5, {"age": column}, np.full(5, 0.2)).each(lambda one: (one.number("age") or 0) > 17)
    assert len(read.results) == 3
    assert read.where(bool).tolist() == [False, True, True, True, True]
