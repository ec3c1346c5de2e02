"""The engine gives the amounts that the texts give, to the cent."""

from collections import Counter
from datetime import date

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.right import RIGHTS
from allervers.rights.domain.screening import screen
from tests.rights.gold_cases import read_gold, said

MONTH = date(2026, 11, 1)


def test_gold_cases_agree_to_the_cent(rules: Engine) -> None:
    wrong, cases = [], read_gold()
    for case in cases:
        findings = screen(case.answers, MONTH, rules).findings
        found = {one.right.value: said(one) for one in findings}
        wrong += [
            f"{case.name}: {right} {found[right]}, not {amount}"
            for right, amount in case.expects.items()
            if found[right] != amount
        ]
    assert not wrong, "\n".join(wrong)


def test_gold_cases_are_a_hundred_and_each_right_has_two() -> None:
    cases = read_gold()
    assert len(cases) >= 100
    of = Counter(right for case in cases for right in case.expects)
    assert not [right for right in RIGHTS if of[right] < 2]
