"""Whatever is sent, a gateway answers with rows or with a refusal; never with a failure."""

import csv
import io
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from allervers.tours.domain.intake import Recognised, safe_for_spreadsheets
from allervers.tours.gateways.intake_reader import read_file
from allervers.ui.domain.refusal import Refusal
from tests.tours.intake.conftest import bus_row

WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([
        "lundi", "1er mardi", "9h-12h", "09:00 - 12:00 / 13:30 - 17:00", "00:00 - 00:00", "-",
        "Oui", "Mo 09:00-12:00; PH off", "Mo 12:00-09:00", "Semaine paire", "=cmd", "9" * 400,
        "1e999", "Un lundi sur deux : Valombre", "Après-midi sur RDV", "\u202e", "\x1b", "²:³",
        "Mo[9] 1:1-2:2", "\\u0000", "\\ud800",
    ]),
)  # fmt: skip
VALUES = st.one_of(WORDS, st.none(), st.integers(), st.floats(), st.booleans())
BUS_KEYS = st.sampled_from(list(bus_row()))
LIST_KEYS = st.sampled_from(
    ["itinerance", "ITINERANCE", "h_lundi", "h_mardi", "commentaire", "lib_com", "insee_com",
     "adresse", "latitude", "categorie", "insee_dep", "DEPARTEMENT", "Commentaire.horaires"]
)  # fmt: skip
TABLE_KEYS = st.sampled_from(["commune", "Lieu", "Jour de passage", "horaires", "lat", "lon", "x"])
ROOF = settings(max_examples=120, deadline=None)


def _read(content: bytes) -> Recognised | None:
    try:
        return read_file(content)
    except Refusal as refused:
        refusal = refused
    assert refusal.what
    assert refusal.todo
    return None


@given(st.binary(max_size=400))
@ROOF
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"[" * 100_000)
def test_gateways_when_any_bytes_then_rows_or_a_refusal(content: bytes) -> None:
    _read(content)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
@ROOF
def test_gateways_when_any_text_then_rows_or_a_refusal(text: str, encoding: str) -> None:
    _read(text.encode(encoding, "ignore"))


@given(st.lists(st.dictionaries(BUS_KEYS, VALUES, max_size=6), max_size=3))
@ROOF
def test_bus_when_any_values_then_rows_or_a_refusal(changes: list[dict[str, object]]) -> None:
    _read(json.dumps([bus_row(**change) for change in changes]).encode())


@given(st.lists(st.dictionaries(LIST_KEYS, VALUES, max_size=10), max_size=3))
@ROOF
def test_national_list_when_any_values_then_rows_or_a_refusal(
    rows: list[dict[str, object]],
) -> None:
    whole = {"itinerance": "Oui", "h_lundi": "", "commentaire": "", "lib_com": "Valombre"}
    features = [{"type": "Feature", "properties": {**whole, **row}} for row in rows]
    _read(json.dumps({"type": "FeatureCollection", "features": features}).encode())


@given(st.lists(st.dictionaries(TABLE_KEYS, WORDS, min_size=1), min_size=1, max_size=4))
@ROOF
def test_table_when_any_cells_then_rows_or_a_refusal(rows: list[dict[str, str]]) -> None:
    names = ["commune", "Lieu", "Jour de passage", "horaires", "lat", "lon", "x"]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    _read(out.getvalue().encode("utf-8", "ignore"))


@given(WORDS)
@ROOF
def test_cell_when_written_for_spreadsheets_then_never_a_formula(cell: str) -> None:
    assert not safe_for_spreadsheets(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
