"""Codes as spreadsheets leave them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.territory.domain.codes import departement_code, insee_code, postal_code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1033, "01033"),
        ("1033", "01033"),
        (16317.0, "16317"),
        ("16 317", "16317"),
        ("2a004", "2A004"),
        ("97411", "97411"),
        ("", ""),
        (None, ""),
        ("abc", ""),
        ("123456", ""),
        (float("nan"), ""),
        ("٠١٠٣٣", ""),
    ],
)
def test_insee_code_is_repaired_or_empty(value: str | float | None, code: str) -> None:
    assert insee_code(value) == code


@pytest.mark.parametrize(("value", "code"), [(1400, "01400"), ("92 130", "92130"), ("2A004", "")])
def test_postal_code_is_repaired_or_empty(value: str | int, code: str) -> None:
    assert postal_code(value) == code


@pytest.mark.parametrize(("value", "code"), [(1, "01"), ("2b", "2B"), ("974", "974"), ("999", "")])
def test_departement_is_repaired_or_empty(value: str | int, code: str) -> None:
    assert departement_code(value) == code


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats()))
def test_codes_of_anything_never_fail(value: str | float | None) -> None:
    assert len(insee_code(value)) in {0, 5}
    assert len(postal_code(value)) in {0, 5}
