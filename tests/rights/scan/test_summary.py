"""Totals hide small groups, and what would give them back."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.scan.secrecy import SMALLEST_SHOWN, hidden_cells, hidden_rows
from allervers.rights.domain.scan.summary import Group, Tally, lines_of
from tests.rights.scan.running import rows_of, scan, table, write

ROWS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=8)


@given(rows=ROWS)
def test_no_small_figure_is_shown_nor_given_back(rows: list[tuple[int, int]]) -> None:
    hidden = hidden_rows(rows)
    shown = [row for place, row in enumerate(rows) if place not in hidden]
    assert not any(0 < one < SMALLEST_SHOWN for row in shown for one in row)
    if hidden and shown:
        assert len(hidden) > 1
        for n in (0, 1):
            rest = sum(row[n] for row in rows) - sum(row[n] for row in shown)
            assert rest == 0 or rest >= SMALLEST_SHOWN


@given(cells=st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_cells_of_a_row_are_covered_too(cells: list[int]) -> None:
    hidden = hidden_cells(cells)
    assert {n for n, one in enumerate(cells) if 0 < one < SMALLEST_SHOWN} <= hidden
    assert len(hidden) != 1


def test_euros_of_a_hidden_right_cannot_be_subtracted() -> None:
    tally = Tally(Group(100, 60, 900.0))
    tally.rights = {
        "rsa": {"entitled": 3, "not_entitled": 97},
        "ppa": {"entitled": 20, "not_entitled": 80},
        "af": {"entitled": 40, "not_entitled": 60},
    }
    tally.euros = {"rsa": 300.0, "ppa": 200.0, "af": 400.0}
    told = {one.code: one.euros for one in lines_of(tally) if one.what == "entitled"}
    assert told == {"rsa": None, "ppa": None, "af": 400.0}


def test_a_scan_writes_its_totals(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", rows_of(40))
    summary = tmp_path / "totals.csv"
    assert scan(source, tmp_path / "out.csv", "--summary", str(summary)) == 0
    rows = table(summary, ";")
    assert rows[0] == {"breakdown": "all", "code": "", "what": "households",
                       "households": "40", "euros_month": ""}  # fmt: skip
    assert {one["breakdown"] for one in rows} == {"all", "right", "commune", "kind"}
    assert "secret" in {one["households"] for one in rows}
