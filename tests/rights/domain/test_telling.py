"""What an answer tells of a right, whether it settles it; what is asked when, and said."""

from dataclasses import replace

import numpy as np
import pytest

from allervers.rights.domain.answers import UNKNOWN, Answers
from allervers.rights.domain.bounding.bounds import DOUBTFUL, DUE, NOT_DUE, Bounds
from allervers.rights.domain.bounding.completions import Completions
from allervers.rights.domain.bounding.next_question import askable
from allervers.rights.domain.bounding.telling import information, settling
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.questionnaire import OF_CHILDREN
from allervers.rights.domain.right import RIGHTS, Right

COUNT = 200
EVEN = np.full(COUNT, 1 / COUNT)
SIDES = np.arange(COUNT) % 2


def right_of(said: np.ndarray, euros: np.ndarray) -> Bounds:
    return Bounds(Right.RSA, None, 0.0, 900.0, is_estimate=True, euros=euros, said=said)


def completions(likely: np.ndarray) -> Completions:
    return Completions(Ways(COUNT, {}, EVEN), {}, likely)


def test_an_answer_that_decides_tells_all_there_is_and_another_nothing() -> None:
    assert information(SIDES, SIDES, EVEN) == pytest.approx(np.log(2), abs=0.01)
    assert information(SIDES, np.arange(COUNT) // 2 % 2, EVEN) == 0.0


def test_an_answer_settles_a_right_only_when_no_way_is_left_that_says_otherwise() -> None:
    said = np.where(SIDES, DUE, NOT_DUE)
    euros = np.where(SIDES, 500.0, 0.0)
    everywhere = completions(np.arange(COUNT))
    assert settling(SIDES, [right_of(said, euros)], everywhere) == pytest.approx([1.0])
    rare = said.copy()
    rare[0] = DOUBTFUL  # one way in two hundred, among those that answer 0
    assert settling(SIDES, [right_of(rare, euros)], everywhere) == pytest.approx([0.5])


def test_an_amount_that_still_varies_is_not_settled() -> None:
    said, euros = np.full(COUNT, DUE), np.where(SIDES, np.arange(COUNT), 300.0)
    found = settling(SIDES, [right_of(said, euros)], completions(np.arange(COUNT)))
    assert found == pytest.approx([0.5])


def test_how_often_an_answer_settles_is_read_among_the_likely_ways() -> None:
    said = np.where(SIDES, DUE, np.arange(COUNT) // 2 % 2)
    euros = np.where(SIDES, 500.0, 0.0)
    likely = np.flatnonzero(SIDES)
    assert settling(SIDES, [right_of(said, euros)], completions(likely)) == pytest.approx([1.0])


def test_which_children_is_asked_after_how_old_they_are() -> None:
    answers = Answers({"children": 2})
    assert "children_ages" in askable(answers, RIGHTS)
    assert not set(OF_CHILDREN) & set(askable(answers, RIGHTS))
    after = answers.with_answer("children_ages", [9, 15])
    assert set(OF_CHILDREN) <= set(askable(after, RIGHTS))
    assert "shared_custody" in askable(answers.with_answer("children_ages", UNKNOWN), RIGHTS)


def test_an_estimate_is_said_a_little_wider_than_what_was_tried() -> None:
    tried = replace(right_of(SIDES, SIDES * 500.0), low=5.0, high=500.0)
    assert tried.said_between == (0.0, 525.0)
    assert replace(tried, status=DUE, low=495.0).said_between == (485.0, 510.0)
    assert replace(tried, is_estimate=False).said_between == (5.0, 500.0)
    assert replace(tried, low=500.0).said_between == (500.0, 500.0)
