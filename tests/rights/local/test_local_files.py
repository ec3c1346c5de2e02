"""Files of local rights: what is shipped is whole, what is wrong is said where it is."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from allervers.config.checks import local_rights_are_read
from allervers.rights.domain.local.format import LocalRightFile
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.domain.local.territory import REGION_NAMES, REGION_OF, REGIONS
from allervers.rights.gateways.local.rights import SHIPPED, local_rights, read_folder
from allervers.rights.gateways.plain_yaml import NotYaml, read_yaml, scalar, write_yaml
from allervers.rights.wording.local import amounts_of, local_label

RIGHT = """\
identifiant: aide-inventee
nom: Aide inventée
payeur: Ville inventée
territoire:
  departements: ["92"]
conditions:
  - age: {au_moins: 60}
montant:
  euros: 40
sources:
  - titre: Page inventée
    date: sans date
"""


def written(folder: Path, text: str, name: str = "aide-inventee.yaml") -> Path:
    """Write one file in a folder, and return the folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("right", local_rights(None), ids=lambda one: one.slug)
def test_shipped_right_names_its_source_date_and_whom_to_ask(right: LocalRight) -> None:
    assert right.sources
    assert all(source.title and source.when for source in right.sources)
    assert right.is_review_due(date(2026, 11, 22))  # nobody has read these beside their source
    assert right.check_with or right.slug == "solidarite-transport"
    assert right.territory.is_placed
    assert all(amounts_of(right))
    assert (SHIPPED / f"{right.slug}.yaml").exists()


def test_shipped_rights_are_those_that_were_established() -> None:
    assert [one.slug for one in local_rights(None)] == [
        "amethyste-92", "amethyste-94", "fij-92", "fsl-92", "fsl-94", "imagine-r-94", "pass-plus",
        "solidarite-transport",
    ]  # fmt: skip
    assert not read_folder(SHIPPED).problems


def test_schema_of_the_documentation_is_that_of_the_files(root: Path) -> None:
    page = root / "docs/reference/local-right.schema.json"
    assert json.loads(page.read_text()) == LocalRightFile.model_json_schema()


def test_example_of_the_documentation_is_a_right(root: Path, tmp_path: Path) -> None:
    page = (root / "docs/reference/local-rights.md").read_text()
    example = page.partition("```yaml\n")[2].partition("```")[0]
    found = read_folder(written(tmp_path, example))
    assert not found.problems
    assert found.rights[0].reviewed_on


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("nom:", "nome:", 2, "nome : Cette clé n'existe pas"),
        ("payeur: Ville inventée\n", "", 1, "payeur : Cette clé manque"),
        ('["92"]', "[92]", 5, 'Un code s\'écrit entre guillemets : "92"'),
        ('["92"]', '["920"]', 5, "n'a pas la forme attendue"),
        ("au_moins: 60", "au_mois: 60", 7, "conditions.1.age.au_mois"),
        ("au_moins: 60", "au_moins: soixante", 7, "Il faut un nombre"),
        ("au_moins: 60", "au_moins: 60, plus_de: 5", 7, "Deux bornes"),
        ("{au_moins: 60}", "{}", 7, "Aucune borne"),
        ("age: {au_moins: 60}", "activite: [riche]", 7, "Choisissez : salarie, "),
        ("euros: 40", "euros: 40 €", 9, "sans « € »"),
        ("euros: 40", "euros: -1", 9, "trop petit"),
        ("euros: 40", "periode: an", 8, "Aucun montant"),
        ("aide-inventee", "Aide Inventée", 1, "minuscules"),
        ("sources:\n  - titre: Page inventée\n    date: sans date\n", "sources: []\n", 10,
         "trop courte"),
        ("  - age", "   age", 6, "conditions : Il faut une liste"),
        ("nom: Aide", "nom: 'Aide", 2, "ne se lit pas"),
        ("nom: Aide inventée", "nom: &a x\nresume: *a", 3, "renvois"),
        ("nom: Aide inventée", "nom: a\nnom: b", 3, "deux fois"),
    ],
)  # fmt: skip
def test_mistake_says_file_line_key_what_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    found = read_folder(written(tmp_path, RIGHT.replace(old, new)))
    assert not found.rights
    first = next(one for one in found.problems if said in str(one))
    assert (first.file, first.line) == ("aide-inventee.yaml", line)
    assert first.what.endswith((".", "!"))
    assert first.todo


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe\x00", "not_utf8"), (b"", "empty"), (b"# rien\n", "empty"),
        (b"a: " + b"[" * 60 + b"]" * 60, "too_deep"), (b"a: 1\x00", "not_yaml"),
        (b"x" * 400_000, "too_large"), (b"a: [1", "not_yaml"),
    ],
)  # fmt: skip
def test_text_that_is_no_yaml_of_ours_is_refused_with_its_reason(raw: bytes, code: str) -> None:
    with pytest.raises(NotYaml) as refused:
        read_yaml(raw)
    assert refused.value.code == code


def test_words_without_quotes_are_what_one_reads() -> None:
    assert read_yaml(b"a: =\nb: 01\nc: non\nd: 1.50\ne: 2026-11-22\nf: 2A\ng:\n").data == {
        "a": "=", "b": "01", "c": "non", "d": scalar("1.50"), "e": date(2026, 11, 22), "f": "2A",
        "g": None,
    }  # fmt: skip


@given(st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
    | st.integers(-9999, 9999),
    lambda inner: st.lists(inner, max_size=3), max_leaves=6,
))  # fmt: skip
def test_what_is_written_is_read_again_as_it_was(value: object) -> None:
    assert read_yaml(write_yaml({"a": value}).encode()).data == {"a": value}


def test_file_that_changes_is_read_again(tmp_path: Path) -> None:
    written(tmp_path, RIGHT)
    assert read_folder(tmp_path).rights[0].label == "Aide inventée"
    written(tmp_path, RIGHT.replace("Aide inventée", "Autre nom inventé"))
    assert read_folder(tmp_path).rights[0].label == "Autre nom inventé"


def test_operator_file_replaces_the_shipped_one_and_a_broken_one_stops_nothing(
    tmp_path: Path,
) -> None:
    written(tmp_path, RIGHT.replace("aide-inventee", "fsl-92"), "fsl-92.yaml")
    written(tmp_path, "nom: [", "b.yaml")
    by_slug = {one.slug: one for one in local_rights(tmp_path)}
    assert by_slug["fsl-92"].label == "Aide inventée"
    assert len(by_slug) == len(local_rights(None))
    with override_settings(LOCAL_RIGHTS=tmp_path):
        (warning,) = local_rights_are_read()
        assert "b.yaml:" in warning.msg
        assert not warning.is_serious()
        assert local_label("local:fsl-92") == "Aide inventée"
    assert local_label("local:disparu") == "disparu"


def test_folder_that_does_not_open_is_told(tmp_path: Path) -> None:
    (problem,) = read_folder(tmp_path / "rien").problems
    assert "ne s'ouvre pas" in problem.what


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    written(tmp_path, RIGHT)
    found = read_folder(written(tmp_path, RIGHT, "b.yaml"))
    assert len(found.rights) == 1
    assert "déjà pris" in found.problems[0].what


def test_command_prints_a_table_and_fails_on_a_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_local_rights")
    assert "8 droits lus, 0 erreurs" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("check_local_rights", str(written(tmp_path, RIGHT.replace("nom", "nome"))))
    assert "aide-inventee.yaml:2 : nome :" in capsys.readouterr().err


def test_each_departement_is_of_one_region() -> None:
    assert len(REGION_OF) == 101
    assert sum(len(one.split()) for one in REGIONS.values()) == 101
    assert set(REGION_NAMES) == set(REGIONS)


def test_link_to_nothing_hides_no_other_file(tmp_path: Path) -> None:
    shipped = next(SHIPPED.glob("*.yaml"))
    (tmp_path / "a.yaml").symlink_to(tmp_path / "moved")
    (tmp_path / shipped.name).write_bytes(shipped.read_bytes())
    found = read_folder(tmp_path)
    assert (len(found.rights), [one.file for one in found.problems]) == (1, ["a.yaml"])
