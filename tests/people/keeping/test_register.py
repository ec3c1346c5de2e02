"""The register says every column that speaks of somebody; each measure has a test that runs."""

import ast
import csv
import io
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from django.apps import apps

from allervers.people.domain.impact import ImpactError, read_measures
from allervers.people.domain.register import RegisterError, read_register
from allervers.people.exchange.records import (
    impact_markdown,
    register_csv,
    register_markdown,
    register_ods,
)
from allervers.people.exchange.spreadsheet import OASIS
from allervers.people.mapping.records import measures, register
from allervers.people.models.sealed import SealedTextField

SOURCE = Path("src/allervers/people/data_register.yml")
AGAIN = "run: python -m allervers write_records"


def tables() -> dict[str, set[str]]:
    """Return the columns of every table of the site, libraries' too."""
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }


def differences(known: dict[str, set[str]]) -> list[str]:
    """Say what the register lacks, and what it lists that is gone."""
    found = register()
    listed = {*found.named, *found.without_people}
    said = [f"{table}: not in the register" for table in known.keys() - listed]
    said += [f"{table}: is gone" for table in listed - known.keys()]
    for table in known.keys() & found.named.keys():
        said += [f"{table}.{one}: not listed" for one in known[table] - found.named[table]]
        said += [f"{table}.{one}: is gone" for one in found.named[table] - known[table]]
    return sorted(said)


def test_every_column_of_every_table_is_listed() -> None:
    assert differences(tables()) == [], f"write it in {SOURCE}, then {AGAIN}"


def test_column_that_nobody_listed_is_found() -> None:
    known = tables()
    known["people_identity"].add("religion")
    known["people_identity"].remove("used_name")
    known["people_secret"] = {"id"}
    assert differences(known) == [
        "people_identity.religion: not listed",
        "people_identity.used_name: is gone",
        "people_secret: not in the register",
    ]


def test_table_of_people_is_never_said_to_be_without_people() -> None:
    seals = {"people_seal", "people_sealcheckpoint"}
    assert {one for one in register().without_people if one.startswith("people_")} == seals


def test_every_sealed_column_is_said_sealed() -> None:
    names = {(one.table, one.name) for one in register().columns if one.is_sealed}
    sealed = {
        (model._meta.db_table, str(field.column))
        for model in apps.get_app_config("people").get_models()
        for field in model._meta.concrete_fields
        if str(field.column).startswith("sealed_")
        or field.column == "wrapped"
        or isinstance(field, SealedTextField)
    }
    assert sealed - {("people_seal", "sealed_at")} == names


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"traitement": "autre"}, "traitement is unknown"),
        ({"traitement": "suivi", "scellees": ["x"]}, "sealed column"),
        ({"traitement": "suivi", "couleur": 1}, "couleur is unknown"),
        ({"traitement": "suivi", "acteurs": ["id"], "techniques": ["id"]}, "named twice"),
    ],
)
def test_register_that_says_something_impossible_is_refused(
    wrong: dict[str, object], why: str
) -> None:
    source = yaml.safe_load(SOURCE.read_text())
    source["tables"]["people_person"] = wrong
    with pytest.raises(RegisterError, match=f"people_person: .*{why}"):
        read_register(source)


def test_committed_pages_are_in_step() -> None:
    reference = Path("docs/reference")
    assert (reference / "registre.md").read_text() == register_markdown(register()), AGAIN
    assert (reference / "aipd.md").read_text() == impact_markdown(measures()), AGAIN


def test_open_spreadsheet_says_the_same_as_the_other() -> None:
    with zipfile.ZipFile(io.BytesIO(register_ods(register()))) as whole:
        first = whole.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert whole.read(first) == b"application/vnd.oasis.opendocument.spreadsheet"
        ET.fromstring(whole.read("META-INF/manifest.xml"))  # noqa: S314 - our own
        content = ET.fromstring(whole.read("content.xml"))  # noqa: S314
    spaces = {"table": f"{OASIS}:table:1.0"}
    rows = [
        ["\n".join("".join(line.itertext()) for line in cell) for cell in row]
        for row in content.iterfind(".//table:table-row", spaces)
    ]
    assert rows == list(csv.reader(io.StringIO(register_csv(register())[1:]), delimiter=";"))


def test_spreadsheet_has_a_line_for_each_column() -> None:
    rows = list(csv.reader(io.StringIO(register_csv(register())[1:]), delimiter=";"))
    assert len(rows) == 1 + len(register().columns)
    assert {len(row) for row in rows} == {11}


@cache
def marks_of(path: str) -> dict[str, list[str]]:
    """Return the tests of a file, with their decorators as written."""
    tree = ast.parse(Path(path).read_text())
    marks = [ast.unparse(one) for one in tree.body if "pytestmark" in ast.unparse(one)[:12]]
    return {
        node.name: [*marks, *(ast.unparse(one) for one in node.decorator_list)]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("test", sorted({test for one in measures() for test in one.tests}))
def test_each_proof_exists_and_runs_each_time(test: str) -> None:
    path, _, name = test.partition("::")
    marks = " ".join(marks_of(path)[name])
    assert not any(word in marks for word in ("nightly", "skip", "xfail"))


def test_measure_that_nothing_proves_is_refused() -> None:
    row = {"risque": "vol", "mesure": "promise", "texte": "RGPD 32", "tests": []}
    with pytest.raises(ImpactError, match="promise"):
        read_measures([row])
    with pytest.raises(ImpactError, match="path::test_name"):
        read_measures([{**row, "tests": ["bientôt"]}])
