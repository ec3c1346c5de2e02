"""What is expected of a place: intervals that what is hidden widens, and never a zero for it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.commands.scan import main
from allervers.rights.domain.need.interval import Interval
from allervers.rights.domain.need.territory import ONE_EACH, Place, beside, need
from allervers.rights.gateways.territory_statistics import figure, places_of
from tests.rights.scan.fake import LOADER
from tests.rights.scan.running import table

FILOSOFI = "CODGEO;NBMENFISC21;TP6021\n92001;1000;12,0\n92002;s;s\n"
CAF = """"iris_code";"note";"a";"percou";"arsas";"aal";"am";"acssenf";"ai";"acavenf"
"920010101";"0";200;450;50;100;30;10;100;60
"920010102";"0";100;210;;60;;5;61;30
"920020101";"0";100;210;20;60;9;5;60;26
"920020102";"3";;;;;;;;
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Return two small files as Insee and Cnaf publish them."""
    (tmp_path / "filosofi.csv").write_text(FILOSOFI)
    (tmp_path / "caf.csv").write_text(CAF)
    return tmp_path / "filosofi.csv", tmp_path / "caf.csv"


def exact(**more: Interval) -> Place:
    """Return a place that hides nothing: 100 households with the RSA, of 1000 paid."""
    told = {
        "paid": Interval(1000, 1000), "persons": Interval(2000, 2000),
        "with_rsa": Interval(100, 100), "with_housing_benefit": Interval(500, 500),
        "alone_with_children": Interval(0, 0), "couple_without_children": Interval(0, 0),
    }  # fmt: skip
    return Place("92001", 5000, **{**told, **more})


def test_a_prior_gives_the_share_that_was_measured() -> None:
    without = 100 * beside(0.34)
    assert without / (100 + without) == pytest.approx(0.34)
    found = need(exact(), ONE_EACH)
    assert found.without.low == pytest.approx(100 * beside(0.20))
    # Half with a housing benefit: more than the other priors.
    assert found.without.high == pytest.approx(100 * (beside(0.18) + beside(0.57)) / 2)
    assert found.entitled == Interval(100, 100) + found.without
    assert found.euros.low == pytest.approx(330 * found.without.low)
    assert found.euros.high == pytest.approx(330 * 1.5 * found.without.high)


COUNT = st.integers(0, 300)


@given(rsa=COUNT, hidden=COUNT, benefit=st.integers(0, 1000), couples=COUNT)
def test_hiding_figures_only_widens(rsa: int, hidden: int, benefit: int, couples: int) -> None:
    told = {
        "with_rsa": Interval(rsa, rsa),
        "with_housing_benefit": Interval(benefit, benefit),
        "couple_without_children": Interval(couples, couples),
    }
    wider = {
        name: Interval(max(0, one.low - hidden), one.high + hidden) for name, one in told.items()
    }
    known, vague = need(exact(**told), ONE_EACH), need(exact(**wider), ONE_EACH)
    for mine, other in ((known.without, vague.without), (known.entitled, vague.entitled),
                        (known.euros, vague.euros)):  # fmt: skip
        assert other.low <= mine.low + 1e-9
        assert mine.high <= other.high + 1e-9


@pytest.mark.parametrize("text", ["s", "ns", "nd", "so", "", " "])
def test_what_is_hidden_is_never_zero(text: str) -> None:
    assert figure(text) is None
    assert figure("12,5") == 12.5


def test_hidden_figures_are_intervals(files: tuple[Path, Path]) -> None:
    first, second = places_of(*files)
    assert first.with_rsa == Interval(50, 54)
    assert first.households == 1000
    assert second.households is None
    assert second.with_rsa == Interval(20, float("inf"))


def test_the_command_writes_figures_and_what_they_suppose(files: tuple[Path, Path]) -> None:
    found = files[0].with_name("besoin.csv")
    assert main(["--territory", *map(str, files), "-o", str(found), "--loader", LOADER]) == 0
    rows = table(found, ";")
    assert [one["commune"] for one in rows] == ["92001", "92002"]
    assert rows[1]["households"] == rows[1]["non_takers_high"] == ""
    said = (found.parent / rows[0]["assumptions"]).read_text()
    assert "DREES" in said
    assert "Aucun autre droit" in said


def test_the_statistics_are_never_written_over(files: tuple[Path, Path]) -> None:
    before = files[1].read_bytes()
    assert main(["--territory", *map(str, files), "-o", str(files[1]), "--loader", LOADER]) == 1
    assert files[1].read_bytes() == before


def test_published_files_are_read(shared_data: Path) -> None:
    folder = shared_data / "territory"
    found = places_of(folder / "filosofi-2021-communes-92-94-67.csv",
                      folder / "caf-2021-iris-92-94-67.csv")  # fmt: skip
    by_code = {one.code: need(one, ONE_EACH) for one in found}
    assert by_code["92036"].place.with_rsa == Interval(1980, 1980)
    assert all(one.without.low <= one.without.high for one in by_code.values())
