"""A household of a file is judged as the same answers given one by one."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import Right
from allervers.rights.domain.scan.judging import STATUSES, Findings, judged
from allervers.rights.domain.scan.totals import waiting
from allervers.rights.domain.screening import screen
from allervers.rights.gateways.scan.parsing import parsed
from tests.rights.households import answered
from tests.rights.scan.rows import as_told, row_of

MONTH = date(2026, 11, 1)


def scanned(many: list[Answers], engine: Engine) -> Findings:
    """Judge some answers as rows of a file."""
    rows = [row_of(one, str(place)) for place, one in enumerate(many)]
    names = sorted({name for row in rows for name in row})
    columns = {
        name: [str(row[name]) if row.get(name) is not None else None for row in rows]
        for name in names
    }
    read = parsed(pa.table(columns), MONTH, {})
    assert not read.refused
    return judged(read.sheet, MONTH, engine)


def status_of(findings: Findings, right: Right, place: int) -> Status:
    """Return the status of one right of one household."""
    return STATUSES[int(findings.rights[right].status[place])]


def assert_same(found: Found, findings: Findings, place: int) -> None:
    """Compare one right, judged both ways."""
    right = found.right
    assert status_of(findings, right, place) is found.status
    if found.amount is not None:
        judgement = findings.rights[right]
        assert judgement.low[place] == judgement.high[place] == float(found.amount)


@given(seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
@profile(max_examples=5)
def test_rows_are_judged_as_answers(rules: Engine, seeds: list[int]) -> None:
    many = [as_told(answered(seed)) for seed in seeds]
    findings = scanned(many, rules)
    lost = waiting(findings)
    for place, answers in enumerate(many):
        founds = screen(answers, MONTH, rules).findings
        for found in founds:
            assert_same(found, findings, place)
        assert lost[place] == pytest.approx(float(sum(one.waiting or 0 for one in founds)))


@given(seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=3))
@profile(max_examples=3)
def test_what_is_unknown_never_makes_a_row_surer(rules: Engine, seeds: list[int]) -> None:
    many = [as_told(answered(seed, unknown=0.1)) for seed in seeds]
    findings = scanned(many, rules)
    for place, answers in enumerate(many):
        for found in screen(answers, MONTH, rules).findings:
            status = status_of(findings, found.right, place)
            if status in (Status.ENTITLED, Status.NOT_ENTITLED):
                assert status is found.status
