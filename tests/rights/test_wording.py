"""What is said of a finding, in French."""

import pytest

from allervers.rights.models import Finding
from allervers.rights.wording import reason_sentences
from allervers.rights.wording.reasons import REASONS

ROW = {"low": "1.50", "high": "20", "euros": "3", "date": "avril 2025", "count": 2}


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_is_said_even_with_a_percentage(code: str) -> None:
    row = {"code": code, **ROW}
    said = reason_sentences(Finding(right="aah", reasons=[row]))
    assert len(said) == 1
    assert "%(" not in said[0]
