"""`import_directory` does what the form does, without a member."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from allervers.directory.models import DirectoryImport, Source
from tests.directory.imports.files import as_json, service, structure

pytestmark = pytest.mark.usefixtures("communes")


def run(path: Path, *more: str) -> str:
    out = StringIO()
    call_command("import_directory", str(path), "--source", "essai", *more, stdout=out)
    return out.getvalue()


def test_command_takes_a_file_in_and_prints_its_figures(tmp_path: Path) -> None:
    file = tmp_path / "essai.json"
    file.write_bytes(as_json(structure(), service()))
    assert run(file, "--name", "Essai inventé").startswith("2 lues, 2 créées, 0 modifiées")
    assert "2 inchangées" in run(file)
    assert Source.objects.get().name == "Essai inventé"
    assert DirectoryImport.objects.filter(asked_by=None, state="done").count() == 2


def test_command_says_why_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "essai.json"
    file.write_bytes(as_json(structure())[:-5])
    with pytest.raises(CommandError, match="avant sa fin"):
        run(file)
    with pytest.raises(CommandError, match="absent"):
        run(tmp_path / "absent.json")


def test_command_asks_before_most_of_a_source_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "essai.json"
    file.write_bytes(as_json(*(structure(id=f"essai--{n}") for n in range(3))))
    run(file)
    file.write_bytes(as_json(structure(id="essai--0")))
    with pytest.raises(CommandError, match="disparaîtraient"):
        run(file, "--complete")
    assert "2 disparues" in run(file, "--complete", "--accept-many-gone")
