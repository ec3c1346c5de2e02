"""The command that chooses halts and counts units."""

import json
from pathlib import Path

import pytest

from planner.command import shortlist
from tests.planner.command.test_files import EXAMPLE


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--halts", "1"], 0, "112 personnes à portée, au plus 0,00\u00a0% du meilleur choix."),
        (["--halts", "1", "--keep", "school gate"], 0, "- school gate"),
        (["--reach", "100", "--times", "3"], 0, "prouvé : pas moins de 1"),
        (["--reach", "5000"], 1, "même en les prenant toutes"),
        (["--halts", "1", "--keep", "nowhere"], 2, "« nowhere » n'est pas une halte"),
    ],
)
def test_shortlist_answers(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    status: int,
    said: str,
) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    assert shortlist.main([str(file), *options]) == status
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_shortlist_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    assert shortlist.main([str(file), "--halts", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reach"] == pytest.approx(112.0)
