"""What is read of a file, what is set aside and why: nothing is lost, nothing is taken as zero."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from allervers.rights.domain.scan.columns import COLUMNS
from allervers.rights.gateways.scan.parsing import parsed
from tests.rights.scan.rows import Row
from tests.rights.scan.running import rows_of, scan, table, write

MONTH = date(2026, 11, 1)
WRONG = {
    "couple": "peut-être",
    "age": "151",
    "housing": "château",
    "rent": "-12",
    "commune": "1001",
    "partner_birth": "31/02/1990",
    "children": "2,5",
    "wages": "beaucoup",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_wrong_value_sets_the_row_aside_and_says_why(name: str, value: str) -> None:
    found = parsed(pa.table({"id": ["a", "b"], name: [value, None]}), MONTH, {})
    assert found.rows.tolist() == [1]
    assert name in found.refused[0][0]
    assert value in found.refused[0][0]


def test_french_figures_dates_and_words_are_read() -> None:
    columns = {
        "id": ["a"], "rent": ["1 234,50 €"], "birth": ["31/12/1990"], "couple": ["Oui"],
        "children": ["2"], "children_ages": ["3|7"], "shared_custody": ["non|OUI"],
    }  # fmt: skip
    sheet = parsed(pa.table(columns), MONTH, {}).sheet
    assert sheet.values["rent"][0] == 1234.5
    assert str(sheet.values["birth"][0]) == "1990-12-31"
    assert sheet.has("couple").tolist() == [True]
    assert sheet.values["children_ages"].tolist() == [3, 7]
    assert sheet.values["shared_custody"].tolist() == [0, 1]


def test_typed_columns_of_parquet_are_read() -> None:
    columns = {
        "id": pa.array([7, 8]),
        "birth": pa.array([date(1990, 5, 1), None]),
        "rent": pa.array([500, None], pa.int64()),
        "wages": pa.array([float("nan"), 3.5]),
        "couple": pa.array([True, False]),
        "housing": pa.array(["tenant", None]).dictionary_encode(),
        "children_births": pa.array([[date(2020, 1, 1)], []]),
    }
    found = parsed(pa.table(columns), MONTH, {})
    sheet = found.sheet
    assert found.ids.tolist() == ["7", "8"]
    assert sheet.known["rent"].tolist() == [True, False]
    assert sheet.known["wages"].tolist() == [False, True]
    assert sheet.children.tolist() == [1, 0]
    assert sheet.known["children"].all()


def test_a_list_as_long_as_the_children_or_aside() -> None:
    columns = {"id": ["a"], "children": ["2"], "children_ages": ["3|7|9"]}
    found = parsed(pa.table(columns), MONTH, {})
    assert found.refused == {0: ["children_ages : 3 valeurs pour 2 enfants"]}


def test_what_is_supposed_fills_only_what_is_not_known() -> None:
    rows = pa.table({"id": ["a", "b"], "capital": ["12", None]})
    sheet = parsed(rows, MONTH, {"capital": "0"}).sheet
    assert sheet.values["capital"].tolist() == [12, 0]
    assert sheet.known["capital"].all()


def test_a_partner_of_somebody_alone_is_a_contradiction() -> None:
    found = parsed(pa.table({"id": ["a"], "couple": ["non"], "partner_age": ["30"]}), MONTH, {})
    assert "couple dit non" in found.refused[0][0]


def test_lines_set_aside_are_told_with_their_line(tmp_path: Path) -> None:
    source = tmp_path / "foyers.csv"
    source.write_bytes("id;rent;age\nA;500,5;40\nB;x;40\n\nC;500\n;5;40\nÉ;5;40\n".encode("cp1252"))
    assert scan(source, tmp_path / "found.csv") == 0
    aside = table(tmp_path / "found.refused.csv", ";")
    assert [(one["line"], one["row"]) for one in aside] == [
        ("3", "B;x;40"), ("5", "C;500"), ("6", ";5;40"),
    ]  # fmt: skip
    assert [one["id"] for one in table(tmp_path / "found.csv", ";")] == ["A", "É"]


def test_an_identifier_seen_twice_is_set_aside(tmp_path: Path) -> None:
    rows = [*rows_of(5), *rows_of(2)]
    assert scan(write(tmp_path / "in.csv", rows), tmp_path / "out.csv", "--batch", "3") == 0
    aside = table(tmp_path / "out.refused.csv")
    assert [one["reasons"] for one in aside] == [
        "identifiant déjà vu à la ligne 2", "identifiant déjà vu à la ligne 3",
    ]  # fmt: skip
    assert len(table(tmp_path / "out.csv")) == 5


def test_text_of_others_is_never_a_formula_for_a_spreadsheet(tmp_path: Path) -> None:
    names = ["=HYPERLINK(1)", "-5+cmd|' /C calc'!A0", "@SUM(1)", "-12", "F1"]
    rows: list[Row] = [row | {"id": one} for row, one in zip(rows_of(5), names, strict=True)]
    rows.append(rows[0] | {"couple": "peut-être"})
    assert scan(write(tmp_path / "in.csv", rows), tmp_path / "out.csv") == 0
    assert [one["id"] for one in table(tmp_path / "out.csv")] == [
        "'=HYPERLINK(1)", "'-5+cmd|' /C calc'!A0", "'@SUM(1)", "-12", "F1",
    ]  # fmt: skip
    (aside,) = table(tmp_path / "out.refused.csv")
    assert aside["id"] == "'=HYPERLINK(1)"


BROKEN = st.dictionaries(
    st.sampled_from([one.name for one in COLUMNS]),
    st.sampled_from(["", "x", "-1", "1e9", "2", "oui", "1|2", "NaN", "31/12/2030"]),
    max_size=3,
)


@given(broken=st.lists(BROKEN, min_size=1, max_size=12), kind=st.sampled_from(["csv", "parquet"]))
@profile(max_examples=12)
def test_no_row_is_lost(
    tmp_path_factory: pytest.TempPathFactory, broken: list[Row], kind: str
) -> None:
    rows: list[Row] = [row | more for row, more in zip(rows_of(len(broken)), broken, strict=True)]
    folder = tmp_path_factory.mktemp("lost")
    source = write(folder / f"in.{kind}", rows)
    assert scan(source, folder / "out.parquet", "--batch", "5") == 0
    aside = folder / "out.refused.parquet"
    refused = pq.read_table(aside)["line"].to_pylist() if aside.exists() else []
    found = pq.read_table(folder / "out.parquet")["line"].to_pylist()
    first = 2 if kind == "csv" else 1
    assert sorted(found + refused) == list(range(first, first + len(rows)))
