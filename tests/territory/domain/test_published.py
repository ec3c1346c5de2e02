"""Published figures: what is hidden is an interval, never zero; where a square of the grid is."""

import pytest

from allervers.territory.domain.areas import AreaKind, Unit, area_code, iris_code
from allervers.territory.domain.grid import degrees_of, middle_of
from allervers.territory.domain.published import FigureError, published


@pytest.mark.parametrize("mark", ["s", "ns", "nd", "so", "c", "N/A", "***", "", "  "])
def test_a_mark_of_secrecy_is_an_interval_never_zero(mark: str) -> None:
    assert published(mark, Unit.PERCENT)[:2] == (0.0, 100.0)
    assert published(mark, Unit.PEOPLE)[:2] == (0.0, None)
    assert published(mark, Unit.HOUSEHOLDS, most_hidden=4)[:2] == (0.0, 4)
    assert published(mark, Unit.PEOPLE)[2]


@pytest.mark.parametrize(
    ("text", "value"),
    [("9,0", 9.0), ("9.0", 9.0), ("12,5 %", 12.5), ("1 234", 1234.0), ("1\u202f234,5", 1234.5)],
)
def test_figures_are_read_as_they_are_published(text: str, value: float) -> None:
    assert published(text, Unit.PERCENT if value < 100 else Unit.PEOPLE) == (value, value, "")


@pytest.mark.parametrize("text", ["-1", "101", "1e400", "douze", "0x10"])
def test_what_is_neither_a_figure_nor_a_mark_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        published(text, Unit.PERCENT)


def test_codes_get_their_lost_zero_back_and_nothing_else_passes() -> None:
    assert iris_code(10040101) == "010040101"
    assert iris_code("920020101.0") == "920020101"
    assert iris_code("2A0040101") == "2A0040101"
    assert area_code(AreaKind.QPV, "qn00103m") == "QN00103M"
    for wrong in ("92002", "9200201011", "QN1", None, ""):
        assert not iris_code(wrong)
        assert not area_code(AreaKind.QPV, wrong)


def test_the_projection_is_that_of_the_example_of_its_authority() -> None:
    # IOGP, Guidance note 7-2, method 9820: 50° N, 5° E.
    assert degrees_of(3962799.45, 2999718.85) == pytest.approx((50.0, 5.0), abs=1e-6)


def test_the_middle_of_a_square_is_a_hundred_metres_from_its_corner() -> None:
    assert middle_of("CRS3035RES200mN2999600E3962600") == pytest.approx((50, 5), abs=0.002)
    assert middle_of("CRS2975RES200mN7650000E340000") is None  # La Réunion: another projection
    assert middle_of("elsewhere") is None
