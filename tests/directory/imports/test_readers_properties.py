"""Whatever a file holds, the readers answer records or a Refusal: never another exception."""

import json
from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.directory.domain.reading.checking import check
from allervers.directory.domain.reading.record import Record
from allervers.directory.gateways.directory_file import open_file
from allervers.ui.domain.refusal import Refusal
from tests.directory.imports.files import as_csv, service, structure

TODAY = date(2026, 11, 21)
V1_NAMES = sorted({*structure(), *service(), "zone_eligibilite", "frais", "courriel"})
OLD_NAMES = [
    *("profils", "frais", "services", "h_lundi", "itinerance", "horaires", "pivot", "typologie"),
    *("notes", "tag_string", "#id", "name", "lib_fs", "id_fs", "labellisation"),
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
V1_ROW = st.dictionaries(st.sampled_from(V1_NAMES), VALUES, max_size=16)
ANY_NAME = st.sampled_from([*V1_NAMES, *OLD_NAMES])
ROWS = st.lists(st.dictionaries(ANY_NAME, VALUES, max_size=16), min_size=1, max_size=4)
CELLS = st.dictionaries(ANY_NAME, st.text(max_size=40), max_size=10)


def read(content: bytes) -> list[Record]:
    """Read a file as an import does; nothing when it is refused whole."""
    with suppress(Refusal):
        file = open_file(content)
        return [check(one, source="essai", today=TODAY) for one in file.drafts()]
    return []


@given(st.binary(max_size=400))
@settings(max_examples=120)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read(content)


@given(ROWS)
@settings(max_examples=120)
def test_any_rows_are_read_or_refused(rows: list[dict[str, object]]) -> None:
    read(json.dumps(rows).encode())


@given(V1_ROW)
@settings(max_examples=120)
def test_any_row_beside_good_ones_leaves_them_alone(row: dict[str, object]) -> None:
    records = read(json.dumps([structure(), {**row, "id": "essai--autre"}]).encode())
    assert not records or records[0].id in {"essai--1", "essai--essai--1"}


@given(st.lists(CELLS, min_size=1, max_size=3))
@settings(max_examples=120)
def test_any_table_is_read_or_refused(rows: list[dict[str, object]]) -> None:
    read(as_csv(*rows).decode().encode("utf-8", "replace"))
