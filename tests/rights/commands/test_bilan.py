"""`allervers bilan`: a readable table, JSON, and a sentence for each thing that is wrong."""

import json
from datetime import date
from pathlib import Path

import pytest

from allervers.rights.commands.bilan import json_of, main, month_of, sentence_of
from allervers.rights.commands.bilan_local import local_of
from allervers.rights.commands.bilan_saying import table_of
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.screening import screen
from allervers.ui.domain.refusal import Refusal
from tests.rights.households import answered
from tests.rights.simple_rules import SimpleRules

MONTH = date(2026, 11, 1)


def told(answers: Answers, *, is_json: bool = False) -> str:
    """Return what is printed for these answers, by simple rules."""
    rules = SimpleRules()
    found, local = screen(answers, MONTH, rules), local_of(answers, MONTH, None)
    if is_json:
        return json_of(found, local, rules.rules, MONTH, MONTH)
    return table_of(found, local, rules.rules, answers, MONTH)


def test_findings_are_said_in_french_the_certain_ones_first() -> None:
    text = told(answered(2))
    lines = text.splitlines()
    assert lines[0] == "Droits en novembre 2026, d'après simple rules"
    assert lines[2].startswith("oui")
    assert "€ par mois" in lines[2]
    assert "À demander ensuite (local_commune)" in text


def test_without_answers_a_question_is_asked() -> None:
    text = told(Answers({}))
    assert "à demander" in text
    assert "À demander ensuite (" in text


def test_json_has_every_finding() -> None:
    found = json.loads(told(answered(2), is_json=True))
    assert (found["month"], found["rules"]) == ("2026-11-01", "simple rules")
    assert found["findings"][0]["right"] == "rsa"


def test_local_rights_of_the_commune_are_said_after_the_national_ones() -> None:
    here = Answers({**answered(2).raw, "commune": "92040"})
    text = told(here)
    said = text[text.index("Droits locaux") :]
    assert "fonds de solidarité logement" in said
    assert "Val-de-Marne" not in said
    assert "local:fsl-92" in [one["right"] for one in json.loads(told(here, is_json=True))["local"]]


def test_folder_of_local_rights_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "aide.yaml").write_text("identifiant: aide\n", encoding="utf-8")
    path = tmp_path / "situation.json"
    path.write_bytes(b"{}")
    assert main([str(path), "--local", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "aide.yaml" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "JSON"),
        (b'{"wages": NaN}', "NaN"),
        (b"[" * 3000, "JSON"),
        (b'{"age": 400}', "de 16 à 115"),
        (b'{"answers": {"shoe_size": 43}}', "shoe_size"),
        (b'{"individus": {"a": {"loyer": {"2026-11": -5}}}}', "négatif"),
        (b" " * 1_000_001, "Ko"),
    ],
)
def test_wrong_file_is_a_sentence_and_a_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, word: str
) -> None:
    path = tmp_path / "situation.json"
    path.write_bytes(content)
    assert main([str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert word in said.err
    assert said.err.count("\n") == 1


def test_missing_file_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/nowhere/situation.json"]) == 2
    assert "ne peut pas être lu" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["1789-07", "2026", "novembre", "2031-01"])
def test_month_without_rules_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        month_of(text, date(2026, 11, 22))


def test_month_is_this_one_unless_said() -> None:
    assert month_of(None, date(2026, 11, 22)) == MONTH
    assert month_of("2026-12", date(2026, 11, 22)) == date(2026, 12, 1)


def test_nested_error_is_said_on_one_line() -> None:
    assert (
        sentence_of({"individus": {"a": {"loyer": "négatif"}}}) == "individus, a, loyer : négatif"
    )
