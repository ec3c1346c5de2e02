"""Every right, question, choice, reason and status has its French words."""

import ast
from datetime import date
from pathlib import Path

import pytest
from data_inclusion.schema.v1 import Thematique

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS, asked_codes
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.thematiques import THEMATIQUES
from allervers.rights.models import Finding, Screening
from allervers.rights.wording import finding_sentence, missing_sentence, right_label
from allervers.rights.wording.answers import answer_text
from allervers.rights.wording.claims import CLAIMS
from allervers.rights.wording.questions import wording_of
from allervers.rights.wording.reasons import REASONS
from tests.rights.households import answered

MONTH = date(2026, 11, 1)


@pytest.mark.parametrize("code", sorted(QUESTIONS))
def test_every_question_is_said_in_french(code: str) -> None:
    said, question = wording_of(code), QUESTIONS[code]
    assert str(said.ask).endswith("?")
    assert said.why
    assert "%(" not in f"{said.ask} {said.topic}"
    assert "  " not in f"{said.ask} {said.topic}"
    if question.kind in (Kind.CHOICE, Kind.MANY):
        assert set(said.choices) == set(question.choices)


@pytest.mark.parametrize("right", RIGHTS)
def test_every_right_has_a_name_a_claim_and_thematiques_of_the_schema(right: str) -> None:
    assert right_label(right) != right
    assert CLAIMS[right].where
    assert set(THEMATIQUES[Right(right)]) <= {one.value for one in Thematique}


def test_every_reason_of_the_domain_has_its_sentence(root: Path) -> None:
    used = set()
    for file in (root / "src/allervers/rights/domain").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "Reason":
                continue
            if isinstance(node.args[0], ast.Constant):
                used.add(node.args[0].value)
    assert used <= set(REASONS)
    assert len(used) > 20


def test_findings_are_said_with_amount_and_month() -> None:
    screening = Screening(month=MONTH)
    finding = Finding(screening=screening, right="rsa", status="entitled", amount="545.30")
    assert finding_sentence(finding) == (
        "RSA (revenu de solidarité active) : vous y avez sans doute droit, "
        "environ 545\u00a0€ en novembre 2026."
    )
    finding = Finding(
        screening=screening, right="ars", status="entitled", amount=881, period="year"
    )
    assert "pour l'année 2026" in finding_sentence(finding)
    finding = Finding(screening=screening, right="css", status="perhaps", missing=["wages"])
    assert "peut-être" in finding_sentence(finding)
    assert missing_sentence(finding) == "Il manque : salaire."


@pytest.mark.parametrize("seed", range(30))
def test_every_answer_is_read_again_in_words(seed: int) -> None:
    answers: Answers = answered(seed, unknown=0.1)
    for code in asked_codes(answers):
        assert answer_text(QUESTIONS[code], answers).strip(), code


def test_ticked_children_are_those_of_the_question() -> None:
    raw: dict[str, Json] = {
        "children": 2, "children_ages": [4, 12], "shared_custody": [], "college_children": [1]
    }  # fmt: skip
    answers = Answers(raw)
    assert answer_text(QUESTIONS["college_children"], answers) == "12 ans"
    assert answer_text(QUESTIONS["shared_custody"], answers) == "Aucun"
