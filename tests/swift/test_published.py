"""OpenFisca-France's published cases pass and fail with plans as they do with stock."""

from pathlib import Path
from typing import Any

import pytest

from tests.swift.published import Outcome, cases, compare

STEP = 40  # of the 580 cases, those of one run in the fast part


def outcomes(system: Any, folder: Path, step: int) -> list[Outcome]:
    """Return the outcomes of one case in so many."""
    chosen = [one for rank, one in enumerate(cases(folder)) if rank % step == 0]
    return [found for name, case in chosen for found in compare(system, name, case)]


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")  # OpenFisca's own, of old cases
@pytest.mark.parametrize("step", [STEP, 1], ids=["some", "all"])
def test_published_cases_have_the_bits_of_stock(system: Any, shared_data: Path, step: int) -> None:
    found = outcomes(system, shared_data / "rights" / "openfisca-yaml", step)
    assert found
    assert not [one for one in found if not one.is_same]
    assert not [one for one in found if one.stock_passes != one.ours_passes]
